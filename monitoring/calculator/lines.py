"""The effect of one submission line (CFIT-EM 4, "Formulas"): the engine that everything else must agree with."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from .devices import Device, Scenario, device, scenario_for
from .exact import FINE, KG, fixed
from .factors import SCENARIOS, FactorSet
from .inputs import (
    COUNT_ONLY,
    LIFETIME_CAPPED,
    LIFETIME_IMPUTED,
    LIFETIME_LONG,
    LONG_LIFETIME,
    LineInput,
    clean,
    grid_of,
)
from .materials import Replaced, replaced, saved

# Figures that belong to all devices of a line together and are summed in roll-ups, with their decimal places.
SUMMED = {
    "service_years": FINE,
    "baseline_emissions_kg": KG,
    "actual_emissions_kg": KG,
    "avoided_kg": KG,
    "embodied_avoided_kg": KG,
    "repair_kg": KG,
    "use_penalty_kg": KG,
    "use_phase_kg": KG,
    "avoided_low_kg": KG,
    "avoided_high_kg": KG,
}
MATERIALS = {"product_mass_saved_kg": KG, "raw_material_saved_kg": KG, "adpe_saved_kgsbeq": FINE}


class Rates(NamedTuple):
    """A line's class per single device: exact summed figures, rounded rates, where it was counted, what was assumed."""

    summed: dict[str, Fraction]
    rounded: dict[str, Decimal]
    grid_code: str
    flags: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    parts: Replaced | None


@dataclass(frozen=True, slots=True)
class LineEffect:
    """The result of a line. `figures` holds rounded decimals under the names of the method; it is empty for a
    count-only group (`computed` False), and holds no entry for a material without a factor.

    Units stand in the names: kg (CO2e or product mass), g of an element, kgsbeq; service_years and
    effective_lifetime in years; reduction_fraction 0..1. `scenario`: what the emission figures were computed with.
    """

    line: LineInput
    version: str
    scenario: str
    computed: bool
    grid_code: str | None
    flags: tuple[str, ...]
    figures: dict[str, Decimal]

    @property
    def quantity(self) -> int:
        """The number of devices."""
        return self.line.quantity

    @property
    def lifetime_imputed(self) -> bool:
        """True when the lifetime was missing and taken by rule."""
        return LIFETIME_IMPUTED in self.flags

    def __getitem__(self, name: str) -> Decimal | None:
        """A figure by name; None where it was not computed. `ewaste_avoided_kg` is the product mass saved."""
        return self.figures.get("product_mass_saved_kg" if name == "ewaste_avoided_kg" else name)


def line_effect(line: LineInput, factors: FactorSet, scenario: str = "central") -> LineEffect:
    """The effect of one line under a scenario ("low", "central", "high" savings). Raises InvalidLine.

    Low and high avoided emissions are always given beside it; materials are central in every scenario.
    """
    line = clean(line, factors)
    if not factors.computes(line.product_group, line.condition):
        return LineEffect(line, factors.version, scenario, False, None, (COUNT_ONLY,), {})
    rates = line_rates(line, factors, scenario)
    figures = {name: fixed(line.quantity * value, places_of(name)) for name, value in rates.summed.items()}
    return LineEffect(
        line,
        factors.version,
        scenario,
        True,
        rates.grid_code,
        rates.flags,
        totals_at(line.quantity, figures, rates.rounded),
    )


def line_rates(line: LineInput, factors: FactorSet, scenario: str = "central") -> Rates:
    """The exact figures of one device of a clean, computed line. Reported repairs are spread over its devices."""
    grid = grid_of(line, factors)
    parts = replaced(line, factors)
    gwp = None if parts is None else parts.gwp
    scenarios = tuple(
        scenario_for(name, line.product_group, line.condition, grid.kg_per_kwh, factors) for name in SCENARIOS
    )
    low, central, high = (device(each, line.expected_lifetime_years, gwp) for each in scenarios)
    shown = {"low": low, "central": central, "high": high}[scenario]
    summed = summed_rates(shown, low, high)
    summed |= saved(line, central, scenarios[1].baseline_life, parts, factors)
    return Rates(
        summed, rounded_rates(shown), grid.code, (*line_flags(line, scenarios[1]), *grid.flags), scenarios, parts
    )


def rounded_rates(shown: Device) -> dict[str, Decimal]:
    """The rates of one device, rounded: they do not depend on the number of devices."""
    return {
        "effective_lifetime": fixed(shown.lifetime, FINE),
        "per_user_8y_kg": fixed(shown.per_user, KG),
        "baseline_per_user_8y_kg": fixed(shown.reference_per_user, KG),
        "reduction_fraction": fixed(shown.reduction, FINE),
    }


def totals_at(quantity: int, figures: dict[str, Decimal], rounded: dict[str, Decimal]) -> dict[str, Decimal]:
    """Summed figures and rates together; no devices: reduction 0, the other rates stay (4, "n = 0")."""
    figures = figures | rounded
    if not quantity:
        figures["reduction_fraction"] = fixed(Fraction(0), FINE)
    return figures


def figure_order(names: Iterable[str]) -> list[str]:
    """Names of summed figures as `line_effect` gives them: emissions, then materials."""
    names = list(names)
    return [name for name in SUMMED if name in names] + [name for name in names if name not in SUMMED]


def places_of(name: str) -> int:
    """Decimal places of a summed figure: six for years and kg Sb eq, three for everything else."""
    return SUMMED.get(name) or MATERIALS.get(name, KG)


def summed_rates(shown: Device, low: Device, high: Device) -> dict[str, Fraction]:
    """The summed emission figures of one device, exact."""
    return {
        "service_years": shown.lifetime,
        "baseline_emissions_kg": shown.reference,
        "actual_emissions_kg": shown.actual,
        "avoided_kg": shown.avoided,
        "embodied_avoided_kg": shown.embodied_avoided,
        "repair_kg": shown.repair,
        "use_penalty_kg": shown.penalty,
        "use_phase_kg": shown.use_phase,
        "avoided_low_kg": low.avoided,
        "avoided_high_kg": high.avoided,
    }


def line_flags(line: LineInput, central: Scenario) -> tuple[str, ...]:
    """What was assumed or cut about the lifetime of a clean line."""
    years = line.expected_lifetime_years
    if years is None:
        return (LIFETIME_IMPUTED,)
    flags = []
    if years * central.realisation > central.horizon:
        flags.append(LIFETIME_CAPPED)
    if years > LONG_LIFETIME:
        flags.append(LIFETIME_LONG)
    return tuple(flags)
