"""Calendar rules over every zone and every change of clocks from 2021 to 2030 (Security B12)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pact.deadlines import add_months, end_of_day
from pact.deadlines.days import day_in, days_left, end_of_month_after, morning_of, rung_moment

DAYS = st.dates(date(2021, 1, 1), date(2030, 12, 31))
ZONES = st.sampled_from(sorted(available_timezones() - {"localtime", "Factory"}))
MILLISECOND = timedelta(milliseconds=1)
PACT_ZONES = [
    "Europe/Amsterdam", "Europe/London", "Europe/Lisbon", "Europe/Oslo", "America/Toronto", "America/St_Johns",
    "Pacific/Auckland", "UTC",
]  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(day=DAYS, zone=ZONES)
def test_a_day_ends_with_its_last_millisecond_in_every_zone(day, zone):
    end = end_of_day(day, zone)
    assert end.tzinfo is UTC
    assert day_in(end, zone) == day
    assert day_in(end + MILLISECOND, zone) == day + timedelta(days=1)


@pytest.mark.parametrize("zone", PACT_ZONES)
def test_no_day_of_ten_years_is_off_by_one_in_the_zones_of_the_pact(zone):
    day, last = date(2021, 1, 1), date(2030, 12, 31)
    while day <= last:
        end = end_of_day(day, zone)
        assert (day_in(end, zone), day_in(end + MILLISECOND, zone)) == (day, day + timedelta(days=1))
        assert days_left(end, morning_of(day, zone), zone) == 0
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Europe/Amsterdam", date(2027, 3, 28), datetime(2027, 3, 28, 21, 59, 59, 999_000, UTC)),
        ("Europe/Amsterdam", date(2027, 10, 31), datetime(2027, 10, 31, 22, 59, 59, 999_000, UTC)),
        ("America/Toronto", date(2027, 3, 31), datetime(2027, 4, 1, 3, 59, 59, 999_000, UTC)),
        ("Pacific/Auckland", date(2027, 3, 31), datetime(2027, 3, 31, 10, 59, 59, 999_000, UTC)),
        # Where the clock goes back at midnight the day ends with the second 23:59.
        ("America/Nuuk", date(2025, 10, 25), datetime(2025, 10, 26, 1, 59, 59, 999_000, UTC)),
    ],
)
def test_the_end_of_a_day_in_utc(zone, day, expected):
    assert end_of_day(day, zone) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),  # 6.4.2: within one month of receipt
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 1, 29), 1, date(2028, 2, 29)),
        (date(2027, 1, 29), 1, date(2027, 2, 28)),
        (date(2027, 3, 1), 1, date(2027, 4, 1)),
        (date(2027, 12, 31), 1, date(2028, 1, 31)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),  # 6.7.2: after six months
        (date(2027, 5, 15), 6, date(2027, 11, 15)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2027, 3, 31), 0, date(2027, 3, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, expected):
    assert add_months(day, months) == expected


@settings(max_examples=500, deadline=None)
@given(day=DAYS, months=st.integers(-24, 24))
def test_a_month_on_is_the_same_day_or_the_months_last(day, months):
    then = add_months(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)


def test_an_application_received_late_in_the_evening_counts_from_its_local_day():
    received = datetime(2027, 1, 31, 23, 30, tzinfo=UTC)
    assert end_of_month_after(received, 1, "Europe/Amsterdam") == end_of_day(date(2027, 3, 1), "Europe/Amsterdam")
    assert end_of_month_after(received, 1, "UTC") == end_of_day(date(2027, 2, 28), "UTC")


@settings(max_examples=500, deadline=None)
@given(day=DAYS, zone=st.sampled_from(PACT_ZONES), offset=st.integers(-180, 90))
def test_a_rung_leaves_at_seven_in_the_morning_of_its_own_day(day, zone, offset):
    moment = rung_moment(end_of_day(day, zone), offset, zone).astimezone(ZoneInfo(zone))
    assert moment.date() == day + timedelta(days=offset)
    assert (moment.hour, moment.minute) == (7, 0)
