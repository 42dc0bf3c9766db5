"""Sums of lines (CFIT-EM 4, "Roll-up"): of stored rounded line values, so that every printed total can be added up.

Which lines enter a sum is decided before: scope by date, one primary buyer group for each organisation
(`attribution.py`). Roll-ups add: `roll_up(a) + roll_up(b) == roll_up(a + b)`.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from .exact import KG, from_units, ratio, total
from .inputs import COUNTRY_IMPUTED, GRID_FALLBACK, LIFETIME_IMPUTED
from .lines import MATERIALS, SUMMED, LineEffect, places_of

HORIZON_YEARS = 8
ONE_THIRD, ONE_HALF = Fraction(1, 3), Fraction(1, 2)
BELOW_BAND, IN_BAND, AT_TOP = "below", "in_band", "at_top"


@dataclass(frozen=True, slots=True)
class Rollup:
    """Summed lines. `figures`: sums by the names of the method; `devices`: computed ones; `counted_only`: the others.

    assumed: devices by flag (lifetime_imputed, country_imputed, grid_fallback). horizon in years.
    """

    lines: int = 0
    devices: int = 0
    counted_only: int = 0
    figures: dict[str, Decimal] = field(default_factory=dict)
    assumed: dict[str, int] = field(default_factory=dict)
    horizon: Fraction = Fraction(HORIZON_YEARS)

    def __getitem__(self, name: str) -> Decimal:
        """A sum by name, 0 where no line has it. `ewaste_avoided_kg` is the product mass saved, read at the exit."""
        if name == "ewaste_avoided_kg":
            name = "product_mass_saved_kg"
        return self.figures.get(name, from_units(0, places_of(name)))

    def __add__(self, other: "Rollup") -> "Rollup":
        """Both together."""
        names = [*self.figures, *(name for name in other.figures if name not in self.figures)]
        return Rollup(
            lines=self.lines + other.lines,
            devices=self.devices + other.devices,
            counted_only=self.counted_only + other.counted_only,
            figures={name: total((self[name], other[name]), places_of(name)) for name in names},
            assumed={flag: self.assumed.get(flag, 0) + other.assumed.get(flag, 0) for flag in ASSUMPTIONS},
            horizon=self.horizon,
        )

    @property
    def reduction_fraction(self) -> Decimal:
        """Sum of A / sum of E_b, six places; 0 without lines."""
        return ratio(self["avoided_kg"], self["baseline_emissions_kg"])

    @property
    def per_user_8y_kg(self) -> Decimal:
        """8 * sum of A / sum of service years: kg per user over eight years."""
        return ratio(self["avoided_kg"], self["service_years"], self.horizon, KG)

    @property
    def baseline_per_user_8y_kg(self) -> Decimal:
        """8 * sum of E_b / sum of service years."""
        return ratio(self["baseline_emissions_kg"], self["service_years"], self.horizon, KG)

    @property
    def actual_per_user_8y_kg(self) -> Decimal:
        """8 * sum of E_a / sum of service years."""
        return ratio(self["actual_emissions_kg"], self["service_years"], self.horizon, KG)

    @property
    def avoided_interval_kg(self) -> tuple[Decimal, Decimal]:
        """The stress range: least and greatest of the low, central and high sums."""
        sums = (self["avoided_low_kg"], self["avoided_kg"], self["avoided_high_kg"])
        return min(sums), max(sums)

    @property
    def band(self) -> str:
        """Against the ambition of one-third to one-half (Pact 1.2.1.b), exactly from the sums."""
        avoided, reference = self["avoided_kg"], self["baseline_emissions_kg"]
        share = Fraction(avoided) / Fraction(reference) if reference else Fraction(0)
        return AT_TOP if share >= ONE_HALF else IN_BAND if share >= ONE_THIRD else BELOW_BAND


ASSUMPTIONS = (LIFETIME_IMPUTED, COUNTRY_IMPUTED, GRID_FALLBACK)


def roll_up(effects: Iterable[LineEffect], horizon: Fraction | int = HORIZON_YEARS) -> Rollup:
    """The roll-up of line effects, exact sums of their rounded figures. `horizon` as in the factor set, in years."""
    effects = list(effects)
    computed = [effect for effect in effects if effect.computed]
    columns: dict[str, list[Decimal]] = {name: [] for name in (*SUMMED, *MATERIALS)}
    for effect in computed:
        for name, value in effect.figures.items():
            if name in columns or name.endswith("_saved_g"):
                columns.setdefault(name, []).append(value)
    return Rollup(
        lines=len(effects),
        devices=sum(effect.quantity for effect in computed),
        counted_only=sum(effect.quantity for effect in effects if not effect.computed),
        figures={name: total(values, places_of(name)) for name, values in columns.items()},
        assumed={flag: sum(effect.quantity for effect in computed if flag in effect.flags) for flag in ASSUMPTIONS},
        horizon=Fraction(horizon),
    )


def roll_up_by(
    effects: Iterable[LineEffect], key: Callable[[LineEffect], Hashable], horizon: Fraction | int = HORIZON_YEARS
) -> dict[Hashable, Rollup]:
    """A roll-up for each value of `key`, e.g. the product group: the per-user figure is printed by product group, and
    a user with laptop and phone is the two added (4, "Roll-up")."""
    parts: dict[Hashable, list[LineEffect]] = {}
    for effect in effects:
        parts.setdefault(key(effect), []).append(effect)
    return {value: roll_up(part, horizon) for value, part in parts.items()}


def stress_range(effects: Iterable[LineEffect]) -> tuple[Decimal, Decimal]:
    """[least, greatest] of the summed low, central and high avoided kg (4, "Uncertainty"). (0, 0) without lines."""
    return roll_up(effects).avoided_interval_kg
