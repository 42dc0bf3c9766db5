"""Meetings with agenda, papers, attendance and minutes as their pages show them (Pact 5.1.5)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from governance.models import AgendaItem, Attendance, Decision, Meeting, Minutes, SeatTerm
from governance.queries.decisions import open_matters
from pact.access import Actor
from pact.deadlines.days import day_in
from pact.rulebook import rule

UNDER_WAY = (Meeting.State.PLANNED, Meeting.State.CONVENED, Meeting.State.HELD)


def meetings(actor: Actor):
    """For the committee and the Secretariat; the public reads cards of them."""
    rows = Meeting.objects.order_by("-starts_at", "-pk")
    return rows if actor.sees_all or actor.committee else rows.none()


def items(actor: Actor):
    """For the committee and the Secretariat, as meetings are; the public reads cards of the public points."""
    rows = AgendaItem.objects.visible_to(actor).select_related("meeting", "paper", "matter")
    return rows if actor.sees_all or actor.committee else rows.none()


def papers(actor: Actor):
    """Points with a paper."""
    return items(actor).filter(paper__isnull=False)


def every_meeting(ref: str) -> Meeting:
    """For the letter of a reminder, which has no actor; dates of meetings are public (5.1.5)."""
    return Meeting.objects.get(ref=ref)


def ordinary_in(year: int) -> int:
    """How many ordinary meetings a year has, planned or held (5.1.5)."""
    rows = Meeting.objects.filter(kind=Meeting.Kind.ORDINARY, year=year)
    return rows.exclude(state=Meeting.State.CANCELLED).count()


@dataclass(frozen=True)
class Year:
    """The planning of a year against two or three ordinary meetings (5.1.5)."""

    year: int
    planned: int
    fewest: int
    most: int


@dataclass(frozen=True)
class Planning:
    meetings: list[Meeting]
    years: list[Year]


def planning(actor: Actor, day: date) -> Planning:
    fewest, most = rule("sc.meetings", on=day)
    years = [Year(year, ordinary_in(year), fewest, most) for year in (day.year, day.year + 1)]
    return Planning(list(meetings(actor)[:60]), years)


@dataclass(frozen=True)
class Line:
    """One point of the agenda with the time at which it begins and the vote on its matter."""

    number: int
    item: AgendaItem
    begins: datetime
    decision: Decision | None

    @property
    def may_open(self) -> bool:
        """A matter that waits for its vote, in a meeting to which the members are invited."""
        convened = self.item.meeting.state == Meeting.State.CONVENED
        return bool(convened and self.item.matter and self.item.matter.state == "OPEN" and not self._open)

    @property
    def _open(self) -> bool:
        return self.decision is not None and self.decision.state == Decision.State.OPEN


@dataclass(frozen=True)
class MeetingPage:
    meeting: Meeting
    lines: list[Line]
    attendance: list[Attendance]
    minutes: Minutes | None
    may_write: bool
    minutes_planned: int

    @property
    def present(self) -> list[Attendance]:
        return [row for row in self.attendance if row.present]


def meeting_page(actor: Actor, meeting: Meeting) -> MeetingPage:
    decisions = Prefetch("matter__decisions", Decision.objects.order_by("-pk"), to_attr="votes")
    rows = list(items(actor).filter(meeting=meeting).prefetch_related(decisions).order_by("order"))
    minutes = Minutes.objects.visible_to(actor).filter(meeting=meeting).first()
    attendance = Attendance.objects.visible_to(actor).filter(meeting=meeting)
    attendance = list(attendance.select_related("user", "organization").order_by("kind", "organization__name", "pk"))
    planned = sum(row.minutes_planned for row in rows)
    may_write = actor.sees_all and meeting.state in UNDER_WAY
    return MeetingPage(meeting, _lines(meeting, rows), attendance, minutes, may_write, planned)


def _lines(meeting: Meeting, rows: list[AgendaItem]) -> list[Line]:
    begins, lines = meeting.starts_at.astimezone(ZoneInfo(meeting.zone)), []
    for number, row in enumerate(rows, start=1):
        lines.append(Line(number, row, begins, next(iter(row.matter.votes), None) if row.matter else None))
        begins += timedelta(minutes=row.minutes_planned)
    return lines


def members_on(meeting: Meeting) -> list[SeatTerm]:
    """Who sits on the day of the meeting."""
    day = day_in(meeting.starts_at, meeting.zone)
    return list(SeatTerm.objects.on(day).select_related("organization", "user").order_by("seat_no"))


def matters_to_put(actor: Actor, meeting: Meeting):
    """Open matters that are not on this agenda yet."""
    return open_matters(actor).exclude(agenda_items__meeting=meeting).order_by("due_on", "put_at")


def next_meeting(actor: Actor, at: datetime) -> Meeting | None:
    found = meetings(actor).filter(ends_at__gte=at, state__in=("PLANNED", "CONVENED"))
    return found.order_by("starts_at").first()


@dataclass(frozen=True)
class Readiness:
    """How far the pack of the next meeting is (5.2.1): its points in order, each with whether what is to be read is
    there: the matter that is decided, a paper or a text. Chapters of floors fill themselves."""

    meeting: Meeting
    points: list[tuple[AgendaItem, bool]]

    @property
    def ready(self) -> int:
        return sum(there for _item, there in self.points)


def pack_readiness(actor: Actor, at: datetime) -> Readiness | None:
    """Of the next meeting that is planned or convened; two queries."""
    meeting = next_meeting(actor, at)
    if meeting is None:
        return None
    rows = items(actor).filter(meeting=meeting).order_by("order")
    return Readiness(meeting, [(row, bool(row.matter_id or row.paper_id or row.text.strip())) for row in rows])
