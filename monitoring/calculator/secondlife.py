"""Second life after our use: a potential, kept apart and never in a total (CFIT-EM 4; "Double counting" 5)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .exact import KG, fixed
from .factors import FactorSet


@dataclass(frozen=True, slots=True)
class SecondLife:
    """Devices that may get a second life and the kg CO2e that others may avoid by it; low and high beside it."""

    devices: Decimal
    avoided_kg: Decimal
    avoided_low_kg: Decimal
    avoided_high_kg: Decimal


def second_life(group: str, quantity: int, arrangement: str, factors: FactorSet) -> SecondLife | None:
    """n * sigma * max(0, P * S / L_b - E_refurbished), only for reuse arrangements; else 0. None: a count-only group.

    Raises KeyError for an unknown arrangement. S and L_b come from the scenario, sigma from the arrangement.
    """
    reuse = factors.arrangements[arrangement].reuse
    if not factors.computes(group, "refurbished"):
        return None
    devices = {name: quantity * reuse.at(name) if reuse else Fraction(0) for name in ("low", "central", "high")}
    each = {name: _per_device(name, opposite, group, factors) for name, opposite in OPPOSITES.items()}
    return SecondLife(
        devices=fixed(devices["central"], KG),
        avoided_kg=fixed(devices["central"] * each["central"], KG),
        avoided_low_kg=fixed(devices["low"] * each["low"], KG),
        avoided_high_kg=fixed(devices["high"] * each["high"], KG),
    )


OPPOSITES = {"low": "high", "central": "central", "high": "low"}


def _per_device(name: str, opposite: str, group: str, factors: FactorSet) -> Fraction:
    """max(0, P * S / L_b - E_refurbished) in kg: in low savings P low and E high."""
    new = factors.embodied[f"{group}|new"].at(name)
    years = factors.parameter("second_life_years", group).at(name)
    baseline = factors.parameter("baseline_lifetime_years", group).at(name)
    return max(Fraction(0), new * years / baseline - factors.embodied[f"{group}|refurbished"].at(opposite))
