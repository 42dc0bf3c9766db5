"""Who was there, and the minutes: a draft that is written on, then published for good (Pact 5.1.5)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from governance import access, verbs
from governance.flow import MEETING
from governance.models import Attendance, Meeting, Minutes
from governance.queries.meetings import members_on
from pact.access import Actor, CannotNow
from pact.audit import record


@transaction.atomic
def attend(actor: Actor, meeting: Meeting, present: Iterable[int], guests: Iterable[str] = (), *, at: datetime) -> None:
    """Mark who is there: `present` are members by account; `guests` are named. May be done again until the minutes are
    published."""
    access.PLAN_MEETING.require(actor)
    locked = _open(meeting, Meeting.State.CONVENED, Meeting.State.HELD)
    there = set(present)
    for term in members_on(locked):
        given = {"kind": Attendance.Kind.MEMBER, "organization": term.organization, "present": term.user_id in there}
        Attendance.objects.update_or_create(meeting=locked, user=term.user, defaults=given)
    locked.attendance.filter(user=None).delete()
    for name in guests:
        Attendance.objects.create(meeting=locked, kind=Attendance.Kind.GUEST, guest=name, present=True)
    record(actor, verbs.ATTENDANCE_MARKED, locked, at=at, present=len(there))


@transaction.atomic
def write(
    actor: Actor, meeting: Meeting, *, opening: str, closing: str, outcomes: Mapping[int, str], at: datetime
) -> Minutes:
    """Keep the draft: what was said before and after, and to each point."""
    access.PLAN_MEETING.require(actor)
    locked = _open(meeting, Meeting.State.CONVENED, Meeting.State.HELD)
    given = {"opening": opening, "closing": closing, "written_by_id": actor.user_id}
    minutes, _made = Minutes.objects.update_or_create(meeting=locked, defaults=given)
    for item in locked.items.filter(pk__in=list(outcomes)):
        item.outcome = outcomes[item.pk]
        item.save(update_fields=["outcome"])
    record(actor, verbs.MINUTES_WRITTEN, locked, at=at)
    return minutes


@transaction.atomic
def publish(actor: Actor, meeting: Meeting, *, at: datetime) -> Minutes:
    """Open them to everybody, as far as points are public; from then on they stay as they are."""
    with MEETING.step("publish", meeting, actor=actor, at=at) as row:
        minutes = Minutes.objects.select_for_update().filter(meeting=row).first()
        if minutes is None:
            raise CannotNow("Write the minutes first.")
        missing = row.items.filter(outcome="").order_by("order").values_list("title", flat=True)
        if missing:
            raise CannotNow(f"Write what came of each point. Missing: {', '.join(missing)}.")
        minutes.published_at = at
        minutes.save()
    return minutes


def _open(meeting: Meeting, *states: str) -> Meeting:
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.state not in states:
        raise CannotNow(
            f"This meeting is {locked.get_state_display()}. Invite first; published minutes stay as they are."
        )
    return locked
