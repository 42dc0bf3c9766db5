"""Materials saved by one device, central scenario (CFIT-EM 4, "Materials").

saved_x = x_g * [L / L_b - kappa - o]: kappa the share of new parts in what was bought (1 for new devices), o the parts
replaced later. E-waste avoided is the product mass saved, read at the exit; the two are never added.
"""

from fractions import Fraction
from typing import NamedTuple

from .devices import ONE, ZERO, Device
from .factors import FactorSet
from .inputs import LineInput

# The materials with their own parameters; every other element shares one.
MASS, RAW_MATERIAL, ADPE, COBALT, OTHER = "mass", "mips", "adpe", "cobalt", "other_elements"


class Replaced(NamedTuple):
    """Reported part replacements as shares of new devices: sum of share * count, per device or for a whole line."""

    gwp: Fraction
    mass: Fraction
    cobalt: Fraction

    def share(self, kind: str) -> Fraction:
        """o_x with reported repairs: raw material uses the GWP share; ADPe and other elements are 0."""
        return {MASS: self.mass, COBALT: self.cobalt, RAW_MATERIAL: self.gwp}.get(kind, ZERO)


NOTHING_REPLACED = Replaced(ZERO, ZERO, ZERO)


def replaced(line: LineInput, factors: FactorSet) -> Replaced | None:
    """What a clean line reports as replaced, per device; None when it reports nothing. No devices: no parts."""
    if line.repairs is None:
        return None
    if not line.quantity:
        return NOTHING_REPLACED
    return Replaced(*(share / line.quantity for share in replaced_in_all(line, factors)))


def replaced_in_all(line: LineInput, factors: FactorSet) -> Replaced:
    """The same for all devices of the line together."""
    parts = [(factors.parts[f"{line.product_group}|{part}"], count) for part, count in line.repairs or ()]
    return Replaced(
        sum((part.gwp * count for part, count in parts), ZERO),
        sum((part.mass * count for part, count in parts), ZERO),
        sum((part.cobalt * count for part, count in parts), ZERO),
    )


def saved(
    line: LineInput, device: Device, baseline_life: Fraction, parts: Replaced | None, factors: FactorSet
) -> dict[str, Fraction]:
    """Saved by one device: product mass and raw material in kg, ADPe in kg Sb eq, elements in g.

    A material without a factor for the product group is absent: no zero filling.
    """
    group = line.product_group
    result = {}

    def add(name: str, content: Fraction | None, kind: str) -> None:
        if content is not None:
            balance = device.lifetime / baseline_life - _new_share(line.condition, kind, group, factors)
            later = _later_share(device, kind, group, factors) if parts is None else parts.share(kind)
            result[name] = content * (balance - later)

    add("product_mass_saved_kg", factors.masses.get(group), MASS)
    add("raw_material_saved_kg", factors.raw_materials.get(group), RAW_MATERIAL)
    add("adpe_saved_kgsbeq", factors.adpe.get(group), ADPE)
    for element, grams in factors.elements.get(group, {}).items():
        add(f"{element}_saved_g", grams, COBALT if element == "cobalt" else OTHER)
    return result


def _new_share(condition: str, kind: str, group: str, factors: FactorSet) -> Fraction:
    """kappa: 1 for new devices, else the share of new parts."""
    if condition == "new":
        return ONE
    return factors.parameter(f"new_parts_share_{kind}_{condition}", group).central


def _later_share(device: Device, kind: str, group: str, factors: FactorSet) -> Fraction:
    """o_x = rho_x * X, the default overhead."""
    return factors.parameter(f"repair_{kind}_per_extension_year", group).central * device.extension
