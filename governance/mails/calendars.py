"""A meeting as calendars read it (iCalendar): one lasting UID, a SEQUENCE that grows with changes."""

from datetime import datetime

from governance.models import Meeting
from pact.calendars import Happening, calendar_of, uid
from pact.mail import link


def calendar_of_meeting(meeting: Meeting, *, at: datetime) -> str:
    """The whole calendar object with its VTIMEZONE; a cancelled meeting takes itself out of calendars."""
    gone = meeting.state == Meeting.State.CANCELLED
    happening = Happening(
        uid("meeting", meeting.ref),
        meeting.title,
        meeting.starts_at,
        meeting.ends_at,
        zone=meeting.zone,
        sequence=meeting.sequence,
        place=meeting.place,
        url=link("governance:meeting-detail", ref=meeting.ref),
        cancelled=gone,
    )
    return calendar_of([happening], at=at, method="CANCEL" if gone else "PUBLISH")
