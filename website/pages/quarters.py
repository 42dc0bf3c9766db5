"""Quarters and months as they stand in addresses: 2027-Q2, 2027-05."""

import re
from calendar import monthrange
from datetime import date

from django.utils.translation import gettext as _

BEFORE, AFTER = 2, 4  # years that can be chosen
_QUARTER = re.compile(r"(20\d\d)-Q([1-4])\Z")
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])\Z")


def offered(day: date) -> list[tuple[str, str]]:
    years = range(day.year - BEFORE, day.year + AFTER)
    return [
        (f"{year}-Q{n}", _("quarter %(number)s of %(year)s") % {"number": n, "year": year})
        for year in years
        for n in range(1, 5)
    ]


def first_day(text: str) -> date | None:
    found = _QUARTER.match(text)
    return date(int(found[1]), 3 * int(found[2]) - 2, 1) if found else None


def last_day(text: str) -> date | None:
    first = first_day(text)
    return last_of(first.replace(month=first.month + 2)) if first else None


def month_of(text: str, day: date) -> date:
    """The first day of the month that an address names; of this month where it names none."""
    found = _MONTH.match(text)
    return date(int(found[1]), int(found[2]), 1) if found else day.replace(day=1)


def last_of(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])
