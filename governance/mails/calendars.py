"""A meeting as calendars read it (iCalendar): its time zone, one lasting UID, a SEQUENCE that grows with changes."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event

from governance.models import Meeting
from pact.mail import link


def calendar_of(meeting: Meeting, *, at: datetime) -> str:
    """The whole calendar object with its VTIMEZONE; a cancelled meeting takes itself out of calendars."""
    gone = meeting.state == Meeting.State.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", "-//Circular & Fair ICT Pact//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if gone else "PUBLISH")
    calendar.add_component(_event(meeting, at, gone))
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def _event(meeting: Meeting, at: datetime, gone: bool) -> Event:
    zone, event = ZoneInfo(meeting.zone), Event()
    host = settings.SITE_ADDRESS.partition("://")[2].partition(":")[0]
    event.add("uid", f"meeting-{meeting.ref}@{host}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", at)
    event.add("dtstart", meeting.starts_at.astimezone(zone))
    event.add("dtend", meeting.ends_at.astimezone(zone))
    event.add("summary", meeting.title)
    event.add("location", meeting.place)
    event.add("url", link("governance:meeting-detail", ref=meeting.ref))
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    return event
