"""Days and meetings as calendars read them (iCalendar, RFC 5545)."""

from pact.calendars.writing import Happening, calendar_of, uid

__all__ = ["Happening", "calendar_of", "uid"]
