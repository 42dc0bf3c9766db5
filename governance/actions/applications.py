"""Deciding on applications (Pact 6.4.2): one matter, one vote and one outcome for each role that was asked for."""

import hashlib
import json
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from governance import access
from governance.actions import decisions, matters
from governance.models import Decision, Matter
from pact.access import Actor, CannotNow
from pact.deadlines import end_of_day
from participants.actions import admissions
from participants.actions import applications as application_actions
from participants.actions.doubts import open_questions
from participants.models import Application
from participants.rules import IN_DOUBT, MAY_COORDINATE

KIND = Application._meta.label_lower


def fingerprint(application: Application) -> str:
    """SHA-256 of what is put to the vote: answers, findings and screening as they stand."""
    findings = application.findings.order_by("criterion").values_list("criterion", "finding", "evidence")
    content = {
        "ref": application.ref,
        "answers": application.answers,
        "findings": [list(finding) for finding in findings],
        "screening": application.screening.outcome if application.screening_id else "",
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


@transaction.atomic
def put_to_vote(actor: Actor, application: Application, *, closes_on: date, at: datetime) -> list[Decision]:
    """Open a written procedure for each role that has none; those already open are given back as they are.

    The three criteria must have a finding first, and what is in doubt is decided before (2.1.3, 2.1.4)."""
    access.PUT_TO_VOTE.require(actor, application)
    locked = Application.objects.select_for_update(of=("self",)).select_related("screening").get(pk=application.pk)
    if locked.state != Application.State.WITH_COMMITTEE:
        application_actions.mark_with_committee(actor, locked, at=at)
        locked.refresh_from_db()
    waiting = _waiting(locked)
    closes_at = end_of_day(closes_on, settings.SECRETARIAT_TIME_ZONE)
    opened = []
    for role in locked.roles.filter(outcome="OPEN").exclude(role__in=waiting).order_by("role"):
        known = _decision_on(locked, role.role)
        if known is None or known.state == Decision.State.OPEN:
            opened.append(known or _open_for(actor, locked, role, closes_at, at))
    if not opened and waiting:
        raise CannotNow("Put the open question to the Steering Committee first (Pact 2.1.3, 2.1.4).")
    if not opened:
        raise CannotNow("Every role of this application has been decided.")
    return opened


def _waiting(application: Application) -> set[str]:
    """The roles on which there is no vote yet: all of them in doubt (2.1.4), the coordinating one by 2.1.3."""
    asked = open_questions(application)
    everything = {"PROCURING", "COORDINATING"} if IN_DOUBT in asked else set()
    return everything | ({"COORDINATING"} if MAY_COORDINATE in asked else set())


def _decision_on(application: Application, role: str) -> Decision | None:
    """The vote on a role, open or final; one that lapsed is no decision."""
    rows = Decision.objects.filter(matter__subject_kind=KIND, matter__subject_ref=f"{application.ref}/{role}")
    return rows.filter(state__in=("OPEN", "ADOPTED", "REJECTED")).order_by("-pk").first()


def _open_for(actor: Actor, application: Application, role, closes_at: datetime, at: datetime) -> Decision:
    question = f"Admit {application.organization_name} as a {role.get_role_display().lower()}?"
    if role.role == "SUPPORTER":
        question = f"Accept the Letter of Support of {application.organization_name}?"
    words = {"title": question, "summary": application.recommendation}
    matter = matter_about(actor, application, role.role, kind="APPLICATION", clause="6.4.2", **words, at=at)
    return decisions.open_vote(actor, matter, question=question, closes_at=closes_at, at=at)


def matter_about(
    actor: Actor,
    application: Application,
    about: str,
    *,
    kind: str,
    clause: str,
    title: str,
    summary: str,
    at: datetime,
) -> Matter:
    """The matter of a role or of a question before the vote; when a vote lapsed, the same one with the file as it
    stands now."""
    ref, sha256 = f"{application.ref}/{about}", fingerprint(application)
    matter = Matter.objects.filter(subject_kind=KIND, subject_ref=ref, state="OPEN").first()
    if matter:
        matter.subject_sha256, matter.summary = sha256, summary
        matter.save(update_fields=["subject_sha256", "summary"])
        return matter
    return matters.put_before_committee(
        actor,
        kind=kind,
        clause=clause,
        title=title,
        summary=summary,
        subject=application,
        subject_ref=ref,
        subject_sha256=sha256,
        url_name="participants:application-detail",
        url_kwargs={"ref": application.ref},
        organization_id=application.organization_id,
        due_on=application.decide_by,
        at=at,
    )


def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """What follows once every role has its own decision: admission or refusal, letters, the public list."""
    ref, _, _role = decision.matter.subject_ref.partition("/")
    application = Application.objects.select_for_update(of=("self",)).get(ref=ref)
    _criteria_are_met(decision, application)
    finish(application, actor=actor, at=at)


def finish(application: Application, *, actor: Actor, at: datetime) -> None:
    """Admission or refusal once every role is decided; a role refused by 2.1.3 never came to the vote."""
    outcomes = {}
    for role in application.roles.order_by("role"):
        final = _decision_on(application, role.role)
        if role.outcome == "REFUSED":
            outcomes[role.role] = (False, role.decision_number, role.reason)
        elif final is None or final.state == Decision.State.OPEN:
            return
        else:
            outcomes[role.role] = (final.state == Decision.State.ADOPTED, final.number, final.reasons)
    admissions.admit(actor, application, decisions=outcomes, at=at)


def _criteria_are_met(decision: Decision, application: Application) -> None:
    """6.4.2 a to c: who is admitted meets all three; the file has to say so before the vote can close."""
    unmet = list(application.findings.exclude(finding="MET").order_by("criterion").values_list("criterion", flat=True))
    if decision.state == Decision.State.ADOPTED and unmet and application.kind == Application.Kind.PARTICIPANT:
        raise CannotNow(
            f"The vote is in favour, but criterion {unmet[0].lower()} is not found to be met (Pact 6.4.2). "
            "Record the finding first, then close the vote."
        )


def lapse_votes(application: Application, *, at: datetime) -> None:
    """What is closed is not voted on any more: open votes lapse, and their matters are taken back."""
    ours = Matter.objects.filter(subject_kind=KIND, subject_ref__startswith=f"{application.ref}/")
    for matter in ours.filter(state=Matter.State.OPEN):
        matters.withdraw(Actor.hand("written-procedure"), matter, at=at)


def withdraw_with_applicants(*, at: datetime) -> int:
    """Who withdrew, or was found to have a conflict of interest, is not voted on. Harmless when repeated."""
    open_matters = Matter.objects.filter(subject_kind=KIND, state=Matter.State.OPEN)
    refs = {matter: matter.subject_ref.partition("/")[0] for matter in open_matters}
    closed = (Application.State.WITHDRAWN, Application.State.DECIDED)
    gone = Application.objects.filter(ref__in=refs.values(), state__in=closed)
    withdrawn = set(gone.values_list("ref", flat=True))
    for matter in (matter for matter, ref in refs.items() if ref in withdrawn):
        matters.withdraw(Actor.hand("written-procedure"), matter, at=at)
    return len(withdrawn)
