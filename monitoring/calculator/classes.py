"""Lines described alike are calculated once (performance.md, G13).

Lines that differ only in their number of devices and their country share a `Core`. Every summed figure of one device
is straight in the electricity factor, and, where repairs are reported, in the shares of replaced parts; so a core
keeps each figure at 0 and its slopes, measured on the line engine's own formulas. What remains for each line is
n * rate, rounded by itself in whole numbers, because the method sums rounded line values.
"""

from collections.abc import Hashable, Iterable
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from .devices import ONE, ZERO, Device, device, scenario_for
from .factors import SCENARIOS, FactorSet
from .inputs import LARGEST_QUANTITY, Grid, InvalidLine, LineInput, check, clean, grid_of
from .lines import figure_order, line_flags, places_of, rounded_rates, summed_rates
from .materials import NOTHING_REPLACED, Replaced, saved


class Term(NamedTuple):
    """A summed figure of one device in units of its last place, as above / below."""

    name: str
    above: int
    below: int

    def one(self, n: int) -> int:
        """round(n * above / below), half to even."""
        unit, rest = divmod(n * self.above + self.below // 2, self.below)
        return unit - 1 if rest == 0 and unit % 2 and self.below % 2 == 0 else unit

    def each(self, quantities: Iterable[int]) -> list[int]:
        """`one` for each n."""
        above, below, half = self.above, self.below, self.below // 2
        if below % 2:  # an odd denominator is never half-way
            return [(n * above + half) // below for n in quantities]
        pairs = [divmod(n * above + half, below) for n in quantities]
        return [unit - (rest == 0 and unit % 2) for unit, rest in pairs]


class Slope(NamedTuple):
    """A figure that depends on the electricity: (still + moving * kg per kWh) / below, in units of its last place."""

    name: str
    still: int
    moving: int
    below: int

    def at(self, kg_per_kwh: Fraction) -> Term:
        """The figure in a country."""
        above = self.still * kg_per_kwh.denominator + self.moving * kg_per_kwh.numerator
        below = self.below * kg_per_kwh.denominator
        common = gcd(above, below)
        return Term(self.name, above // common, below // common)


class Described(NamedTuple):
    """What lines of one class state alike. `reported`: whether they report repairs, if only "none"."""

    product_group: str
    condition: str
    lifetime: object
    reported: bool


class Core(NamedTuple):
    """A class without country and parts. `devices`: low, central, high at 1 kg CO2e per kWh; none for count-only.

    terms: figures without electricity; slopes: those with it; wear: by figure, what one whole new device's share of
    replaced parts adds to a line's total, in units of its last place.
    """

    line: LineInput
    devices: tuple[Device, ...]
    terms: tuple[Term, ...]
    slopes: tuple[Slope, ...]
    wear: dict[str, Replaced]
    flags: tuple[str, ...]


class Recipe(NamedTuple):
    """The terms of a class in a country with their decimal places, in order, and its rounded rates."""

    terms: tuple[tuple[Term, int], ...]
    rounded: dict[str, Decimal]


Places = tuple[str | None, str | None]
Key = Hashable


class Pile(NamedTuple):
    """Numbers of devices, and beside each the position of its key."""

    keys: list[int]
    quantities: list[int]


class Gathered(NamedTuple):
    """Lines by what they state alike and (country, organisation's country); apart, those that report replaced parts."""

    keys: dict[Key, int]
    piles: dict[tuple[Described, Places], Pile]
    mended: list[tuple[int, Described, Places, LineInput]]


def gather(rows: Iterable[tuple[Key, LineInput]], factors: FactorSet) -> Gathered:
    """Puts lines that state alike together. Raises InvalidLine for a number of devices or repairs that are odd."""
    keys: dict[Key, int] = {}
    piles: dict[tuple, Pile] = {}
    mended = []
    for key, line in rows:
        group, condition, quantity, lifetime, country, repairs, home = line
        if type(quantity) is not int or not 0 <= quantity <= LARGEST_QUANTITY:
            refuse_quantity(line, factors)
        position = keys.setdefault(key, len(keys))
        if repairs:
            of = Described(group, condition, lifetime, True)
            mended.append((position, of, (country, home), clean(line, factors)))
            continue
        alike = (group, condition, lifetime, repairs is not None, country, home)
        pile = piles.get(alike)
        if pile is None:
            pile = piles[alike] = Pile([], [])
        pile.keys.append(position)
        pile.quantities.append(quantity)
    named = {(Described(*alike[:4]), alike[4:]): pile for alike, pile in piles.items()}
    return Gathered(keys, named, mended)


def refuse_quantity(line: LineInput, factors: FactorSet) -> None:
    """Raises InvalidLine where the number of devices is not one: a class is checked once, each number by itself."""
    problems = [problem for problem in check(line, factors) if problem.field == "quantity"]
    if problems:
        raise InvalidLine(problems)


class Classes:
    """The classes met so far under one factor set."""

    def __init__(self, factors: FactorSet):
        self.factors = factors
        self.cores: dict[Described, Core] = {}
        self.grids: dict[Places, Grid] = {}
        self.placed: dict[tuple[Described, str], tuple[Term, ...]] = {}
        self.recipes: dict[tuple[Described, str], Recipe] = {}

    def core(self, of: Described) -> Core:
        """The core of a class. Raises InvalidLine."""
        found = self.cores.get(of)
        if found is None:
            line = LineInput(of.product_group, of.condition, 1, of.lifetime, None, () if of.reported else None)
            found = self.cores[of] = _core(clean(line, self.factors), self.factors)
        return found

    def grid(self, places: Places) -> Grid:
        """The electricity of a country, or of the organisation's. Raises InvalidLine."""
        found = self.grids.get(places)
        if found is None:
            line = LineInput("", "", 0, country=places[0] or None, organization_country=places[1] or None)
            wrong = [each for each in check(line, self.factors) if each.field in ("country", "organization_country")]
            if wrong:
                raise InvalidLine(wrong)
            found = self.grids[places] = grid_of(line, self.factors)
        return found

    def in_country(self, of: Described, grid: Grid) -> tuple[Term, ...]:
        """The figures of a class that depend on electricity, with a country's."""
        found = self.placed.get((of, grid.code))
        if found is None:
            found = self.placed[of, grid.code] = tuple(each.at(grid.kg_per_kwh) for each in self.core(of).slopes)
        return found

    def recipe(self, of: Described, grid: Grid) -> Recipe:
        """How a line of a class in a country is written down."""
        found = self.recipes.get((of, grid.code))
        if found is None:
            core = self.core(of)
            central = core.devices[1]
            power = {"use_phase": central.use_phase * grid.kg_per_kwh, "penalty": central.penalty * grid.kg_per_kwh}
            terms = {term.name: term for term in (*self.in_country(of, grid), *core.terms)}
            ordered = tuple((terms[name], places_of(name)) for name in figure_order(terms))
            found = self.recipes[of, grid.code] = Recipe(ordered, rounded_rates(central._replace(**power)))
        return found


def _core(line: LineInput, factors: FactorSet) -> Core:
    """Measures a class: at no electricity and no parts, then at one unit of each."""
    if not factors.computes(line.product_group, line.condition):
        return Core(line, (), (), (), {}, ())
    parts = None if line.repairs is None else NOTHING_REPLACED
    still, _, central = _measured(line, ZERO, parts, factors)
    moving, devices, _ = _measured(line, ONE, parts, factors)
    terms, slopes = [], []
    for name, rate in still.items():
        scale, slope = 10 ** places_of(name), moving[name] - rate
        below = lcm((rate * scale).denominator, (slope * scale).denominator)
        if slope:
            slopes.append(Slope(name, int(rate * scale * below), int(slope * scale * below), below))
        else:
            terms.append(Term(name, int(rate * scale * below), below))
    wear = {} if parts is None else _wear(line, still, factors)
    return Core(line, devices, tuple(terms), tuple(slopes), wear, line_flags(line, central))


def _wear(line: LineInput, still: dict[str, Fraction], factors: FactorSet) -> dict[str, Replaced]:
    worn = [_measured(line, ZERO, NOTHING_REPLACED._replace(**{kind: ONE}), factors)[0] for kind in Replaced._fields]
    slopes = {
        name: Replaced(*((each[name] - rate) * 10 ** places_of(name) for each in worn)) for name, rate in still.items()
    }
    return {name: slope for name, slope in slopes.items() if any(slope)}


def _measured(line: LineInput, kg_per_kwh: Fraction, parts: Replaced | None, factors: FactorSet):
    """Exact figures of one device by name, the devices low, central, high, and the central scenario."""
    scenarios = [scenario_for(name, line.product_group, line.condition, kg_per_kwh, factors) for name in SCENARIOS]
    share = None if parts is None else parts.gwp
    low, central, high = (device(scenario, line.expected_lifetime_years, share) for scenario in scenarios)
    materials = saved(line, central, scenarios[1].baseline_life, parts, factors)
    return summed_rates(central, low, high) | materials, (low, central, high), scenarios[1]
