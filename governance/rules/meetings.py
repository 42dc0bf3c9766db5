"""Meetings of the committee (Pact 5.1.5): how many in a year, and when their papers are out."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

One = TypeVar("One")
# 5.2.1: invitation and papers leave a fortnight before.
PAPERS_BEFORE = timedelta(days=14)
# From this day of a year on a plan with too few ordinary meetings is told.
ALERT_FROM = (9, 1)


def next_ordinal(taken: Iterable[int], most: int) -> int | None:
    """5.1.5: the number of the next ordinary meeting of a year; None when the last one is planned."""
    known = set(taken)
    return next((number for number in range(1, most + 1) if number not in known), None)


def too_few_meetings(planned: int, fewest: int, today: date) -> bool:
    """5.1.5: from 1 September on fewer ordinary meetings than the Pact asks for are an alarm."""
    return planned < fewest and (today.month, today.day) >= ALERT_FROM


def moved(order: Sequence[One], one: One, step: int) -> list[One]:
    """The same points with one of them a place up (-1) or down (1); at the edge nothing moves."""
    found = list(order)
    here = found.index(one)
    there = here + step
    if 0 <= there < len(found):
        found[here], found[there] = found[there], found[here]
    return found
