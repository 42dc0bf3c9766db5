"""Whether figures came in time (3.1.2; register I-24: the calendar day in the zone that counts)."""

from datetime import date

ON_TIME, LATE, EXTENDED = "ON_TIME", "LATE", "EXTENDED"


def timeliness(sent_on: date, due_on: date, cycle_due_on: date) -> str:
    """On time until the end of the due day; later than everybody's day, but within one's own, is the extension."""
    if sent_on > due_on:
        return LATE
    return EXTENDED if sent_on > cycle_due_on else ON_TIME
