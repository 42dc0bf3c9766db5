"""Being heard before a participation is ended (Pact 6.6.2): the invitation, the answer, the hearing, the running out.

One row lock, that of the case, decides between an answer and the running out at the same moment.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from governance import access, deadlines, mails, rules, verbs
from governance.flow import TERMINATION
from governance.models import Hearing, TerminationCase
from pact import files
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines.days import day_in

PURPOSE = "governance.hearing"
DECLINE = "DECLINE"
_ZONE = settings.SECRETARIAT_TIME_ZONE


def invite(case: TerminationCase, answer_by: datetime, *, at: datetime) -> Hearing:
    """With the notice, in its transaction; called by the action that sends it."""
    hearing = Hearing.objects.create(
        case=case, organization_id=case.organization_id, invited_at=at, answer_by=answer_by
    )
    deadlines.CASE_STEP.meet(case, at)
    deadlines.HEARING_ANSWER.set(
        about=case,
        at=at,
        due_at=answer_by,
        title=f"Answer the invitation to be heard ({case.number})",
        organization_id=case.organization_id,
        url_name="governance:hearing-detail",
        url_kwargs={"org": case.organization.slug, "ref": case.ref},
    )
    mails.hearing_invited(case, hearing, at=at)
    return hearing


def _invited(case: TerminationCase) -> Hearing:
    """The hearing of a case that waits for it, with the case locked."""
    locked = TerminationCase.objects.select_for_update().get(pk=case.pk)
    if locked.state != TerminationCase.State.NOTICED:
        raise CannotNow(f"This was changed meanwhile: the case is {locked.get_state_display()}. Open the page again.")
    return Hearing.objects.select_related("statement_file").get(case=locked)


@transaction.atomic
def answer(
    actor: Actor, case: TerminationCase, how: str, statement: str = "", *, scan: Any = None, at: datetime
) -> Hearing:
    """In writing, in a meeting, in a call, or not at all; until the invitation runs out it can be answered anew."""
    access.ANSWER_HEARING.require(actor, case)
    hearing = _invited(case)
    in_person = hearing.answered_at is not None and hearing.way in rules.IN_PERSON
    if not rules.may_answer(hearing.answer_by, at, waits_in_person=in_person):
        day = mails.words(day_in(hearing.answer_by, _ZONE))
        raise CannotNow(f"The invitation to be heard ran out on {day} (Pact 6.6.2). Write to the Secretariat.")
    if how not in (DECLINE, *Hearing.Way.values):
        raise CannotNow("Say how you want to be heard, or that you do not want to be.")
    hearing.statement = statement.strip()
    if scan:
        owner = {"organization_id": case.organization_id, "for_committee": True}
        hearing.statement_file = files.store(scan, allow=("pdf",), purpose=PURPOSE, actor=actor, at=at, **owner)
    if how == Hearing.Way.WRITING and not (hearing.statement or hearing.statement_file):
        raise CannotNow("Write the statement, or add it as a PDF.")
    hearing.statement_by_id, hearing.answered_at = actor.user_id, at
    if how == DECLINE:
        _decline(actor, case, hearing, at)
    else:
        hearing.way = how
        hearing.save()
        facts = {"organization_id": case.organization_id, "clause": "6.6.2", "how": how}
        record(actor, verbs.HEARING_ANSWERED, case, at=at, **facts)
    deadlines.HEARING_ANSWER.meet(case, at)
    with scope.as_system("letters"):
        mails.hearing_answered(case, hearing, at=at)
    if how != DECLINE:
        next_is(case, "Wait for the end of the invitation" if how == Hearing.Way.WRITING else "Hold the hearing", at)
    return hearing


def _decline(actor: Actor, case: TerminationCase, hearing: Hearing, at: datetime) -> None:
    with TERMINATION.step("decline", case, actor=actor, at=at):
        hearing.outcome, hearing.settled_at = Hearing.Outcome.DECLINED, at
        hearing.save()
    next_is(case, "Put it before the committee, or close it", at)


def next_is(case: TerminationCase, step: str, at: datetime) -> None:
    """What the Secretariat does next, on its tasks."""
    deadlines.CASE_STEP.meet(case, at)
    deadlines.CASE_STEP.set(
        about=case,
        at=at,
        title=f"{case.number}, {case.organization.name}: {step}"[:240],
        workspace="SECRETARIAT",
        url_name="governance:termination-detail",
        url_kwargs={"ref": case.ref},
    )


@transaction.atomic
def plan(actor: Actor, case: TerminationCase, way: str, planned_at: datetime, *, at: datetime) -> Hearing:
    """The Secretariat fixes the day of a meeting or a call, and tells the organization."""
    access.PUT_TO_VOTE.require(actor, case)
    hearing = _invited(case)
    if way not in rules.IN_PERSON:
        raise CannotNow("Choose a meeting or a call.")
    if planned_at <= at:
        raise CannotNow("Name a day and an hour that are still to come.")
    hearing.way, hearing.planned_at = way, planned_at
    hearing.answered_at = hearing.answered_at or at  # agreed on with the organization, in whatever way it answered
    hearing.save()
    facts = {"organization_id": case.organization_id, "clause": "6.6.2", "planned_at": planned_at}
    record(actor, verbs.HEARING_PLANNED, case, at=at, **facts)
    mails.hearing_planned(case, hearing, at=at)
    return hearing


@transaction.atomic
def hold(actor: Actor, case: TerminationCase, *, way: str, held_on: date, words: str, at: datetime) -> Hearing:
    """What was said in a meeting or a call, recorded by the Secretariat."""
    hearing = _invited(case)
    if way not in rules.IN_PERSON:
        raise CannotNow("Choose a meeting or a call; a statement in writing counts when the invitation has run out.")
    if not words.strip():
        raise CannotNow("Write down what was said: the committee reads it (Pact 6.6.2).")
    if not day_in(hearing.invited_at, _ZONE) <= held_on <= day_in(at, _ZONE):
        raise CannotNow("Name the day of the hearing: after the invitation, and today or earlier.")
    with TERMINATION.step("hold", case, actor=actor, at=at, held_on=held_on, way=way):
        hearing.outcome, hearing.settled_at = Hearing.Outcome.HELD, at
        hearing.way, hearing.held_on, hearing.record = way, held_on, words.strip()
        hearing.save()
    deadlines.HEARING_ANSWER.meet(case, at)
    mails.hearing_recorded(case, hearing, at=at)
    next_is(case, "Put it before the committee, or close it", at)
    return hearing


def run_out(*, at: datetime) -> int:
    """Nightly: invitations whose time is over. Who asked for a meeting or a call is waited for. Harmless when
    repeated; returns how many ran out."""
    due = TerminationCase.objects.filter(state=TerminationCase.State.NOTICED, hearing__answer_by__lt=at)
    return sum(_run_out(case, at) for case in due.select_related("organization").order_by("pk"))


@transaction.atomic
def _run_out(case: TerminationCase, at: datetime) -> bool:
    with scope.as_system("hearings") as hand:
        try:
            hearing = _invited(case)
        except CannotNow:
            return False
        outcome = rules.what_silence_means(hearing.way, answered=hearing.answered_at is not None)
        if not outcome:
            return False
        with TERMINATION.step("run_out", case, actor=hand, at=at, outcome=outcome):
            hearing.outcome, hearing.settled_at = outcome, at
            if outcome == Hearing.Outcome.HELD:
                hearing.held_on = day_in(hearing.answered_at, _ZONE)
                hearing.record = "" if hearing.statement else "Heard in writing: see the statement (PDF)."
            hearing.save()
        deadlines.HEARING_ANSWER.waive(case, at)
        next_is(case, "Put it before the committee, or close it", at)
    return True
