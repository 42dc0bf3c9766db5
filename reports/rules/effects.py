"""Effects of a year by CFIT-EM: carbon with interval and range, what caused it, materials, when it happens."""

from fractions import Fraction

from monitoring.calculator import (
    FactorSet,
    LineInput,
    avoided_by_year,
    line_effects,
    monte_carlo,
    roll_up_lines,
)
from monitoring.calculator.secondlife import second_life
from monitoring.calculator.sensitivities import alternatives, tornado
from monitoring.calculator.waterfall import waterfall
from monitoring.calculator.years import series
from reports.rules.facts import Facts, LineFact
from reports.rules.telling import Tell, silent

RUNS = 10_000
SENTENCE = (
    "Expected avoided emissions compare with buying new devices every three to four years (Pact, footnote 3). They are "
    "an estimate before the fact, not a reduction in any organisation's inventory, and must not be used as an offset."
)
MATERIALS = ("product_mass_saved_kg", "raw_material_saved_kg", "adpe_saved_kg_sb_eq")


def with_factors(lines: list[LineFact], factors: FactorSet) -> list[LineFact]:
    """Lines of the product groups that the method of the year knows; a group that came into scope by decision is
    counted, and calculated from the version of the method on that has factors for it (1.1.2)."""
    return [line for line in lines if line.product_group in factors.groups or factors.computes(line.product_group)]


def inputs(lines: list[LineFact]) -> list[LineInput]:
    """The lines that can be calculated: those with a known number of devices."""
    return [
        LineInput(
            line.product_group,
            line.condition.lower(),
            line.quantity,
            Fraction(line.lifetime_months, 12) if line.lifetime_months else None,
            line.country or None,
            None,
            line.organization_country or None,
        )
        for line in lines
        if line.quantity
    ]


def of(facts: Facts, lines: list[LineFact], factors: FactorSet, tell: Tell = silent) -> dict:
    """All effect figures of a year; the interval is seeded by year and edition, so that it can be recomputed."""
    lines = with_factors(lines, factors)
    given = inputs(lines)
    tell(10, "Adding up the effects")
    total = roll_up_lines(((None, line) for line in given), factors).get(None)
    found = {**_totals(total), "materials": _materials(total), "sentence": SENTENCE}
    for percent, words, name, make in (
        (20, f"Calculating the interval: {RUNS:,} runs", "interval", lambda: _interval(facts, given, factors)),
        (40, "Effects by product", "by_product", lambda: _by_product(given, factors, facts.names)),
        (50, "What caused them", "waterfall", lambda: _causes(given, factors)),
        (60, "When they happen", "by_calendar_year", lambda: _calendar(given, facts.year, factors)),
        (65, "A second life", "second_life", lambda: _second_life(lines, factors)),
        (70, "Changing one number at a time", "tornado", lambda: _swings(given, factors)),
        (85, "Named alternatives", "alternatives", lambda: _alternatives(given, factors)),
    ):
        tell(percent, words)
        found[name] = make()
    return found


def _interval(facts: Facts, given: list[LineInput], factors: FactorSet) -> dict:
    interval = monte_carlo(given, factors, RUNS, seed=facts.year * 100 + facts.edition)
    return {
        "p5_kg": _kg(interval.p5),
        "median_kg": _kg(interval.median),
        "p95_kg": _kg(interval.p95),
        "runs": interval.n,
        "seed": interval.seed,
    }


def _causes(given: list[LineInput], factors: FactorSet) -> dict[str, str]:
    return {name: str(kg) for name, kg in waterfall(line_effects(given, factors)).steps()}


def _swings(given: list[LineInput], factors: FactorSet) -> list[dict]:
    return [
        {"name": swing.name, "low_kg": str(swing.low_kg), "high_kg": str(swing.high_kg)}
        for swing in tornado(given, factors)
    ]


def _alternatives(given: list[LineInput], factors: FactorSet) -> list[dict]:
    return [
        {"name": one.name, "avoided_kg": str(one.avoided_kg), "reduction": str(one.reduction_fraction)}
        for one in alternatives(given, factors)
    ]


def _kg(value: float) -> str:
    """Kilograms of the interval to whole kilograms: its last digits carry no meaning."""
    return str(round(value))


def _totals(total) -> dict:
    if total is None:
        zero = "0.000"
        return {
            "reference_kg": zero,
            "actual_kg": zero,
            "avoided_kg": zero,
            "avoided_least_kg": zero,
            "avoided_greatest_kg": zero,
            "reduction": "0.000000",
            "band": "below",
            "service_years": zero,
            "assumed": {},
        }
    least, greatest = total.avoided_interval_kg
    return {
        "reference_kg": str(total["baseline_emissions_kg"]),
        "actual_kg": str(total["actual_emissions_kg"]),
        "avoided_kg": str(total["avoided_kg"]),
        "avoided_least_kg": str(least),
        "avoided_greatest_kg": str(greatest),
        "reduction": str(total.reduction_fraction),
        "band": total.band,
        "service_years": str(total["service_years"]),
        "assumed": dict(total.assumed),
    }


def _by_product(given: list[LineInput], factors: FactorSet, names: dict[str, str]) -> list[dict]:
    """Per user and eight years, by product group; a user with laptop and phone is the two added."""
    sums = roll_up_lines(((line.product_group, line) for line in given), factors)
    rows = []
    for code, name in names.items():
        if code not in sums:
            continue
        one = sums[code]
        rows.append(
            {
                "code": code,
                "name": name,
                **_totals(one),
                "reference_per_user_kg": str(one.baseline_per_user_8y_kg),
                "actual_per_user_kg": str(one.actual_per_user_8y_kg),
                "avoided_per_user_kg": str(one.per_user_8y_kg),
            }
        )
    return rows


def _materials(total) -> dict:
    if total is None:
        return {}
    names = [name for name in total.figures if name in MATERIALS or name.endswith("_saved_g")]
    return {name: str(total[name]) for name in names}


def _calendar(given: list[LineInput], year: int, factors: FactorSet) -> dict[str, str]:
    per_line = (avoided_by_year(line, year, factors) for line in given)
    return {str(when): str(kg) for when, kg in series(per_line).items()}


def _second_life(lines: list[LineFact], factors: FactorSet) -> dict[str, str]:
    """The potential of a second life after our use: never part of a total."""
    found = [
        second_life(line.product_group, line.quantity, line.end_of_life, factors)
        for line in lines
        if line.quantity and line.end_of_life in factors.arrangements
    ]
    known = [one for one in found if one is not None]
    return {
        "devices": str(sum((one.devices for one in known), start=0)),
        "avoided_kg": str(sum((one.avoided_kg for one in known), start=0)),
        "avoided_least_kg": str(sum((one.avoided_low_kg for one in known), start=0)),
        "avoided_greatest_kg": str(sum((one.avoided_high_kg for one in known), start=0)),
    }
