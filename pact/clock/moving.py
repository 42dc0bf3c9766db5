"""Moving the demo's clock on: each day on the way gets its work done, in its order, at seven in the morning."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from zoneinfo import ZoneInfo

from django.conf import settings

from pact.clock import now
from pact.clock.shift import set_clock

LONGEST = timedelta(days=10 * 366)
# The day's work stands above this room; it is named, not imported.
DAY = ("pact.deadlines.daily", "run_day")


class CannotMove(ValueError):
    """The clock only goes on, and at most ten years at once."""


def move_to(moment: datetime) -> int:
    """Let everything fall due up to a moment; returns the number of days whose work was done. Raises CannotMove."""
    start = now()
    if moment < start:
        raise CannotMove("The clock only goes forward. Begin anew with ./run demo --fresh --at MOMENT")
    if moment - start > LONGEST:
        raise CannotMove("Move the clock on by ten years at most.")
    room, verb = DAY
    run_day = getattr(import_module(room), verb)
    zone = ZoneInfo(settings.SECRETARIAT_TIME_ZONE)
    day, worked = start.astimezone(zone).date(), 0
    while True:
        morning = datetime(day.year, day.month, day.day, 7, 5, tzinfo=zone).astimezone(UTC)
        if morning > moment:
            break
        if morning >= start:
            set_clock(morning)
            run_day(morning)
            worked += 1
        day += timedelta(days=1)
    set_clock(moment)
    run_day(moment)
    return worked
