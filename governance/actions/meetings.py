"""Meetings from planning to the end: two or three ordinary ones in a year (Pact 5.1.5), papers a fortnight before."""

from datetime import date, datetime

from django.conf import settings
from django.db import connection, transaction

from governance import access, deadlines, mails, rules, verbs
from governance.flow import MEETING
from governance.models import AgendaItem, Meeting
from governance.queries.meetings import members_on, ordinary_in
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in
from pact.rulebook import rule

YEAR_PLAN = "governance.meetings"
NAMES = {1: "First", 2: "Second", 3: "Third"}


@transaction.atomic
def plan(
    actor: Actor,
    *,
    kind: str,
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    place: str,
    title: str = "",
    at: datetime,
) -> Meeting:
    """Plan a meeting; an ordinary one gets its number in its year, and the fourth is refused (5.1.5)."""
    access.PLAN_MEETING.require(actor)
    day = _fits(starts_at, ends_at, zone, at)
    ordinal = _ordinal(kind, day)
    meeting = Meeting.objects.create(
        kind=kind,
        year=day.year,
        ordinal=ordinal,
        title=title.strip() or _title(ordinal, day.year),
        starts_at=starts_at,
        ends_at=ends_at,
        zone=zone,
        place=place,
        papers_on=day - rules.PAPERS_BEFORE,
    )
    record(actor, verbs.MEETING_PLANNED, meeting, at=at, clause="5.1.5", kind=kind, year=day.year, ordinal=ordinal)
    _papers_are_due(meeting, at)
    watch(at=at)
    return meeting


def _title(ordinal: int | None, year: int) -> str:
    if ordinal is None:
        return f"Extraordinary meeting of the Steering Committee, {year}"
    return f"{NAMES.get(ordinal, f'{ordinal}th')} ordinary meeting of the Steering Committee, {year}"


def _fits(starts_at: datetime, ends_at: datetime, zone: str, at: datetime) -> date:
    if ends_at <= starts_at:
        raise CannotNow("A meeting ends after it begins.")
    if starts_at <= at:
        raise CannotNow("Choose a day that is still to come.")
    return day_in(starts_at, zone)


def _ordinal(kind: str, day: date, keeps: Meeting | None = None) -> int | None:
    """The lock makes the series of a year gapless; the database has a unique index and a trigger besides."""
    if kind != Meeting.Kind.ORDINARY:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(510500, %s)", [day.year])
    taken = Meeting.objects.filter(kind=kind, year=day.year).exclude(state=Meeting.State.CANCELLED)
    if keeps:
        taken = taken.exclude(pk=keeps.pk)
        if keeps.year == day.year:
            return keeps.ordinal
    most = rule("sc.meetings", on=day)[1]
    ordinal = rules.next_ordinal(taken.values_list("ordinal", flat=True), most)
    if ordinal is None:
        raise CannotNow(
            f"{most} ordinary meetings are planned for {day.year} already: the Steering Committee meets two or three "
            "times a year (Pact 5.1.5). Plan an extraordinary meeting, or decide in writing."
        )
    return ordinal


@transaction.atomic
def change(
    actor: Actor,
    meeting: Meeting,
    *,
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    place: str,
    title: str,
    at: datetime,
) -> Meeting:
    """Another title, date or place. Date and place raise the SEQUENCE of the calendar entry, and who was invited hears
    it."""
    access.PLAN_MEETING.require(actor)
    locked = _still(meeting, Meeting.State.PLANNED, Meeting.State.CONVENED)
    day = _fits(starts_at, ends_at, zone, at)
    before = (locked.starts_at, locked.ends_at, locked.zone, locked.place)
    locked.ordinal, locked.year = _ordinal(locked.kind, day, locked), day.year
    locked.title = title.strip() or locked.title
    locked.starts_at, locked.ends_at, locked.zone, locked.place = starts_at, ends_at, zone, place
    moved = before != (starts_at, ends_at, zone, place)
    locked.sequence += moved
    locked.papers_on = day - rules.PAPERS_BEFORE
    locked.save()
    record(actor, verbs.MEETING_CHANGED, locked, at=at, clause="5.1.5", moved=moved, sequence=locked.sequence)
    deadlines.PAPERS.replace(locked, due_at=_papers_at(locked), at=at)
    if moved and locked.state == Meeting.State.CONVENED:
        mails.meeting_changed(locked, _members(locked), at=at)
    watch(at=at)
    return locked


@transaction.atomic
def convene(actor: Actor, meeting: Meeting, *, at: datetime) -> Meeting:
    """Invite the members, with the agenda and the date for their calendars."""
    with MEETING.step("convene", meeting, actor=actor, at=at) as row:
        titles = list(AgendaItem.objects.filter(meeting=row).order_by("order").values_list("title", flat=True))
        if not titles:
            raise CannotNow("The agenda is empty. Add its points before you invite.")
        row.convened_at = at
    deadlines.PAPERS.meet(meeting, at)
    mails.meeting_convened(meeting, _members(meeting), titles, at=at)
    return meeting


@transaction.atomic
def hold(actor: Actor, meeting: Meeting, *, at: datetime) -> Meeting:
    """It took place: from now on the minutes are written."""
    with MEETING.step("hold", meeting, actor=actor, at=at) as row:
        if row.starts_at > at:
            raise CannotNow("This meeting has not begun yet.")
        if row.decisions.filter(state="OPEN").exists():
            raise CannotNow("A vote of this meeting is still open. Close it first.")
        row.held_at = at
    return meeting


@transaction.atomic
def cancel(actor: Actor, meeting: Meeting, *, at: datetime) -> Meeting:
    """It does not take place; its number is free again. Who was invited is told."""
    told = meeting.state == Meeting.State.CONVENED
    with MEETING.step("cancel", meeting, actor=actor, at=at) as row:
        row.sequence += 1
    deadlines.PAPERS.waive(meeting, at)
    if told:
        mails.meeting_cancelled(meeting, _members(meeting), at=at)
    watch(at=at)
    return meeting


def _members(meeting: Meeting) -> list:
    return [term.user for term in members_on(meeting)]


def _still(meeting: Meeting, *states: str) -> Meeting:
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.state not in states:
        raise CannotNow(f"This meeting is {locked.get_state_display()}: it is not changed any more.")
    return locked


def _papers_at(meeting: Meeting) -> datetime:
    return end_of_day(meeting.papers_on, settings.SECRETARIAT_TIME_ZONE)


def _papers_are_due(meeting: Meeting, at: datetime) -> None:
    deadlines.PAPERS.set(
        about=meeting,
        at=at,
        due_at=_papers_at(meeting),
        title=f"Papers: {meeting.title}"[:240],
        workspace="SECRETARIAT",
        url_name="governance:meeting-detail",
        url_kwargs={"ref": meeting.ref},
    )


def watch(*, at: datetime) -> None:
    """5.1.5: from 1 September on the Secretariat is told while too few are planned. Nightly, and with each plan."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    fewest, _most = rule("sc.meetings", on=day)
    about = (YEAR_PLAN, str(day.year))
    planned = ordinary_in(day.year)
    if rules.too_few_meetings(planned, fewest, day):
        title = f"{planned} of {fewest} ordinary meetings are planned for {day.year}"
        place = {"workspace": "SECRETARIAT", "url_name": "governance:meeting-planning"}
        deadlines.MEETINGS_TOO_FEW.set(about=about, at=at, title=title, **place)
    else:
        deadlines.MEETINGS_TOO_FEW.meet(about, at)
