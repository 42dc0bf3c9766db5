"""Who sits in the committee, and when: pure functions on plain values, each with its clause or register entry."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

One = TypeVar("One")
# 5.1.4: the letters before a term ends, in days.
TERM_LETTERS = (-180, -90, -30)


def passed_over(order: Sequence[One], settled: Iterable[One], who: One) -> list[One]:
    """5.1.4: those who joined before `who` and neither sit nor declined; nobody of them may be passed over."""
    known = set(settled)
    return [one for one in order[: order.index(who)] if one not in known]


def free_seat(taken: Iterable[int], most: int) -> int | None:
    """5.1.3: the next seat number that is free; None when all are taken."""
    known = set(taken)
    return next((number for number in range(1, most + 1) if number not in known), None)


def is_first(day: date, until: date | None) -> bool:
    """5.1.4, register I-9: on this day the first committee sits, or is still to be formed; it has only coordinating
    organisations. `until` is the first day without it, None before anybody sat."""
    return until is None or day < until


def still_needed(seats: int, fewest: int) -> int:
    """5.1.3, register I-11: how many members are missing before decisions close again."""
    return max(0, fewest - seats)


def fell_vacant(ended: Iterable[tuple[int, date]], taken: Iterable[int], today: date, within: timedelta) -> list[int]:
    """Seats whose last term ended a short while ago and which nobody took since; `ended`: number, first day without."""
    known = set(taken)
    lately = {number for number, until in ended if today - within < until <= today}
    return sorted(lately - known)
