"""How sure are we: one number changed at a time, and the named alternatives (CFIT-EM 4 "Uncertainty", 8 figure 15)."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .bulk import roll_up_lines
from .factors import FactorSet, Range
from .inputs import LineInput

ADEME = "impactco2"

# Bars of the tornado: the numbers of which the low and high scenario state ends.
PARAMETERS = (
    "baseline_lifetime_years",
    "lifetime_realisation",
    "repair_gwp_per_extension_year",
    "old_device_energy_penalty",
    "refurb_displacement_rate",
)
EMBODIED_NEW, EMBODIED_USED = "embodied_new", "embodied_used"


@dataclass(frozen=True, slots=True)
class Swing:
    """A bar: avoided kg CO2e with one number at its low-savings and at its high-savings value, all else central."""

    name: str
    low_kg: Decimal
    high_kg: Decimal

    @property
    def width_kg(self) -> Decimal:
        """How far the bar reaches."""
        return abs(self.high_kg - self.low_kg)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A named alternative that the sensitivity page prints."""

    name: str
    avoided_kg: Decimal
    reduction_fraction: Decimal


def tornado(lines: Iterable[LineInput], factors: FactorSet) -> list[Swing]:
    """The bars, widest first. Raises InvalidLine."""
    lines = list(lines)
    swings = [
        Swing(name, *(_avoided(lines, _held(factors, name, end)) for end in ("low", "high")))
        for name in (*PARAMETERS, EMBODIED_NEW, EMBODIED_USED)
    ]
    return sorted(swings, key=lambda swing: (-swing.width_kg, swing.name))


def alternatives(lines: Iterable[LineInput], factors: FactorSet) -> list[Alternative]:
    """Baseline of 3, 4 and 5 years, new embodied as ADEME's, displacement 0.8: what the method asks to print."""
    lines = list(lines)
    sets = {
        "baseline_3_years": _with(factors, "baseline_lifetime_years", Fraction(3)),
        "baseline_4_years": _with(factors, "baseline_lifetime_years", Fraction(4)),
        "baseline_5_years": _with(factors, "baseline_lifetime_years", Fraction(5)),
        "embodied_ademe": _ademe(factors),
        "displacement_0.8": _with(factors, "refurb_displacement_rate", Fraction(4, 5)),
    }
    sums = {name: roll_up_lines(((None, line) for line in lines), changed) for name, changed in sets.items()}
    return [
        Alternative(name, rollups[None]["avoided_kg"], rollups[None].reduction_fraction)
        for name, rollups in sums.items()
        if rollups
    ]


def _avoided(lines: list[LineInput], factors: FactorSet) -> Decimal:
    rollups = roll_up_lines(((None, line) for line in lines), factors)
    return rollups[None]["avoided_kg"] if rollups else Decimal("0.000")


def _held(factors: FactorSet, name: str, end: str) -> FactorSet:
    """The set with one number central at its low- or high-savings value."""
    if name == EMBODIED_NEW:
        return _changed(factors, "embodied", lambda key: key.endswith("|new"), lambda value: value.at(end))
    if name == EMBODIED_USED:  # low savings: a high burden
        other = {"low": "high", "high": "low"}[end]
        return _changed(factors, "embodied", lambda key: not key.endswith("|new"), lambda value: value.at(other))
    return _changed(factors, "parameters", lambda key: key.split("|")[0] == name, lambda value: value.at(end))


def _with(factors: FactorSet, name: str, number: Fraction) -> FactorSet:
    return _changed(factors, "parameters", lambda key: key.split("|")[0] == name, lambda _: number)


def _ademe(factors: FactorSet) -> FactorSet:
    """New embodied of ADEME's Impact CO2 where it states one."""
    embodied = dict(factors.embodied)
    for key, value in factors.cross_checks.items():
        source, group = key.split("|")
        if source == ADEME and f"{group}|new" in embodied:
            embodied[f"{group}|new"] = dataclasses.replace(embodied[f"{group}|new"], central=value)
    return dataclasses.replace(factors, embodied=embodied)


def _changed(
    factors: FactorSet, field: str, chosen: Callable[[str], bool], central: Callable[[Range], Fraction]
) -> FactorSet:
    values: Mapping[str, Range] = getattr(factors, field)
    changed = {
        key: dataclasses.replace(value, central=central(value)) if chosen(key) else value
        for key, value in values.items()
    }
    return dataclasses.replace(factors, **{field: changed})
