"""Decisions and votes as pages show them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from governance import rules
from governance.models import Attendance, ChairTerm, Decision, Elector, Matter, ProductGroup, SeatTerm
from pact.access import Actor
from pact.deadlines.days import day_in
from pact.rulebook import History, histories
from pact.rulebook import rules as numbers


def decisions(actor: Actor):
    return Decision.objects.visible_to(actor).select_related("matter").prefetch_related(_electors())


def matters(actor: Actor):
    return Matter.objects.visible_to(actor)


def open_matters(actor: Actor):
    return matters(actor).filter(state=Matter.State.OPEN)


def _electors():
    rows = Elector.objects.select_related("organization", "user", "vote").order_by("seat_term__seat_no")
    return Prefetch("electors", queryset=rows)


@dataclass(frozen=True)
class Terms:
    """How votes are counted (register I-7): by the rule book of the day on which a vote opened."""

    quorum: History
    casting: History

    def of(self, decision: Decision) -> tuple[tuple[int, int], bool]:
        """The share of the quorum, and whether the chair's vote decides a tie."""
        day = day_in(decision.opened_at, settings.SECRETARIAT_TIME_ZONE)
        return tuple(self.quorum.on(day)), self.casting.on(day) == "CHAIR"


def terms() -> Terms:
    found = histories("sc.quorum", "sc.casting")
    return Terms(found["sc.quorum"], found["sc.casting"])


def _chair_of(decision: Decision) -> int | None:
    """The organization of the chair on the day on which the vote opened, frozen like those who vote."""
    day = day_in(decision.opened_at, settings.SECRETARIAT_TIME_ZONE)
    return ChairTerm.objects.on(day).values_list("seat_term__organization_id", flat=True).first()


def tally_of(decision: Decision) -> rules.Tally:
    """Counted from the rows."""
    counted = decision.electors.filter(recused=False).aggregate(
        electors=Count("pk"),
        yes=Count("pk", filter=Q(vote__choice="YES")),
        no=Count("pk", filter=Q(vote__choice="NO")),
        abstain=Count("pk", filter=Q(vote__choice="ABSTAIN")),
    )
    quorum, has_casting = terms().of(decision)
    casting = ""
    if has_casting:
        chair = decision.electors.filter(recused=False, organization_id=_chair_of(decision))
        casting = chair.exclude(vote=None).values_list("vote__choice", flat=True).first() or ""
    return rules.Tally(**counted, quorum=quorum, casting=casting)


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
    chair_decides: bool

    @property
    def quorum_words(self) -> str:
        return quorum_words(self.tally.quorum)


def quorum_words(share: tuple[int, int]) -> str:
    """More than … of those who may vote takes part."""
    part, whole = share
    known = {(1, 2): _("half"), (2, 3): _("two thirds")}
    return known.get(share) or _("%(part)s of %(whole)s") % {"part": part, "whole": whole}


def ballot(actor: Actor, decision: Decision, at: datetime, counted_by: Terms | None = None) -> Ballot:
    """From the prefetched rows of `decisions(actor)`; a list asks once how votes are counted and hands it in."""
    rows = [_row(elector) for elector in decision.electors.all()]
    voting = [row for row in rows if not row.recused]
    counts = Counter(row.choice for row in voting)
    quorum, has_casting = (counted_by or terms()).of(decision)
    tally = rules.Tally(len(voting), counts["YES"], counts["NO"], counts["ABSTAIN"], quorum)
    mine = next((row for row in rows if row.organization_id == actor.seat_organization_id), None)
    running = decision.state == Decision.State.OPEN
    over = running and decision.closes_at <= at
    eligible = bool(running and not over and mine and actor.committee and not mine.recused)
    everybody = actor.chair or actor.sees_all
    recusable = [row for row in voting if running and (everybody or row is mine)]
    needs, lacks = rules.needs_for_quorum(tally), rules.needs_for_majority(tally)
    return Ballot(decision, tally, needs, lacks, rows, mine, eligible, over, recusable, has_casting)


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
    counted_by = terms()
    waiting, others = [], []
    for decision in running:
        one = ballot(actor, decision, at, counted_by)
        (waiting if one.eligible and not one.mine.choice else others).append(one)
    lately = decisions(actor).filter(state__in=("ADOPTED", "REJECTED", "LAPSED")).order_by("-decided_at", "-pk")[:10]
    unopened = open_matters(actor).exclude(decisions__state__in=("DRAFT", "OPEN")).order_by("due_on", "put_at")
    decided = [ballot(actor, decision, at, counted_by) for decision in lately]
    return Room(waiting, others, decided, list(unopened), members_needed(day_in(at, settings.SECRETARIAT_TIME_ZONE)))


def members_needed(day: date) -> int:
    """5.1.3: how many members are missing before decisions close again; 0 where they go on (register I-11)."""
    found = numbers(["sc.min", "reading.i-11"], on=day)
    seats = SeatTerm.objects.on(day).count()
    decides = rules.may_close(seats, found["sc.min"], found["reading.i-11"])
    return 0 if decides else rules.still_needed(seats, found["sc.min"])


def product_groups_counted_in(year: int) -> list[ProductGroup]:
    return list(ProductGroup.objects.counted_in(year).order_by("order"))


def product_groups() -> list[ProductGroup]:
    return list(ProductGroup.objects.order_by("order"))
