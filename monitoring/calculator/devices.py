"""One device in one scenario: the formulas of CFIT-EM 4, in exact fractions, kg CO2e.

Names follow the method: H horizon, L_b baseline lifetime, lambda realisation, P new embodied, E burden of what was
bought, U kWh a year, G kg per kWh, R repair, V use phase, Y energy penalty, d displacement.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from .factors import FactorSet

ZERO = Fraction(0)
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Scenario:
    """The numbers of one coherent scenario for a product group, condition and electricity."""

    name: str
    used: bool
    horizon: Fraction
    baseline_life: Fraction
    default_used_life: Fraction
    realisation: Fraction
    repair_rate: Fraction
    old_device_penalty: Fraction
    displacement: Fraction
    new_embodied: Fraction
    burden: Fraction
    kwh_per_year: Fraction
    grid_kg_per_kwh: Fraction


class Device(NamedTuple):
    """The exact figures of one device. Years and kg CO2e."""

    lifetime: Fraction
    extension: Fraction
    reference_embodied: Fraction
    burden: Fraction
    repair: Fraction
    use_phase: Fraction
    penalty: Fraction
    horizon: Fraction

    @property
    def embodied_avoided(self) -> Fraction:
        """B - E_c."""
        return self.reference_embodied - self.burden

    @property
    def avoided(self) -> Fraction:
        """a = B - E_c - R - Y; negative results are kept."""
        return self.embodied_avoided - self.repair - self.penalty

    @property
    def reference(self) -> Fraction:
        """B + V: the reference scenario, new devices every L_b years."""
        return self.reference_embodied + self.use_phase

    @property
    def actual(self) -> Fraction:
        """E_c + R + V + Y: what was reported."""
        return self.burden + self.repair + self.use_phase + self.penalty

    @property
    def per_user(self) -> Fraction:
        """H a / L: avoided per user over the horizon."""
        return self.horizon * self.avoided / self.lifetime

    @property
    def reference_per_user(self) -> Fraction:
        """H (B + V) / L."""
        return self.horizon * self.reference / self.lifetime

    @property
    def reduction(self) -> Fraction:
        """A / E_b, 0 when E_b = 0; the same for any number of devices above 0."""
        return self.avoided / self.reference if self.reference else ZERO


def scenario_for(name: str, group: str, condition: str, grid_kg_per_kwh: Fraction, factors: FactorSet) -> Scenario:
    """The scenario "low", "central" or "high" savings. Low savings: P low, E_c high; high savings: P high, E_c low."""
    used = condition != "new"
    opposite = {"low": "high", "central": "central", "high": "low"}[name]
    new_embodied = factors.embodied[f"{group}|new"].at(name)
    return Scenario(
        name=name,
        used=used,
        horizon=factors.parameter("horizon_years", group).at(name),
        baseline_life=factors.parameter("baseline_lifetime_years", group).at(name),
        default_used_life=factors.parameter("refurb_default_lifetime_years", group).at(name),
        realisation=factors.parameter("lifetime_realisation", group).at(name),
        repair_rate=factors.parameter("repair_gwp_per_extension_year", group).at(name),
        old_device_penalty=factors.parameter("old_device_energy_penalty", group).at(name),
        displacement=factors.parameter("refurb_displacement_rate", group).at(name) if used else ONE,
        new_embodied=new_embodied,
        burden=factors.embodied[f"{group}|{condition}"].at(opposite) if used else new_embodied,
        kwh_per_year=factors.electricity[group],
        grid_kg_per_kwh=grid_kg_per_kwh,
    )


def effective_lifetime(scenario: Scenario, expected: Fraction | None) -> Fraction:
    """L = min(L_a * lambda, H); a missing lifetime is L_b for new devices, min(L_b, 3 * lambda) for used ones."""
    if expected is not None:
        years = expected * scenario.realisation
    elif scenario.used:
        years = min(scenario.baseline_life, scenario.default_used_life * scenario.realisation)
    else:
        years = scenario.baseline_life
    return min(years, scenario.horizon)


def device(scenario: Scenario, expected: Fraction | None, reported_repair: Fraction | None) -> Device:
    """One device. `reported_repair`: share of new embodied carried by replaced parts, None for the default overhead."""
    life = effective_lifetime(scenario, expected)
    extension = max(ZERO, life - scenario.baseline_life)
    per_year = scenario.kwh_per_year * scenario.grid_kg_per_kwh
    share = scenario.repair_rate * extension if reported_repair is None else reported_repair
    return Device(
        lifetime=life,
        extension=extension,
        reference_embodied=scenario.displacement * scenario.new_embodied * life / scenario.baseline_life,
        burden=scenario.burden,
        repair=share * scenario.new_embodied,
        use_phase=per_year * life,
        penalty=scenario.old_device_penalty * per_year * (life if scenario.used else extension),
        horizon=scenario.horizon,
    )
