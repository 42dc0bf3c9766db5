"""The seats of the committee as its members' page shows them."""

from dataclasses import dataclass
from datetime import date

from governance import rules
from governance.models import SeatTerm
from pact.rulebook import rule


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
    """The members of a day; below `fewest` no decision closes (register I-11)."""

    rows: list[SeatRow]
    fewest: int
    most: int

    @property
    def can_decide(self) -> bool:
        return rules.may_close(len(self.rows), self.fewest)


def committee(day: date) -> Committee:
    """The seats of a day with organization, person, chair and term; a register that everybody may see (5.1.3)."""
    terms = SeatTerm.objects.on(day).select_related("organization", "user").prefetch_related("chair_terms")
    rows = [_row(term, day) for term in terms.order_by("seat_no")]
    return Committee(rows, rule("sc.min", on=day), rule("sc.max", on=day))


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
