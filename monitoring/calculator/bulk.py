"""Many lines at once, equal to `line_effect` to the last digit and far faster (performance.md, G13)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from operator import mul

from .classes import Classes, Core, Described, Gathered, Key, Pile, Term, gather, refuse_quantity
from .exact import from_units
from .factors import FactorSet
from .inputs import COUNT_ONLY, LARGEST_QUANTITY, Grid, LineInput
from .lines import MATERIALS, SUMMED, LineEffect, line_effect, places_of, totals_at
from .materials import replaced_in_all
from .rollup import ASSUMPTIONS, Rollup

LINES, DEVICES, COUNTED_ONLY = "lines", "devices", "counted_only"
COUNTS = (LINES, DEVICES, COUNTED_ONLY, *ASSUMPTIONS)
# Piles with fewer lines than this for each key are added line by line; with more, equal numbers are counted first.
FEW, MANY = 3, 24
ALWAYS = frozenset((*COUNTS, *SUMMED, *MATERIALS))


def line_effects(lines: Iterable[LineInput], factors: FactorSet) -> Iterator[LineEffect]:
    """`line_effect` of each line, in order, each class computed once. Raises InvalidLine when it meets one."""
    classes = Classes(factors)
    for line in lines:
        yield line_effect(line, factors) if line.repairs else _effect(line, classes)


def roll_up_lines(rows: Iterable[tuple[Key, LineInput]], factors: FactorSet) -> dict[Key, Rollup]:
    """A roll-up for each key of (key, line), equal to rolling up `line_effect` of each. Raises InvalidLine.

    A key is what the sums are kept by: (buyer group, year, product group), or one constant for a total. Lifetimes given
    as text ("72/12") or Decimal are gathered faster than fractions.
    """
    return _summed(gather(rows, factors), Classes(factors))


def _summed(gathered: Gathered, classes: Classes) -> dict[Key, Rollup]:
    sums = _Sums(len(gathered.keys))
    shared: dict[Described, Pile] = {}
    for (of, places), pile in gathered.piles.items():
        core, grid = classes.core(of), classes.grid(places)
        sums.count(core, grid, pile)
        if core.devices:
            sums.add(classes.in_country(of, grid), pile)
            everywhere = shared.setdefault(of, Pile([], []))
            everywhere.keys.extend(pile.keys)
            everywhere.quantities.extend(pile.quantities)
    for of, pile in shared.items():
        sums.add(classes.core(of).terms, pile)
    for position, of, places, line in gathered.mended:
        core, grid = classes.core(of), classes.grid(places)
        sums.count(core, grid, Pile([position], [line.quantity]))
        if core.devices:
            sums.add_mended(position, (*classes.in_country(of, grid), *core.terms), core, line, classes.factors)
    horizon = classes.factors.parameter("horizon_years").central
    return {key: sums.rollup(position, horizon) for key, position in gathered.keys.items()}


class _Sums:
    """Roll-ups in the making: by figure, a column of whole units of the last place, one for each key."""

    def __init__(self, keys: int) -> None:
        self.keys = keys
        self.columns: dict[str, list[int]] = {name: [0] * keys for name in (*COUNTS, *SUMMED, *MATERIALS)}
        self.holding: dict[str, set[int]] = {}

    def column(self, name: str, keys: Iterable[int]) -> list[int]:
        """The column of a figure or count; an element is a figure only of keys that have lines with it."""
        found = self.columns.get(name)
        if found is None:
            found = self.columns[name] = [0] * self.keys
        if name not in ALWAYS:
            self.holding.setdefault(name, set()).update(keys)
        return found

    def count(self, core: Core, grid: Grid, pile: Pile) -> None:
        """Counts lines and devices of one class, and those that rest on an assumption."""
        self._spread(LINES, pile.keys, [1] * len(pile.keys))
        if not core.devices:
            self._spread(COUNTED_ONLY, pile.keys, pile.quantities)
            return
        self._spread(DEVICES, pile.keys, pile.quantities)
        for flag in (*core.flags, *grid.flags):
            if flag in ASSUMPTIONS:
                self._spread(flag, pile.keys, pile.quantities)

    def add(self, terms: tuple[Term, ...], pile: Pile) -> None:
        """Adds the figures of `terms` for the lines of a pile."""
        distinct = set(pile.keys)
        columns = [(term, self.column(term.name, distinct)) for term in terms]
        columns = [(term, column) for term, column in columns if term.above]
        if len(pile.keys) < FEW * len(distinct):
            for term, column in columns:
                for key, unit in zip(pile.keys, term.each(pile.quantities), strict=True):
                    column[key] += unit
            return
        for key, quantities in _by_key(pile, distinct).items():
            if len(quantities) < MANY:
                for term, column in columns:
                    column[key] += sum(term.each(quantities))
            else:
                counted = Counter(quantities)
                for term, column in columns:
                    column[key] += sum(map(mul, term.each(counted), counted.values()))

    def add_mended(
        self, position: int, terms: tuple[Term, ...], core: Core, line: LineInput, factors: FactorSet
    ) -> None:
        """Adds the figures of one line with replaced parts; parts for no devices count nothing."""
        parts = replaced_in_all(line, factors)
        for term in terms:
            units = term.one(line.quantity)
            if term.name in core.wear and line.quantity:
                worn = sum(slope * share for slope, share in zip(core.wear[term.name], parts, strict=True) if slope)
                units = round(Fraction(line.quantity * term.above, term.below) + worn)
            self.column(term.name, [position])[position] += units

    def _spread(self, name: str, keys: list[int], units: list[int]) -> None:
        column = self.column(name, keys)
        for key, unit in zip(keys, units, strict=True):
            column[key] += unit

    def rollup(self, position: int, horizon: Fraction) -> Rollup:
        """The finished roll-up of a key."""
        held = [name for name in self.columns if name in ALWAYS or position in self.holding[name]]
        lines, devices, counted_only, *assumed = (self.columns[name][position] for name in COUNTS)
        return Rollup(
            lines,
            devices,
            counted_only,
            {name: from_units(self.columns[name][position], places_of(name)) for name in held if name not in COUNTS},
            dict(zip(ASSUMPTIONS, assumed, strict=True)),
            horizon,
        )


def _by_key(pile: Pile, distinct: set[int]) -> dict[int, list[int]]:
    """The numbers of devices of a pile by key."""
    if len(distinct) == 1:
        return {pile.keys[0]: pile.quantities}
    found: dict[int, list[int]] = {key: [] for key in distinct}
    for key, quantity in zip(*pile, strict=True):
        found[key].append(quantity)
    return found


def _effect(line: LineInput, classes: Classes) -> LineEffect:
    """The effect of a line without replaced parts."""
    factors = classes.factors
    if type(line.quantity) is not int or not 0 <= line.quantity <= LARGEST_QUANTITY:
        refuse_quantity(line, factors)
    of = Described(line.product_group, line.condition, line.expected_lifetime_years, line.repairs is not None)
    core, grid = classes.core(of), classes.grid((line.country, line.organization_country))
    line = core.line._replace(
        quantity=line.quantity, country=line.country or None, organization_country=line.organization_country or None
    )
    if not core.devices:
        return LineEffect(line, factors.version, "central", False, None, (COUNT_ONLY,), {})
    recipe = classes.recipe(of, grid)
    figures = {term.name: from_units(term.one(line.quantity), places) for term, places in recipe.terms}
    figures = totals_at(line.quantity, figures, recipe.rounded)
    flags = (*core.flags, *grid.flags)
    return LineEffect(line, factors.version, "central", True, grid.code, flags, figures)
