"""The factor set: every number of the method that is not an input, immutable, with its fingerprint (CFIT-EM 4, 5).

A `FactorSet` is built from rows (`tables.py`) or from what an examples file states (`stated.py`). Rows never change
once a version is adopted; another value is another version (4, "Versioning").
"""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .exact import exact

METHODOLOGY = "CFIT-EM"
WORLD = "WORLD"
CONDITIONS = ("new", "refurbished", "remanufactured")
SCENARIOS = ("low", "central", "high")


@dataclass(frozen=True, slots=True)
class Range:
    """A value in the three coherent scenarios. `low` belongs to low savings, which is not always the smaller number."""

    low: Fraction
    central: Fraction
    high: Fraction

    def at(self, scenario: str) -> Fraction:
        """The value in scenario "low", "central" or "high"."""
        return getattr(self, scenario)

    def held_at(self, value: Fraction) -> "Range":
        """The same value in all three scenarios."""
        return Range(value, value, value)

    @classmethod
    def stated(cls, central: object, low: object = None, high: object = None) -> "Range":
        """A range from stated numbers; a missing end is the central value."""
        middle = exact(central)
        return cls(middle if low in (None, "") else exact(low), middle, middle if high in (None, "") else exact(high))


@dataclass(frozen=True, slots=True)
class Part:
    """Shares of a new device that one replaced part carries (repair_parts.csv)."""

    gwp: Fraction
    mass: Fraction
    cobalt: Fraction


@dataclass(frozen=True, slots=True)
class Arrangement:
    """An end-of-life arrangement; `reuse` is the share of devices that get a second life, None where it is no reuse."""

    code: str
    waste_hierarchy: str
    counts_as: str
    reuse: Range | None


@dataclass(frozen=True, slots=True)
class ProductGroup:
    """A product group. Outside the starting scope it is "shadow" until a decision of the Steering Committee."""

    code: str
    name: str
    in_scope_at_start: bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FactorSet:
    """One version of the method's numbers. Keys of pairs are "group|condition", "parameter|group", "group|part".

    embodied: kg CO2e per device. electricity: kWh per device and year. grid: g CO2e per kWh by ISO alpha-3 or WORLD.
    countries: ISO alpha-2 and alpha-3 codes to alpha-3. masses, raw_materials: kg per device. adpe: kg Sb eq per
    device. elements: g per device by group and element. provisional: "group|element" not yet verified.
    cross_checks: "source|group", new embodied kg of another source, for sensitivities only.
    """

    version: str
    embodied: Mapping[str, Range]
    electricity: Mapping[str, Fraction]
    grid: Mapping[str, Fraction]
    countries: Mapping[str, str]
    parameters: Mapping[str, Range]
    masses: Mapping[str, Fraction]
    raw_materials: Mapping[str, Fraction]
    adpe: Mapping[str, Fraction]
    elements: Mapping[str, Mapping[str, Fraction]]
    provisional: frozenset[str]
    parts: Mapping[str, Part]
    arrangements: Mapping[str, Arrangement]
    groups: Mapping[str, ProductGroup]
    cross_checks: Mapping[str, Fraction]
    methodology: str = METHODOLOGY

    def __repr__(self) -> str:
        return f"<FactorSet {self.methodology} {self.version}>"

    def parameter(self, name: str, group: str = "*") -> Range:
        """A parameter for a product group, or the one that holds for all. Raises KeyError when there is none."""
        own = self.parameters.get(f"{name}|{group}")
        return own if own is not None else self.parameters[f"{name}|*"]

    def computes(self, group: str, condition: str = "new") -> bool:
        """False for count-only groups: counted, never computed, until an approved factor exists (4, "Rules")."""
        return (
            f"{group}|new" in self.embodied
            and f"{group}|{condition}" in self.embodied
            and group in self.electricity
            and f"baseline_lifetime_years|{group}" in self.parameters
        )

    def scope_at_start(self) -> frozenset[str]:
        """The product groups in Pact totals before any decision on scope (Pact 1.1.1, preamble)."""
        return frozenset(code for code, group in self.groups.items() if group.in_scope_at_start)

    def changed(self, version: str, parameters: Mapping[str, Range]) -> "FactorSet":
        """The same set under another version with some parameters changed; this one stays as it is."""
        return dataclasses.replace(self, version=version, parameters={**self.parameters, **parameters})

    def parameter_sha256(self) -> str:
        """Fingerprint of the parameters: sha256 of their canonical JSON (4, "Versioning")."""
        return fingerprint(
            {
                "methodology": self.methodology,
                "version": self.version,
                "parameters": {key: _plain(value) for key, value in self.parameters.items()},
            }
        )

    def sha256(self) -> str:
        """Fingerprint of everything in the set; a published report prints it."""
        return fingerprint(_plain(self))


def fingerprint(facts: object) -> str:
    """sha256 of canonical JSON: keys sorted, separators "," and ":", fractions as p/q text, UTF-8."""
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    """A value of the set in words that JSON knows."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value
