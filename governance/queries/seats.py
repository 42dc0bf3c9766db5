"""The seats of the committee as its members' page shows them."""

from dataclasses import dataclass
from datetime import date

from governance import rules
from governance.models import SeatTerm
from pact.access import Actor
from pact.rulebook import rule
from pact.rulebook import rules as numbers
from participants.models import Participation
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


def committee(day: date) -> Committee:
    """The seats of a day with organization, person, chair and term; a register that everybody may see (5.1.3)."""
    terms = SeatTerm.objects.on(day).select_related("organization", "user").prefetch_related("chair_terms")
    rows = [_row(term, day) for term in terms.order_by("seat_no")]
    found = numbers(["sc.min", "sc.max", "reading.i-11"], on=day)
    return Committee(rows, found["sc.min"], found["sc.max"], found["reading.i-11"])


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
    )
