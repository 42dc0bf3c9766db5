"""Totals that say what they leave out: with an unknown part a sum is "at least" (conventions: blank is not 0)."""

from collections.abc import Iterable
from typing import NamedTuple

from monitoring.rules.cells import Answer


class Total(NamedTuple):
    """`value` None: nothing is known. `open`: at least one part is not known, so the sum is a lower bound."""

    value: int | None = None
    open: bool = False

    def plus(self, other: "Total") -> "Total":
        known = [total.value for total in (self, other) if total.value is not None]
        return Total(sum(known) if known else None, self.open or other.open)


def add(answers: Iterable[Answer]) -> Total:
    """The sum of what is known. Blank cells add nothing and open nothing."""
    answers = list(answers)
    known = [answer.value for answer in answers if answer.value is not None]
    return Total(sum(known) if known else None, any(answer.open for answer in answers))
