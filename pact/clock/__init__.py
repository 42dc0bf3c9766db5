"""Time has one source, passed in from the door: views, tasks and commands call `now()` once and hand it down.

Outside the demo it is the system's clock. In the demo it can be moved on; see `pact.clock.demo`.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """This moment, aware, in UTC."""
    if not settings.DEMO:
        return timezone.now()
    from pact.clock.shift import shift

    return timezone.now() + shift()


def today(zone: str | None = None) -> date:
    """The calendar day in a zone (default: the Secretariat's)."""
    return now().astimezone(ZoneInfo(zone or settings.SECRETARIAT_TIME_ZONE)).date()
