"""The page of one application: answers beside checks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pact.audit.queries import TrailLine, trail
from pact.clock import now, today
from pact.mail.queries import letters_about
from participants import flow, queries
from participants.actions import scanning
from participants.forms import reviewing
from participants.models import Application
from participants.views.wizard import Wizard

CRITERIA_WORDS = {
    "A": "a. They endorse the ambitions and commitments of the Pact",
    "B": "b. They can demonstrably contribute to its objectives",
    "C": "c. There are no grounds for doubting their integrity",
}


def application_page(request: HttpRequest, application: Application, **bound) -> HttpResponse:
    """Draw the page; `bound` holds the form that did not pass, all others are fresh."""
    card = queries.application_card(request.actor, application, today())
    steps = {step.name for step in flow.APPLICATION.open_to(request.actor, application)}
    screening = application.screening
    gaps = queries.stands_in_the_way(application, now()) if "put_to_committee" in steps else []
    context = {
        "application": application,
        "card": card,
        "today": today(),
        "summary": Wizard(application).summary(),
        "criteria": [_criterion(row, bound.get("findings", {})) for row in card.findings],
        "ask": bound.get("ask") or reviewing.AskForm(),
        "recommend": bound.get("recommend")
        or reviewing.RecommendForm(initial={"recommendation": application.recommendation}),
        "screen": bound.get("screen")
        or reviewing.ScreenForm(prefix="screen", initial={"outcome": screening.outcome if screening else ""}),
        "can_attach": application.state in scanning.OPEN,
        "signatures": [_signature(row, bound.get("attach", {})) for row in card.roles if row.signature],
        "forms": [
            form for value in bound.values() for form in (value.values() if isinstance(value, dict) else [value])
        ],
        "entries": _entries(request, application),
        "letters": letters_about(request.actor, "participants.application", application.ref),
        "secretariat": request.actor.secretariat,
        "can_vote": "put_to_committee" in steps,
        "questions": card.questions,
        "may_check": card.conflict and card.may_check,
        "undecided": application.state in queries.OPEN_STATES,
        "gaps": gaps,
        "ready": not gaps,
    }
    return render(request, "participants/application_detail.html", context, status=422 if bound else 200)


def _criterion(row, bound: dict) -> dict:
    form = bound.get(row.criterion) or reviewing.FindingForm(
        prefix=row.criterion, initial={"finding": row.finding, "evidence": row.evidence}
    )
    return {"row": row, "words": CRITERIA_WORDS[row.criterion], "form": form}


def _signature(row, bound: dict) -> dict:
    form = bound.get(row.role) or reviewing.ScanForm(prefix=row.role)
    return {"role": row, "signature": row.signature, "code": row.role.lower(), "form": form}


def _entries(request: HttpRequest, application: Application) -> list[dict]:
    lines = trail(request.actor, application)
    return [{"what": said(line), "at": line.at} for line in reversed(lines)]


def said(line: TrailLine) -> str:
    """A line of the trail; whoever had no account yet was the applicant."""
    who = _("The applicant") if line.hand == "visitor" else line.who
    return f"{who} {line.sentence}"
