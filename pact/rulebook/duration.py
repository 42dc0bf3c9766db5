"""How long the Pact lasts (6.2.1): from 00:00 of the day after its end nothing is written, and everything is read.

The days are counted where the Secretariat is. `pact.access.duration` asks here, by a name in settings.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from pact.rulebook.reading import NoSuchRule, rule


def ended_on(at: datetime) -> date | None:
    """The last day of the Pact, once it is over; None while it is in effect, or where no end is entered."""
    day = at.astimezone(ZoneInfo(settings.SECRETARIAT_TIME_ZONE)).date()
    try:
        last = date.fromisoformat(rule("pact.end", on=day))
    except NoSuchRule:
        return None
    return last if day > last else None
