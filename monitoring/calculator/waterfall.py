"""What caused it: the steps from nothing to the avoided emissions (CFIT-EM 4 "Decomposition", 8 figure 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .exact import KG, from_units, total
from .lines import LineEffect

ZERO = from_units(0, KG)


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Steps in kg CO2e whose sum is `avoided_kg`. Repair and energy are negative or 0.

    longer_life: embodied avoided by new devices; used_devices: by refurbished and remanufactured ones;
    rounding: what the rounding of each line's parts leaves, a few grams.
    """

    longer_life_kg: Decimal
    used_devices_kg: Decimal
    repair_kg: Decimal
    energy_kg: Decimal
    rounding_kg: Decimal
    avoided_kg: Decimal

    def steps(self) -> tuple[tuple[str, Decimal], ...]:
        """(name, kg) in drawing order, without the total."""
        return (
            ("longer_life", self.longer_life_kg),
            ("used_devices", self.used_devices_kg),
            ("repair", self.repair_kg),
            ("energy", self.energy_kg),
            ("rounding", self.rounding_kg),
        )


def waterfall(effects: Iterable[LineEffect]) -> Waterfall:
    """The steps of the summed stored figures; count-only lines take no part."""
    effects = [effect for effect in effects if effect.computed]
    new = [effect for effect in effects if effect.line.condition == "new"]
    used = [effect for effect in effects if effect.line.condition != "new"]
    longer, second = (total((e["embodied_avoided_kg"] for e in part), KG) for part in (new, used))
    repair = total((e["repair_kg"] for e in effects), KG)
    energy = total((e["use_penalty_kg"] for e in effects), KG)
    avoided = total((e["avoided_kg"] for e in effects), KG)
    return Waterfall(
        longer_life_kg=longer,
        used_devices_kg=second,
        repair_kg=ZERO - repair,
        energy_kg=ZERO - energy,
        rounding_kg=avoided - (longer + second - repair - energy),
        avoided_kg=avoided,
    )
