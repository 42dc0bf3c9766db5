"""Extending the Pact (6.2.2): the committee says what is sufficient, all are asked, then it decides.

Whoever does not agree in writing takes part until the old end; silence is no consent.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from governance import access, deadlines, mails, verbs
from governance.actions import matters, rounds
from governance.flow import EXTENSION
from governance.models import ConsentRound, Decision, Extension, Matter
from governance.queries import amendments as amendment_queries
from governance.queries import extensions as queries
from governance.queries.rounds import every_member
from governance.rules import Criterion
from governance.rules import extensions as rules
from governance.rules.rounds import against_opening
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in
from pact.deadlines.models import SECRETARIAT
from pact.publishing.cache import bump
from pact.rulebook.actions import set_rule
from participants.actions import ending


def _day(at: datetime) -> date:
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)


@transaction.atomic
def ask_criterion(actor: Actor, criterion: Criterion, *, at: datetime) -> Matter:
    """Ask the committee how much consent is sufficient, before anybody else is asked (register I-19)."""
    access.PUT_TO_VOTE.require(actor)
    if against := rules.against_criterion(criterion):
        raise CannotNow(*against)
    end = queries.end_rule(_day(at))
    ends = f"{date.fromisoformat(end.value):%-d %B %Y}"
    content = {"share": criterion.share, "share_of": criterion.share_of, "fewest": criterion.fewest}
    words = f"{criterion.share} of {criterion.share_of} of all participants, and at least {criterion.fewest}"
    return matters.put_before_committee(
        actor,
        kind=queries.CRITERION,
        clause="6.2.2",
        title=f"Consent to extend the Pact is sufficient with {words}?",
        summary=f"The Pact ends on {ends}. Only after this decision can participants be asked (6.2.2).",
        subject=end,
        subject_ref=f"{end.pk}/criterion",
        content=content,
        url_name="website:duration",
        url_kwargs={},
        at=at,
    )


@transaction.atomic
def open_extension(actor: Actor, *, new_end: date, closes_on: date, at: datetime) -> Extension:
    """Ask everybody for written consent to a new end; refused until the committee said what is sufficient."""
    access.PUT_TO_VOTE.require(actor)
    day, known = _day(at), queries.every_criterion()
    old_end = queries.end_on(day)
    criterion = rules.criterion_of(known.matter.content) if known else None
    against = rules.against_extending(criterion, old_end, new_end, closes_on, day)
    against += against_opening(day, closes_on, criterion) if criterion else []
    if queries.every_open_extension():
        against.append("An extension is asked already, or waits for the Steering Committee (Pact 6.2.2).")
    if against:
        raise CannotNow(*against)
    words = {"old_end": old_end.isoformat(), "new_end": new_end.isoformat(), "criterion": known.number}
    asked = rounds.open_round(
        subject=ConsentRound.Subject.EXTENSION,
        clause="6.2.2",
        question=f"Extend the Pact from {old_end:%-d %B %Y} to {new_end:%-d %B %Y}",
        text_sha256=rules.fingerprint(words),
        criterion=criterion,
        closes_at=end_of_day(closes_on, settings.SECRETARIAT_TIME_ZONE),
        at=at,
    )
    row = Extension.objects.create(old_end=old_end, new_end=new_end, criterion=known, round=asked)
    record(actor, verbs.EXTENSION_OPENED, row, at=at, clause="6.2.2", **words)
    rounds.tell(ConsentRound.objects.select_related("extension").get(pk=asked.pk), at=at)
    bump()
    return row


def settle(asked: ConsentRound, *, at: datetime) -> None:
    """The round closed: with sufficient consent the committee decides, otherwise nothing changes."""
    with scope.as_system("extension") as hand:
        row = Extension.objects.select_related("round").get(round=asked)
        reached = asked.state == ConsentRound.State.REACHED
        with EXTENSION.step("suffice" if reached else "fail", row, actor=hand, at=at):
            pass
        if reached:
            _ask_committee(hand, row, asked, at)
        else:
            _tell_all(row, at)
        bump()


def _ask_committee(hand: Actor, row: Extension, asked: ConsentRound, at: datetime) -> None:
    matters.put_before_committee(
        hand,
        kind=queries.KIND,
        clause="6.2.2",
        title=f"Extend the Pact to {row.new_end:%-d %B %Y}?",
        summary=f"{asked.consents} of {asked.electorate} participants agree in writing; {asked.needed} were needed.",
        subject=row,
        subject_sha256=asked.text_sha256,
        url_name="website:duration",
        url_kwargs={},
        due_on=row.old_end,
        at=at,
    )


def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """`settings.DECISION_EFFECTS`: the new end rules from the day after; who did not agree leaves on the old one."""
    row = Extension.objects.select_related("round").get(ref=decision.matter.subject_ref)
    if decision.state != Decision.State.ADOPTED:
        with EXTENSION.step("refuse", row, actor=actor, at=at) as step:
            step.decision = decision
        _tell_all(row, at)
        bump()
        return
    day = _day(at)
    if day > row.old_end:
        raise CannotNow(f"The Pact ended on {row.old_end:%-d %B %Y}; it can no longer be extended (Pact 6.2.1).")
    with EXTENSION.step("extend", row, actor=actor, at=at, new_end=row.new_end) as step:
        step.decision = decision
    before = queries.end_rule(day)
    facts = {"unit": before.unit, "clause": before.clause, "sentence": before.sentence}
    valid_from = day + timedelta(days=1)
    set_rule("pact.end", row.new_end.isoformat(), valid_from=valid_from, source=f"Decision {decision.number}", **facts)
    _end_the_others(row, decision.decided_at, at)
    _tell_all(row, at)
    bump()


def _end_the_others(row: Extension, moment: datetime, at: datetime) -> int:
    parts = list(queries.every_part_to_end(row, moment))
    for membership in parts:
        ending.not_extended(membership, last=row.old_end, at=at)
    return len(parts)


def keep_ends(*, at: datetime) -> int:
    """Nightly: whoever gave notice after an extension and withdrew it takes part until the old end, as before."""
    rows = queries.every_extension().filter(state=Extension.State.EXTENDED, old_end__gte=_day(at))
    with scope.as_system("extension"):
        return sum(_end_the_others(row, row.decision.decided_at, at) for row in rows)


def note_end(*, at: datetime) -> None:
    """Nightly: the letters before the end of the Pact have their day (6.2.1); an extension moves it."""
    day = _day(at)
    row = queries.end_rules(day)
    if row is None:
        return
    due_at = end_of_day(date.fromisoformat(row.value), settings.SECRETARIAT_TIME_ZONE)
    about = ("pact", "end")
    if due_at < at or deadlines.PACT_ENDS.replace(about, due_at=due_at, closes_at=due_at, at=at):
        return
    deadlines.PACT_ENDS.set(about=about, at=at, due_at=due_at, closes_at=due_at, workspace=SECRETARIAT)


def _tell_all(row: Extension, at: datetime) -> None:
    ids = every_member(row.round).values_list("organization_id", flat=True)
    known = queries.every_extension().get(pk=row.pk)
    mails.extension_closed(known, amendment_queries.every_organization(ids), at=at)
