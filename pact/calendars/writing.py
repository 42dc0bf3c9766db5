"""One way to write iCalendar objects: invitations, feeds of meetings, tenders and deadlines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event


@dataclass(frozen=True)
class Happening:
    """One entry. `starts` and `ends` are moments (then `zone` names where they are kept) or days; a last day is the day
    after, as calendars count. `uid` lasts; `sequence` grows with every change of time or place."""

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | date
    zone: str = ""
    sequence: int = 0
    place: str = ""
    url: str = ""
    about: str = ""
    cancelled: bool = False
    tentative: bool = False
    free: bool = False  # it keeps nobody busy


def uid(kind: str, ref: str) -> str:
    """The lasting name of an entry: of this site and no other."""
    host = settings.SITE_ADDRESS.partition("://")[2].partition(":")[0]
    return f"{kind}-{ref}@{host}"


def calendar_of(happenings: Iterable[Happening], *, at: datetime, name: str = "Meetings", method: str = "") -> str:
    """A whole calendar object with its time zones. Without a method it is a feed; `PUBLISH` and `CANCEL` stand in
    letters: a cancelled meeting takes itself out of calendars."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Circular & Fair ICT Pact//{name}//EN")
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    else:
        calendar.add("x-wr-calname", f"Circular & Fair ICT Pact: {name}")
    for one in happenings:
        calendar.add_component(_event(one, at))
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def _event(one: Happening, at: datetime) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.sequence)
    event.add("dtstamp", at)
    event.add("dtstart", _kept(one.starts, one.zone))
    event.add("dtend", _kept(one.ends, one.zone))
    event.add("summary", one.title)
    for name, words in (("location", one.place), ("description", one.about), ("url", one.url)):
        if words:
            event.add(name, words)
    if one.free:
        event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if one.cancelled else "TENTATIVE" if one.tentative else "CONFIRMED")
    return event


def _kept(moment: datetime | date, zone: str) -> datetime | date:
    return moment.astimezone(ZoneInfo(zone)) if isinstance(moment, datetime) and zone else moment
