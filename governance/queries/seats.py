"""The seats of the committee as its members' page shows them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch

from governance import rules
from governance.models import ChairTerm, SeatTerm
from governance.queries.constitution import first_until
from pact.access import Actor
from pact.deadlines import add_months
from pact.rulebook import rule
from pact.rulebook import rules as numbers
from participants.models import Participation
from participants.models.participations import State
from participants.queries import participations


@dataclass(frozen=True)
class SeatRow:
    number: int
    organization: str
    language: str
    country: str
    person: str
    function: str
    chair_since: date | None
    from_on: date
    until_on: date
    ends_soon: bool
    rank: int | None
    ref: str
    roles: tuple[str, ...]

    @property
    def last_on(self) -> date:
        return self.until_on - timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """A numbered seat: who sits in it, or nobody, and who is to come."""

    number: int
    row: SeatRow | None
    coming: list[SeatRow]


@dataclass(frozen=True)
class Board:
    """Every seat there may be (5.1.3). `needed`: members missing before decisions close again."""

    places: list[Place]
    fewest: int
    most: int
    needed: int
    first: bool

    @property
    def filled(self) -> int:
        return sum(1 for place in self.places if place.row)


@dataclass(frozen=True)
class Committee:
    """The members of a day; below `fewest` no decision closes, unless it is read otherwise (register I-11)."""

    rows: list[SeatRow]
    fewest: int
    most: int
    reading: str

    @property
    def can_decide(self) -> bool:
        return rules.may_close(len(self.rows), self.fewest, self.reading)

    @property
    def needed(self) -> int:
        return 0 if self.can_decide else rules.still_needed(len(self.rows), self.fewest)


def committee(day: date) -> Committee:
    """The seats of a day with organization, person, chair and term; a register that everybody may see (5.1.3)."""
    rows = [_row(term, day) for term in _terms().on(day).order_by("seat_no")]
    found = numbers(["sc.min", "sc.max", "reading.i-11"], on=day)
    return Committee(rows, found["sc.min"], found["sc.max"], found["reading.i-11"])


def coming(day: date) -> list[SeatRow]:
    """Terms that are settled and begin after a day (5.1.4), by day and seat."""
    terms = _terms().filter(period__startswith__gt=day).order_by("period", "seat_no")
    return [_row(term, day) for term in terms]


def past(day: date) -> list[SeatRow]:
    """Terms that are over, the newest first: the history of the members."""
    terms = _terms().filter(period__endswith__lte=day).order_by("-period", "seat_no")
    return [_row(term, day) for term in terms]


def chairs(day: date) -> list[ChairTerm]:
    """Everybody who was, is, or is settled to be in the chair, the newest first (5.1.3)."""
    rows = ChairTerm.objects.exclude(period__isempty=True)
    return list(rows.select_related("seat_term__organization", "seat_term__user").order_by("-period"))


def board(day: date) -> Board:
    """Seats 1 to `sc.max` as the Secretariat fills them."""
    now, later = committee(day), coming(day)
    most = max([now.most, *(row.number for row in now.rows)])
    sits = {row.number: row for row in now.rows}
    places = [Place(n, sits.get(n), [row for row in later if row.number == n]) for n in range(1, most + 1)]
    return Board(places, now.fewest, now.most, now.needed, rules.is_first(day, first_until(day)))


@dataclass(frozen=True)
class Members:
    """The members' page: today's committee, what is settled or planned for later, and who was there before."""

    committee: Committee
    coming: list[SeatRow]
    past: list[SeatRow]
    chairs: list[ChairTerm]


def members(day: date) -> Members:
    return Members(committee(day), coming(day), past(day), chairs(day))


def usual_term(day: date) -> dict[str, date]:
    """First and last day as a new seat is proposed: from today, with the others of this committee at the latest."""
    latest = add_months(day, rule("sc.term", on=day))
    ends = max((term.period.upper for term in SeatTerm.objects.on(day)), default=None)
    until_on = min(latest, ends) if ends and ends > day else latest
    return {"from_on": day, "last_on": until_on - timedelta(days=1)}


def terms(actor: Actor):
    """The Secretariat works on terms; for everybody they are a register that is read (5.1.3)."""
    rows = _terms()
    return rows if actor.sees_all else rows.none()


def every_term(ref: str) -> SeatTerm:
    """For the letter of a reminder, which has no actor; the meeting of a term and a person is public."""
    return SeatTerm.objects.select_related("organization", "user").get(ref=ref)


def _terms():
    roles = Participation.objects.exclude(state=State.ENDED).order_by("role")
    held = Prefetch("organization__participations", queryset=roles, to_attr="held")
    rows = SeatTerm.objects.select_related("organization", "user")
    return rows.prefetch_related("chair_terms", held)


def pact_start(day: date) -> date:
    """The day from which signatures count (6.2.1)."""
    return date.fromisoformat(rule("pact.start", on=day))


def ever_constituted(day: date) -> bool:
    """Whether there has been a committee of at least `sc.min` seats (5.1.3); from then on it decides (register I-8)."""
    terms = SeatTerm.objects.values_list("period", flat=True)
    return rules.ever_reached([(term.lower, term.upper) for term in terms], rule("sc.min", on=day), day)


@dataclass(frozen=True)
class Founders:
    """Those recorded as founding signers, and whether more can be."""

    rows: list[Participation]
    over: bool


def founders(actor: Actor, day: date) -> Founders:
    """A register that everybody may see on the profiles: founding is public."""
    rows = participations(actor).filter(founding=True).order_by("period", "organization__name", "role")
    return Founders(list(rows), ever_constituted(day))


def _row(term: SeatTerm, day: date) -> SeatRow:
    chairs = [chair.period.lower for chair in term.chair_terms.all() if day in chair.period]
    return SeatRow(
        term.seat_no,
        term.organization.name,
        term.organization.language,
        term.organization.country,
        term.user.name,
        term.user.function,
        chairs[0] if chairs else None,
        term.period.lower,
        term.period.upper,
        rules.ends_soon(term.period.upper, day),
        term.joining_rank,
        term.ref,
        tuple(row.role for row in term.organization.held),
    )
