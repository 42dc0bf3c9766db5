"""Calendar rules of the Pact's deadlines. Pure functions on plain values.

A deadline is a local date: it ends with the last millisecond of that day in the zone that counts (Security B12,
register I-24); what is stored is UTC.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LAST_MOMENT = time(23, 59, 59, 999_000)
MORNING = time(7)


def end_of_day(day: date, zone: str) -> datetime:
    """The last moment of a day in a zone, in UTC. Where the clock goes back at midnight, the later of the two."""
    return _utc(datetime.combine(day, LAST_MOMENT.replace(fold=1), ZoneInfo(zone)))


def morning_of(day: date, zone: str) -> datetime:
    """Seven o'clock in a zone, in UTC: the hour at which letters leave."""
    return _utc(datetime.combine(day, MORNING, ZoneInfo(zone)))


def day_in(moment: datetime, zone: str) -> date:
    """The calendar day of a moment in a zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def add_months(day: date, months: int) -> date:
    """The same day some months on, or that month's last day where it has no such day.

    Pact 6.4.2 ("within one month of receipt") and 6.7.2 ("after six months"): 31 January → 28 or 29 February.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of_month_after(moment: datetime, months: int, zone: str) -> datetime:
    """The last moment of the day that lies some months after the day of a moment."""
    return end_of_day(add_months(day_in(moment, zone), months), zone)


def rung_moment(due_at: datetime, offset_days: int, zone: str) -> datetime:
    """When the letter of a rung may leave: seven o'clock so many days before (negative) or after the due day."""
    return morning_of(day_in(due_at, zone) + timedelta(days=offset_days), zone)


def days_left(due_at: datetime, at: datetime, zone: str) -> int:
    """Whole calendar days until the due day in the zone that counts; negative once it has passed."""
    return (day_in(due_at, zone) - day_in(at, zone)).days


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
