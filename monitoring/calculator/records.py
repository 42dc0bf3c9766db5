"""What is stored of a calculated line, and how it is read again (CFIT-EM 4, "Versioning").

A line result stores version, inputs used, flags and outputs, so that a published report can be recomputed and audited
without asking which factors were valid then. `StoredEffect` is plain data: `as_facts` gives JSON, `of_facts` reads it.
A stored effect is never rewritten; another version or a corrected line is another record.
"""

from dataclasses import dataclass
from decimal import Decimal

from .factors import FactorSet, fingerprint
from .inputs import LineInput, clean
from .lines import LineEffect, line_effect, line_rates

# What the calculation of a line took from the factor set, each as text: a fraction p/q.
USED = (
    "horizon",
    "baseline_life",
    "realisation",
    "repair_rate",
    "old_device_penalty",
    "displacement",
    "new_embodied",
    "burden",
    "kwh_per_year",
    "grid_kg_per_kwh",
)


@dataclass(frozen=True, slots=True)
class StoredEffect:
    """One line's result as it is stored.

    version, parameter_sha256, factors_sha256: which numbers; inputs: what the line stated, lifetime as p/q text;
    used: by scenario, the numbers taken from the factor set, and the shares of reported repairs; flags: what was
    assumed or cut; outputs: figures as decimal text; computed False and no outputs for a count-only group.
    """

    version: str
    parameter_sha256: str
    factors_sha256: str
    inputs: dict[str, object]
    used: dict[str, dict[str, str]]
    grid_code: str | None
    flags: tuple[str, ...]
    computed: bool
    outputs: dict[str, str]

    def as_facts(self) -> dict[str, object]:
        """The record as JSON values."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__} | {"flags": list(self.flags)}

    @classmethod
    def of_facts(cls, facts: dict[str, object]) -> "StoredEffect":
        """The record from JSON values."""
        return cls(**{**facts, "flags": tuple(facts["flags"])})

    def sha256(self) -> str:
        """Fingerprint of the whole record."""
        return fingerprint(self.as_facts())

    def figure(self, name: str) -> Decimal | None:
        """An output by name, None where it was not computed."""
        return Decimal(self.outputs[name]) if name in self.outputs else None

    def line(self) -> LineInput:
        """The line that was calculated; calculating it again with the same factor set gives the same outputs."""
        repairs = self.inputs["repairs"]
        return LineInput(**{**self.inputs, "repairs": None if repairs is None else tuple(map(tuple, repairs))})


def stored(line: LineInput, factors: FactorSet) -> StoredEffect:
    """Calculates a line and says everything that is worth keeping. Raises InvalidLine."""
    return record_of(line_effect(line, factors), factors)


def record_of(effect: LineEffect, factors: FactorSet) -> StoredEffect:
    """The record of an effect calculated with `factors`."""
    line = clean(effect.line, factors)
    return StoredEffect(
        version=effect.version,
        parameter_sha256=factors.parameter_sha256(),
        factors_sha256=factors.sha256(),
        inputs=_inputs(line),
        used=_used(line, factors) if effect.computed else {},
        grid_code=effect.grid_code,
        flags=effect.flags,
        computed=effect.computed,
        outputs={name: str(value) for name, value in effect.figures.items()},
    )


def _inputs(line: LineInput) -> dict[str, object]:
    years = line.expected_lifetime_years
    return line._asdict() | {
        "expected_lifetime_years": None if years is None else str(years),
        "repairs": None if line.repairs is None else [list(pair) for pair in line.repairs],
    }


def _used(line: LineInput, factors: FactorSet) -> dict[str, dict[str, str]]:
    rates = line_rates(line, factors)
    used = {scenario.name: {name: str(getattr(scenario, name)) for name in USED} for scenario in rates.scenarios}
    if rates.parts is not None:
        used["reported_repairs"] = {name: str(getattr(rates.parts, name)) for name in ("gwp", "mass", "cobalt")}
    return used
