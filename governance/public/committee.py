"""The committee: members, chairs and meetings as the world may see them (Pact 5.1.3 to 5.1.5)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from governance.models import AgendaItem, ChairTerm, Decision, Meeting, SeatTerm


@dataclass(frozen=True)
class SeatCard:
    number: int
    organization: str
    organization_slug: str
    person: str
    chair: bool
    until: date


@dataclass(frozen=True)
class TermCard:
    """A term or a chair that is over, running, or settled for later."""

    organization: str
    person: str
    first: date
    until: date


@dataclass(frozen=True)
class PointCard:
    title: str
    outcome: str


@dataclass(frozen=True)
class MeetingCard:
    """A meeting of the committee with its public points; `published`: its minutes are."""

    title: str
    starts_at: datetime
    state: str
    published: bool
    points: list[PointCard]
    decisions: list[str]


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


def former_members(day: date) -> list[TermCard]:
    """Terms that are over, the newest first (5.1.4: terms are public)."""
    terms = SeatTerm.objects.filter(period__endswith__lte=day).select_related("organization", "user")
    return [_term(term, term.period) for term in terms.order_by("-period", "seat_no")]


def coming_members(day: date) -> list[TermCard]:
    """Terms that are settled and begin after a day."""
    terms = SeatTerm.objects.filter(period__startswith__gt=day).select_related("organization", "user")
    return [_term(term, term.period) for term in terms.order_by("period", "seat_no")]


def chairs() -> list[TermCard]:
    """Every chair, the newest first (5.1.3)."""
    rows = ChairTerm.objects.exclude(period__isempty=True)
    rows = rows.select_related("seat_term__organization", "seat_term__user").order_by("-period")
    return [_term(row.seat_term, row.period) for row in rows]


def _term(term: SeatTerm, period) -> TermCard:
    return TermCard(term.organization.name, term.user.name, period.lower, period.upper)


def meetings(limit: int = 20) -> list[MeetingCard]:
    """Dates of meetings, the newest first; public points once the members are invited, what came of them with the
    minutes (5.1.5)."""
    rows = Meeting.objects.exclude(state=Meeting.State.CANCELLED).order_by("-starts_at", "-pk")
    points = Prefetch("items", AgendaItem.objects.filter(public=True).order_by("order"), to_attr="public_items")
    settled = Decision.objects.filter(state__in=("ADOPTED", "REJECTED")).exclude(public_text="").order_by("number")
    rows = rows.prefetch_related(points, Prefetch("decisions", settled, to_attr="settled"))
    return [_meeting(row) for row in rows[:limit]]


def _meeting(row: Meeting) -> MeetingCard:
    published = row.state == Meeting.State.PUBLISHED
    told = row.public_items if row.state != Meeting.State.PLANNED else []
    points = [PointCard(item.title, item.outcome if published else "") for item in told]
    numbers = [decision.number for decision in row.settled]
    return MeetingCard(row.title, row.starts_at, row.get_state_display(), published, points, numbers)
