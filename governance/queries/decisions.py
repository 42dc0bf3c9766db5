"""Decisions and votes as pages show them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Prefetch, Q

from governance import rules
from governance.models import Attendance, Decision, Elector, Matter, ProductGroup, SeatTerm
from pact.access import Actor
from pact.deadlines.days import day_in
from pact.rulebook import rule


def decisions(actor: Actor):
    return Decision.objects.visible_to(actor).select_related("matter").prefetch_related(_electors())


def matters(actor: Actor):
    return Matter.objects.visible_to(actor)


def open_matters(actor: Actor):
    return matters(actor).filter(state=Matter.State.OPEN)


def _electors():
    rows = Elector.objects.select_related("organization", "user", "vote").order_by("seat_term__seat_no")
    return Prefetch("electors", queryset=rows)


def tally_of(decision: Decision) -> rules.Tally:
    """Counted from the rows, in one query."""
    counted = decision.electors.filter(recused=False).aggregate(
        electors=Count("pk"),
        yes=Count("pk", filter=Q(vote__choice="YES")),
        no=Count("pk", filter=Q(vote__choice="NO")),
        abstain=Count("pk", filter=Q(vote__choice="ABSTAIN")),
    )
    return rules.Tally(**counted)


def every_elector(pk: int) -> Elector:
    """For the letter of a reminder, which has no actor."""
    return Elector.objects.select_related("decision").get(pk=pk)


@dataclass(frozen=True)
class BallotRow:
    organization_id: int
    organization: str
    language: str
    person: str
    choice: str
    choice_words: str
    remark: str
    recused: bool
    reason: str


@dataclass(frozen=True)
class Ballot:
    """A decision with its counts; `needs`: votes that the quorum lacks, `lacks`: votes in favour that a
    majority lacks. `mine` is what this actor voted, `eligible` whether he may vote now.

    `recusable` are the members whose interest this actor may record: his own, or anybody's for chair and Secretariat.
    """

    decision: Decision
    tally: rules.Tally
    needs: int
    lacks: int
    rows: list[BallotRow]
    mine: BallotRow | None
    eligible: bool
    over: bool
    recusable: list[BallotRow]


def ballot(actor: Actor, decision: Decision, at: datetime) -> Ballot:
    """From the prefetched rows of `decisions(actor)`: no further query."""
    rows = [_row(elector) for elector in decision.electors.all()]
    voting = [row for row in rows if not row.recused]
    counts = Counter(row.choice for row in voting)
    tally = rules.Tally(len(voting), counts["YES"], counts["NO"], counts["ABSTAIN"])
    mine = next((row for row in rows if row.organization_id == actor.seat_organization_id), None)
    running = decision.state == Decision.State.OPEN
    over = running and decision.closes_at <= at
    eligible = bool(running and not over and mine and actor.committee and not mine.recused)
    everybody = actor.chair or actor.sees_all
    recusable = [row for row in voting if running and (everybody or row is mine)]
    needs, lacks = rules.needs_for_quorum(tally), rules.needs_for_majority(tally)
    return Ballot(decision, tally, needs, lacks, rows, mine, eligible, over, recusable)


def _row(elector: Elector) -> BallotRow:
    vote = getattr(elector, "vote", None)
    return BallotRow(
        elector.organization_id,
        elector.organization.name,
        elector.organization.language,
        elector.user.name,
        vote.choice if vote else "",
        vote.get_choice_display() if vote else "",
        vote.remark if vote else "",
        elector.recused,
        elector.recusal_reason,
    )


@dataclass(frozen=True)
class Hand:
    organization_id: int
    organization: str
    person: str
    choice: str


def hands(actor: Actor, decision: Decision) -> list[Hand]:
    """For the chair in a meeting: members who are there, not recused, and did not vote on their own telephone."""
    if not (actor.chair and decision.state == Decision.State.OPEN and decision.meeting_id):
        return []
    rows = Attendance.objects.visible_to(actor).filter(meeting=decision.meeting_id, present=True)
    there = set(rows.values_list("user_id", flat=True))
    found = []
    for elector in decision.electors.all():
        vote = getattr(elector, "vote", None)
        alone = vote and vote.cast_by_id == elector.user_id and elector.user_id != actor.user_id
        if elector.user_id in there and not elector.recused and not alone:
            name = elector.organization.name
            found.append(Hand(elector.organization_id, name, elector.user.name, vote.choice if vote else ""))
    return found


@dataclass(frozen=True)
class Room:
    waiting: list[Ballot]
    open: list[Ballot]
    decided: list[Ballot]
    to_open: list[Matter]
    needed: int


def decision_room(actor: Actor, at: datetime) -> Room:
    """What needs this member's vote, what else is open, what was decided lately, what waits for its vote to open."""
    running = decisions(actor).filter(state="OPEN").order_by("closes_at", "pk")
    waiting, others = [], []
    for decision in running:
        one = ballot(actor, decision, at)
        (waiting if one.eligible and not one.mine.choice else others).append(one)
    lately = decisions(actor).filter(state__in=("ADOPTED", "REJECTED", "LAPSED")).order_by("-decided_at", "-pk")[:10]
    unopened = open_matters(actor).exclude(decisions__state__in=("DRAFT", "OPEN")).order_by("due_on", "put_at")
    decided = [ballot(actor, decision, at) for decision in lately]
    return Room(waiting, others, decided, list(unopened), members_needed(day_in(at, settings.SECRETARIAT_TIME_ZONE)))


def members_needed(day: date) -> int:
    """5.1.3: how many members are missing before decisions close again."""
    return rules.still_needed(SeatTerm.objects.on(day).count(), rule("sc.min", on=day))


def product_groups_in_scope(day) -> list[ProductGroup]:
    return list(ProductGroup.objects.in_scope(day).order_by("order"))


def product_groups() -> list[ProductGroup]:
    return list(ProductGroup.objects.order_by("order"))
