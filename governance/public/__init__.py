"""What the world may see of this floor: the committee, its public decisions, the rule values."""

from dataclasses import dataclass
from datetime import date, datetime

from governance.models import Decision, SeatTerm
from governance.public.amendments import AmendmentCard, AmendmentRow, amendment, amendments
from governance.public.durations import DurationCard, duration
from pact.rulebook.models import RuleParameter

__all__ = [
    "AmendmentCard",
    "AmendmentRow",
    "DecisionCard",
    "DurationCard",
    "RuleCard",
    "SeatCard",
    "amendment",
    "amendments",
    "committee",
    "decisions",
    "duration",
    "rules",
]


@dataclass(frozen=True)
class SeatCard:
    number: int
    organization: str
    organization_slug: str
    person: str
    chair: bool
    until: date


@dataclass(frozen=True)
class DecisionCard:
    number: str
    decided_on: datetime
    clause: str
    text: str
    state: str
    result: str
    tally: dict


@dataclass(frozen=True)
class RuleCard:
    key: str
    sentence: str
    clause: str
    value: str
    unit: str
    source: str
    valid_from: date
    valid_until: date | None


def committee(day: date) -> list[SeatCard]:
    """Members of a day by seat; a member's name is public with the seat (5.1.3)."""
    terms = SeatTerm.objects.on(day).select_related("organization", "user").prefetch_related("chair_terms")
    return [
        SeatCard(
            term.seat_no,
            term.organization.name,
            term.organization.slug,
            term.user.name,
            any(
                chair.period.lower <= day and (not chair.period.upper or day < chair.period.upper)
                for chair in term.chair_terms.all()
            ),
            term.period.upper,
        )
        for term in terms.order_by("seat_no")
    ]


def decisions(limit: int = 50) -> list[DecisionCard]:
    """Final decisions with a public text, newest first."""
    rows = Decision.objects.filter(state__in=("ADOPTED", "REJECTED")).exclude(public_text="").order_by("-decided_at")
    return [
        DecisionCard(
            row.number, row.decided_at, row.clause, row.public_text, row.state, row.get_state_display(), row.tally
        )
        for row in rows[:limit]
    ]


def rules() -> list[RuleCard]:
    """Every value of every rule with its history."""
    rows = RuleParameter.objects.order_by("clause", "key", "valid")
    return [
        RuleCard(
            row.key,
            row.sentence,
            row.clause,
            _words(row.value),
            row.unit,
            row.source,
            row.valid.lower,
            row.valid.upper,
        )
        for row in rows
    ]


def _words(value) -> str:
    return " – ".join(str(part) for part in value) if isinstance(value, list) else str(value)
