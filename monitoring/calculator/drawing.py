"""Lines merged for the Monte Carlo: one draw costs the same for a hundred lines and for a million (CFIT-EM 4).

For given draws only L = min(L_a * lambda, H) and X = max(0, L - L_b) depend on the line, and both are piecewise linear
in L_a. So the lines of a product group and condition are kept as running sums over their sorted lifetimes, and a draw
needs two look-ups. Weights are added exactly and turned into floats once.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from .classes import gather
from .devices import ZERO
from .factors import CONDITIONS, FactorSet
from .inputs import LineInput, clean, grid_of
from .materials import replaced_in_all


class Ladder:
    """Weights by stated lifetime, with running sums of weight and weight * lifetime."""

    def __init__(self, weights: dict[Fraction, Fraction]):
        self.lifetimes: list[float] = []
        self.weight, self.years = [0.0], [0.0]
        weight = years = ZERO
        for lifetime in sorted(weights):
            weight += weights[lifetime]
            years += weights[lifetime] * lifetime
            self.lifetimes.append(float(lifetime))
            self.weight.append(float(weight))
            self.years.append(float(years))

    def served(self, reached: float, horizon: float) -> float:
        """Sum of weight * min(L_a * reached, horizon)."""
        capped = bisect_left(self.lifetimes, horizon / reached)
        return reached * self.years[capped] + horizon * (self.weight[-1] - self.weight[capped])

    def extended(self, reached: float, horizon: float, baseline: float) -> float:
        """Sum of weight * max(0, min(L_a * reached, horizon) - baseline)."""
        if horizon <= baseline:
            return 0.0
        first = bisect_right(self.lifetimes, baseline / reached)
        capped = bisect_left(self.lifetimes, horizon / reached)
        between = reached * (self.years[capped] - self.years[first])
        between -= baseline * (self.weight[capped] - self.weight[first])
        return between + (horizon - baseline) * (self.weight[-1] - self.weight[capped])


class Class:
    """All lines of one product group and condition."""

    def __init__(self, group: str, condition: str, factors: FactorSet):
        self.used = condition != "new"
        self.position = CONDITIONS.index(condition)
        self.horizon = float(factors.parameter("horizon_years", group).central)
        self.default_life = float(factors.parameter("refurb_default_lifetime_years", group).central)
        self.kwh = factors.electricity[group]
        self.devices: dict[Fraction | None, Fraction] = defaultdict(Fraction)
        self.energy: dict[Fraction | None, Fraction] = defaultdict(Fraction)
        self.overhead: dict[Fraction | None, Fraction] = defaultdict(Fraction)
        self.parts = ZERO

    def take(self, line: LineInput, factors: FactorSet) -> None:
        """Adds the devices of a clean line; the parts it reports wear by their number, however they are spread."""
        lifetime, quantity = line.expected_lifetime_years, line.quantity
        self.devices[lifetime] += quantity
        self.energy[lifetime] += quantity * self.kwh * grid_of(line, factors).kg_per_kwh
        if line.repairs is None:
            self.overhead[lifetime] += quantity
        elif quantity:
            self.parts += replaced_in_all(line, factors).gwp

    def close(self) -> None:
        """Turns the exact weights into running sums."""
        self.imputed = float(self.devices.pop(None, ZERO))
        self.stated = float(sum(self.devices.values(), ZERO))
        self.replaced = float(self.parts)
        self.imputed_energy = float(self.energy.pop(None, ZERO))
        self.overhead.pop(None, None)  # a missing lifetime never extends beyond the baseline
        self.serving, self.drawing_power, self.mending = map(Ladder, (self.devices, self.energy, self.overhead))

    def avoided(
        self, baseline: float, reached: float, overhead: float, extra: float, embodied: list[float], displaced: float
    ) -> float:
        """n * (B - E_c - R - Y) for one draw, kg. `embodied`: drawn values of new, refurbished, remanufactured."""
        new, burden = embodied[0], embodied[self.position]
        horizon = self.horizon
        if self.used:
            default = min(baseline, self.default_life * reached, horizon)
            energy = self.drawing_power.served(reached, horizon) + self.imputed_energy * default
        else:
            default, displaced = min(baseline, horizon), 1.0
            energy = self.drawing_power.extended(reached, horizon, baseline)
        stated = displaced * new * self.serving.served(reached, horizon) / baseline - burden * self.stated
        imputed = self.imputed * (displaced * new * (default / baseline) - burden)
        mended = overhead * self.mending.extended(reached, horizon, baseline) + self.replaced
        return stated + imputed - new * mended - extra * energy


def merged(lines: Iterable[LineInput], factors: FactorSet) -> dict[str, list[Class]]:
    """The classes of the computed lines by product group, alphabetically. Raises InvalidLine."""
    gathered = gather(((None, line) for line in lines), factors)
    alike = [
        LineInput(of.product_group, of.condition, 1, of.lifetime, country, () if of.reported else None, home)
        for of, (country, home) in gathered.piles
    ]
    classes: dict[tuple[str, str], Class] = {}
    for line, pile in zip(alike, gathered.piles.values(), strict=True):
        _take(clean(line, factors)._replace(quantity=sum(pile.quantities)), classes, factors)
    for *_, line in gathered.mended:
        _take(line, classes, factors)
    groups: dict[str, list[Class]] = {}
    for group, condition in sorted(classes, key=lambda key: (key[0], CONDITIONS.index(key[1]))):
        classes[group, condition].close()
        groups.setdefault(group, []).append(classes[group, condition])
    return groups


def _take(line: LineInput, classes: dict[tuple[str, str], Class], factors: FactorSet) -> None:
    key = line.product_group, line.condition
    if factors.computes(*key):
        if key not in classes:
            classes[key] = Class(*key, factors)
        classes[key].take(line, factors)
