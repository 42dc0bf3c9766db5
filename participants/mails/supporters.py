"""Letters about reports of misuse (Pact 2.2.2 c). Who reported stands in none that goes to a supporter."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from pact.mail import Letter, LetterKind, link, post, post_all
from participants.mails.applications import words
from participants.models import MisuseReport, SupportLetter


def _sample(**more: Any):
    facts = {"supporter": "Green Loop Refurbishers Ltd", "ref": "7f3a9c", "happened": "1 March 2027"}
    return lambda: {**facts, **more}


_WHY_REPORTER = _("You get this because you reported it. Only the Secretariat knows that it was you.")

RECEIVED = LetterKind(
    "participants.misuse_received", _("We have your report"), why=_WHY_REPORTER, sample=_sample(until="31 March 2027")
)


def misuse_received(report: MisuseReport, *, until, at: datetime) -> None:
    _to_reporter(RECEIVED, report, at, until=words(until))


SETTLED = LetterKind(
    "participants.misuse_settled",
    _("Your report was settled"),
    why=_WHY_REPORTER,
    sample=_sample(outcome="REMINDED", answer="It was an offer of devices. They were asked to stop."),
)


def misuse_settled(report: MisuseReport, *, at: datetime) -> None:
    _to_reporter(SETTLED, report, at, outcome=str(report.outcome), answer=report.answer)


def _to_reporter(kind: LetterKind, report: MisuseReport, at: datetime, **more: Any) -> None:
    facts = {**_about(report), **more, "button_label": _g("Open your report")}
    facts["button_url"] = link("participants:misuse-detail", org=report.organization.slug, ref=report.ref)
    letter = Letter(kind, to=report.reporter, facts=facts, about=report, organization_id=report.organization_id)
    post(letter, at=at)


REMINDED = LetterKind(
    "participants.undertaking_reminder",
    _("Your undertaking on marketing and sales"),
    why=_("You get this because you may act for {supporter}."),
    sample=_sample(undertaking="We refrain from using the Pact network for marketing and sales.", words="An offer."),
)


def undertaking_reminder(
    support: SupportLetter, people: Iterable, *, undertaking: str, happened, told: str, key: str, at: datetime
) -> None:
    """To the supporter: what was seen and what it undertook. The letter knows nothing of who reported."""
    facts = {
        "supporter": support.organization.name,
        "undertaking": undertaking,
        "happened": words(happened),
        "words": told,
        "button_label": _g("Open your Letter of Support"),
        "button_url": link("participants:support-letter", org=support.organization.slug),
    }
    letters = (
        Letter(REMINDED, to=user, facts=facts, about=support, organization_id=support.organization_id,
               key=f"undertaking:{key}:{user.pk}")
        for user in people
    )  # fmt: skip
    post_all(letters, at=at)


DUE = LetterKind(
    "participants.misuse_due",
    _("A report of misuse waits"),
    why=_("You get this because you work at the Secretariat."),
    sample=_sample(days=7, over=0),
)


def misuse_due(obligation, user, days: int) -> Letter:
    report = MisuseReport.objects.select_related("supporter").get(ref=obligation.subject_ref)
    facts = {**_about(report), "days": days, "over": -days, "button_label": _g("Open the report")}
    facts["button_url"] = link("participants:misuse-review", ref=report.ref)
    return Letter(DUE, to=user, facts=facts, about=report)


def _about(report: MisuseReport) -> dict[str, Any]:
    return {"supporter": report.supporter.name, "ref": report.ref, "happened": words(report.happened_on)}
