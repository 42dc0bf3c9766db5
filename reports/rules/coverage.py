"""Who reported, and each buyer group beside its coverage. No ranking by tonnes: size would win."""

from dataclasses import asdict

from monitoring.calculator import FactorSet, roll_up_lines
from reports.rules import devices, effects
from reports.rules.facts import Facts, LineFact, PactFact, ReporterFact
from reports.rules.shares import share


def pact(fact: PactFact) -> dict:
    return {**asdict(fact), "users_share": share(fact.users, fact.users_target)}


def of(reporters: tuple[ReporterFact, ...]) -> dict:
    """Counts by state; a nil report is a report (3.1.2)."""
    by = {
        state: sum(one.state == state for one in reporters) for state in ("REPORTED", "NIL", "NOT_ACCEPTED", "MISSING")
    }
    reported = by["REPORTED"] + by["NIL"]
    return {
        "asked": len(reporters),
        "reported": reported,
        "nil": by["NIL"],
        "not_accepted": by["NOT_ACCEPTED"],
        "missing": by["MISSING"],
        "share": share(reported, len(reporters)),
    }


def groups(facts: Facts, lines: list[LineFact], factors: FactorSet) -> list[dict]:
    """A row for each buyer group and one, without slug, for those that report to the Secretariat."""
    sums = roll_up_lines(((line.group, given) for line, given in _pairs(effects.with_factors(lines, factors))), factors)
    rows = []
    for group in facts.groups:
        mine = [line for line in lines if line.group == group.slug]
        asked = tuple(one for one in facts.reporters if one.group == group.slug)
        counted = devices.of(mine, facts.names)
        one = sums.get(group.slug)
        rows.append(
            {
                "slug": group.slug,
                "name": group.name,
                "coordinator": group.coordinator,
                "members": group.members,
                "users": group.users,
                "sections": group.sections,
                "coverage": of(asked),
                "devices": counted["total"],
                "used_share": counted["used_share"],
                "circular_fair_share": counted["circular_fair_share"],
                "avoided_kg": str(one["avoided_kg"]) if one else "0.000",
                "reduction": str(one.reduction_fraction) if one else "0.000000",
            }
        )
    return rows


def _pairs(lines: list[LineFact]):
    known = [line for line in lines if line.quantity]
    return zip(known, effects.inputs(known), strict=True)
