"""The interval for the report: a seeded Monte Carlo with shared draws (CFIT-EM 4, "Uncertainty").

All lines share one draw of every uncertain number (systematic errors). Uniforms come from
`random.Random(seed).random()` only, in the order of the method, through the inverse triangular distribution. Lines of
one class are merged first, and their weights are added exactly, so that the result does not depend on the order of
the lines. This is the one room with binary floats: their last digits carry no meaning beside an interval.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import sqrt

from .drawing import Class, merged
from .factors import CONDITIONS, FactorSet, Range
from .inputs import LineInput

LARGEST_RUN = 1_000_000


@dataclass(frozen=True, slots=True)
class Interval:
    """p5, median, p95 and mean of avoided kg CO2e over n runs from a seed. Print two or three digits of them."""

    p5: float
    median: float
    p95: float
    mean: float
    n: int
    seed: int


@dataclass(frozen=True, slots=True)
class Triangle:
    """A triangular distribution as floats: least, most likely, greatest."""

    least: float
    mode: float
    greatest: float

    @classmethod
    def over(cls, value: Range) -> "Triangle":
        """Over the three values of a parameter or factor, whichever scenario the ends belong to."""
        values = (float(value.low), float(value.central), float(value.high))
        return cls(min(values), values[1], max(values))

    def at(self, uniform: float) -> float:
        """The inverse distribution function."""
        least, mode, greatest = self.least, self.mode, self.greatest
        width = greatest - least
        if width == 0:
            return mode
        if uniform < (mode - least) / width:
            return least + sqrt(uniform * width * (mode - least))
        return greatest - sqrt((1 - uniform) * width * (greatest - mode))


def monte_carlo(lines: Iterable[LineInput], factors: FactorSet, n: int = 10_000, *, seed: int) -> Interval:
    """The interval of the summed avoided emissions of `lines`. Raises InvalidLine, ValueError for n outside 1..10^6.

    Count-only groups are left out; scope is decided by whoever chooses the lines. Quantile p is sorted[int(p * n)].
    """
    if not 1 <= n <= LARGEST_RUN:
        raise ValueError(f"A Monte Carlo run needs 1 to {LARGEST_RUN} iterations, not {n}.")
    groups = merged(lines, factors)
    if not groups:
        return Interval(0.0, 0.0, 0.0, 0.0, n, seed)
    results = sorted(_runs(groups, factors, n, random.Random(seed).random))  # noqa: S311 - a seeded simulation
    low, middle, high = (results[int(p * n)] for p in (0.05, 0.5, 0.95))
    return Interval(low, middle, high, sum(results) / n, n, seed)


def _runs(groups: dict[str, list[Class]], factors: FactorSet, n: int, uniform: Callable[[], float]) -> Iterable[float]:
    """n sums of avoided kg. Order of uniforms: t, lambda, rho, pi, for each group its three embodied values, d."""
    shift = Triangle(-1.0, 0.0, 1.0)
    shared = [Triangle.over(factors.parameter(name)) for name in ("lifetime_realisation", *RATES)]
    realisation, repair, penalty = shared
    displaced = Triangle.over(factors.parameter("refurb_displacement_rate"))
    baselines = {group: factors.parameter("baseline_lifetime_years", group) for group in groups}
    embodied = {
        group: [
            Triangle.over(factors.embodied.get(f"{group}|{condition}", factors.embodied[f"{group}|new"]))
            for condition in CONDITIONS
        ]
        for group in groups
    }
    for _ in range(n):
        t = shift.at(uniform())
        reached, overhead, extra = realisation.at(uniform()), repair.at(uniform()), penalty.at(uniform())
        drawn = {group: [triangle.at(uniform()) for triangle in embodied[group]] for group in groups}
        d = displaced.at(uniform())
        yield sum(
            part.avoided(_shifted(baselines[group], t), reached, overhead, extra, drawn[group], d)
            for group, parts in groups.items()
            for part in parts
        )


RATES = ("repair_gwp_per_extension_year", "old_device_energy_penalty")


def _shifted(baseline: Range, t: float) -> float:
    """L_b moved by t: towards the high-savings value for t < 0, towards the low-savings value for t >= 0."""
    centre = float(baseline.central)
    if t < 0:
        return centre + t * (centre - float(baseline.high))
    return centre + t * (float(baseline.low) - centre)
