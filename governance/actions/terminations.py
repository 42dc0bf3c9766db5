"""Ending a participation by the committee, only after a hearing (Pact 6.6.2).

A case is opened by a person and never by the software (register I-21). Its hearing stands in `actions.hearings`.
"""

import hashlib
import json
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from governance import access, deadlines, mails, rules, verbs
from governance.actions import decisions, hearings, matters, numbering
from governance.flow import TERMINATION
from governance.models import Decision, Hearing, Matter, TerminationCase
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines import end_of_day
from pact.publishing.cache import bump
from pact.rulebook import rule
from participants.actions import ending
from participants.models import Organization

KIND = "TERMINATION"
SUBJECT = TerminationCase._meta.label_lower
_OPEN = (TerminationCase.State.ENDED, TerminationCase.State.CLOSED)


@transaction.atomic
def open_case(
    actor: Actor, organization: Organization, *, grounds: str, facts: str, origin: str = "", at: datetime
) -> TerminationCase:
    """By the Secretariat, about somebody who takes part or supports. Until the notice is sent it is the Secretariat's
    alone, and so the event names no owner."""
    access.OPEN_CASE.require(actor, organization)
    if not ending.has_role(organization, ending.day_of(at)):
        raise CannotNow("Only the participation of those who take part or support can be ended (Pact 6.6.2).")
    if grounds not in rules.GROUNDS:
        raise CannotNow("Name the grounds: lack of integrity or lack of effort (Pact 6.6.2).")
    if not facts.strip():
        raise CannotNow("Write down the facts: reasonable grounds rest on them (Pact 6.6.2).")
    year = ending.day_of(at).year
    serial = numbering.next_serial(TerminationCase, "T", year)
    if TerminationCase.objects.filter(organization=organization).exclude(state__in=_OPEN).exists():
        raise CannotNow("There is an open case about this organisation already.")
    case = TerminationCase.objects.create(
        organization=organization,
        number=rules.case_number(year, serial),
        grounds=grounds,
        facts=facts.strip(),
        origin=origin,
        opened_at=at,
    )
    record(actor, verbs.CASE_OPENED, case, at=at, clause="6.6.2", grounds=grounds)
    hearings.next_is(case, "Send the notice", at)
    return case


@transaction.atomic
def send_notice(
    actor: Actor, case: TerminationCase, notice: str, *, answer_on: date | None = None, at: datetime
) -> Hearing:
    """The notice with the invitation to be heard. It runs out after the days of the rule book, or later."""
    today = ending.day_of(at)
    earliest = rules.earliest_answer(today, rule("hearing.answer_within", on=today))
    if not notice.strip():
        raise CannotNow("Write the notice: what is held against the organisation and what could follow (Pact 6.6.2).")
    if answer_on and answer_on < earliest:
        raise CannotNow(f"Give it time until {mails.words(earliest)} or later to answer (Pact 6.6.2).")
    with TERMINATION.step("notify", case, actor=actor, at=at) as row:
        row.noticed_at, row.notice = at, notice.strip()
    return hearings.invite(case, end_of_day(answer_on or earliest, settings.SECRETARIAT_TIME_ZONE), at=at)


def fingerprint(case: TerminationCase) -> str:
    """SHA-256 of the file as it is put: facts, notice, statement and record, and what is asked for."""
    hearing = Hearing.objects.select_related("statement_file").get(case=case)
    content = {
        "case": [case.number, case.grounds, case.facts, case.notice, str(case.ends_on or ""), case.public_text],
        "hearing": [hearing.outcome, hearing.way, str(hearing.held_on or ""), hearing.statement, hearing.record],
        "file": hearing.statement_file.sha256 if hearing.statement_file else "",
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def question(case: TerminationCase) -> str:
    word = "participation" if case.organization.participations.exclude(state="ENDED").exists() else "support"
    return f"End the {word} of {case.organization.name}?"


@transaction.atomic
def put(
    actor: Actor,
    case: TerminationCase,
    *,
    summary: str,
    public_text: str,
    closes_on: date,
    ends_on: date | None = None,
    at: datetime,
) -> Decision:
    """Before the committee, with the vote open: exactly this file. Its own member is left out of the count."""
    if not public_text.strip():
        raise CannotNow("Write the short text that is published if the participation ends.")
    if ends_on and ends_on < ending.day_of(at):
        raise CannotNow("Name a day that is still to come; without one it ends on the day of the decision.")
    with TERMINATION.step("put", case, actor=actor, at=at) as row:
        row.public_text, row.ends_on = public_text.strip(), ends_on
        matter = matters.put_before_committee(
            actor,
            kind=KIND,
            clause="6.6.2",
            title=question(row),
            summary=summary.strip(),
            subject=row,
            subject_sha256=fingerprint(row),
            url_name="governance:termination-detail",
            url_kwargs={"ref": row.ref},
            organization_id=row.organization_id,
            at=at,
        )
    deadlines.CASE_STEP.meet(case, at)
    return decisions.open_for_day(actor, matter, closes_on=closes_on, at=at)


def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """Yes ends every role, is published with its short text, and the organization reads the reasons; no closes the
    case, and nothing is published."""
    case = TerminationCase.objects.select_related("organization").get(ref=decision.matter.subject_ref)
    if fingerprint(case) != decision.subject_sha256:
        raise CannotNow("The file was changed after it was put to the vote. Close the case and put it anew (6.6.2).")
    if decision.state != Decision.State.ADOPTED:
        with TERMINATION.step("keep", case, actor=actor, at=at, decision_number=decision.number) as row:
            row.decision, row.closed_at, row.why_closed = decision, at, decision.reasons
        mails.case_closed(case, at=at)
        return
    ends_on = rules.end_day(ending.day_of(at), case.ends_on)
    with TERMINATION.step("end", case, actor=actor, at=at, decision_number=decision.number) as row:
        row.decision, row.closed_at, row.ends_on = decision, at, ends_on
    mails.case_ended(case, at=at)
    ending.terminate(actor, case.organization, ends_on=ends_on, decision_number=decision.number, at=at)
    bump()


@transaction.atomic
def close(actor: Actor, case: TerminationCase, reason: str, *, at: datetime) -> TerminationCase:
    """Without the committee, at any time before it has decided. From the notice on it hears why."""
    if not reason.strip():
        raise CannotNow("Say why the case is closed: the organisation reads it.")
    decisions.lock_open_votes(SUBJECT, case.ref)
    told = bool(case.noticed_at)
    with TERMINATION.step("close", case, actor=actor, at=at, **({} if told else {"organization_id": None})) as row:
        row.closed_at, row.why_closed = at, reason.strip()
    for matter in Matter.objects.filter(subject_kind=SUBJECT, subject_ref=case.ref, state=Matter.State.OPEN):
        matters.withdraw(actor, matter, at=at)
    deadlines.CASE_STEP.waive(case, at)
    deadlines.HEARING_ANSWER.waive(case, at)
    if told:
        mails.case_closed(case, at=at)
    return case


def close_with_leavers(*, at: datetime) -> int:
    """Nightly: who left the Pact by itself is not ended by the committee any more."""
    day, closed = ending.day_of(at), 0
    for case in TerminationCase.objects.exclude(state__in=_OPEN).select_related("organization"):
        if not ending.has_role(case.organization, day):
            with scope.as_system("end-of-participation") as hand:
                close(hand, case, "The organisation has left the Pact itself (Pact 6.6.1).", at=at)
            closed += 1
    return closed
