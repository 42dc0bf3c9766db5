"""The effect of what was accepted, for every line at once (Pact 1.2.1.b; effect methodology)."""

from datetime import datetime
from decimal import Decimal
from functools import cache

from django.db import transaction

from monitoring import calculator, verbs
from monitoring.calculator import LineInput
from monitoring.calculator.tables import factor_set
from monitoring.models import Cycle, LineEffect, MethodologyVersion
from monitoring.queries.effects import accepted_lines
from pact.access import Actor, CannotNow, scope
from pact.audit import record

BATCH = 1000


@cache
def _factors(version: str, sha256: str) -> calculator.FactorSet:
    """The factor set of a version, built from its stored tables; the hash proves it is the one that was adopted."""
    if version == calculator.shipped().version:
        factors = calculator.shipped()
    else:
        factors = factor_set(MethodologyVersion.objects.get(version=version).factors, version)
    if factors.sha256() != sha256:
        raise CannotNow(f"The factors of version {version} are not those that were adopted. Do not publish with them.")
    return factors


def factors_of(methodology: MethodologyVersion) -> calculator.FactorSet:
    return _factors(methodology.version, methodology.sha256)


def line_input(row: dict) -> LineInput:
    """An accepted line as the method takes it; without lifetime the method's own rule applies and is flagged."""
    months = row["lifetime_months"]
    return LineInput(
        product_group=row["product_group__code"],
        condition=row["condition"].lower(),
        quantity=row["quantity"],
        expected_lifetime_years=f"{months}/12" if months else None,
        country=row["country"] or None,
        organization_country=row["organization__country"] or None,
    )


@transaction.atomic
def calculate(cycle: Cycle, *, at: datetime, actor: Actor | None = None) -> int:
    """Calculate the accepted lines of a cycle under its methodology, and store each result. Returns how many.

    Lines with an unknown or no number are outside, and so are count-only product groups; both are counted in the
    report's coverage. Calculating again stores nothing that is there.
    """
    methodology = cycle.methodology
    if methodology is None:
        raise CannotNow(f"The cycle {cycle.year} has no methodology.")
    factors = factors_of(methodology)
    with scope.as_system("effects") as hand:
        rows = [row for row in accepted_lines(cycle) if row["quantity"]]
        known = set(LineEffect.objects.filter(methodology=methodology).values_list("line_id", flat=True))
        rows = [row for row in rows if row["pk"] not in known and _computable(row, factors)]
        effects = calculator.line_effects((line_input(row) for row in rows), factors)
        made = [_stored(row, effect, methodology, at) for row, effect in zip(rows, effects, strict=True)]
        made = [effect for effect in made if effect]
        LineEffect.objects.bulk_create(made, batch_size=BATCH)
        facts = {"year": cycle.year, "version": methodology.version, "lines": len(made)}
        record(actor or hand, verbs.EFFECTS_CALCULATED, cycle, at=at, clause="1.2.1.b", **facts)
    return len(made)


def _computable(row: dict, factors: calculator.FactorSet) -> bool:
    return not calculator.check(line_input(row), factors)


def _stored(
    row: dict, effect: calculator.LineEffect, methodology: MethodologyVersion, at: datetime
) -> LineEffect | None:
    if not effect.computed:
        return None
    inputs = {name: str(value) if value is not None else None for name, value in effect.line._asdict().items()}
    return LineEffect(
        line_id=row["pk"],
        methodology=methodology,
        organization_id=row["organization_id"],
        group_id=row["version__submission__group_id"],
        reference_kg=effect["baseline_emissions_kg"],
        actual_kg=effect["actual_emissions_kg"],
        avoided_kg=effect["avoided_kg"],
        service_years=effect["service_years"],
        flags=list(effect.flags),
        inputs={**inputs, "grid_code": effect.grid_code, "scenario": effect.scenario},
        outputs={name: str(value) for name, value in effect.figures.items() if isinstance(value, Decimal)},
        calculated_at=at,
    )
