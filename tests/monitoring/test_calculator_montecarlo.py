"""The seeded interval: to the last digit reproducible, and equal to the method written out line by line."""

import random
from math import isclose, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from monitoring.calculator import Interval, LineInput, monte_carlo, shipped
from monitoring.calculator.inputs import clean, grid_of
from monitoring.calculator.materials import replaced
from monitoring.calculator.montecarlo import Triangle

from .test_calculator_lines import lines

FACTORS = shipped()
CONDITIONS = ("new", "refurbished", "remanufactured")
PLAIN = [
    LineInput("laptop", "new", 1000, "6", "NL"),
    LineInput("laptop", "refurbished", 300, None, "DE"),
    LineInput("smartphone", "remanufactured", 120, "3", None, {"battery": 20}),
    LineInput("tablet", "new", 40, "15", "PL", {}),
    LineInput("printer_mfp", "new", 40, "15", "PL"),
]


def triangular(u, a, c, b):
    if a == b:
        return c
    return a + sqrt(u * (b - a) * (c - a)) if u < (c - a) / (b - a) else b - sqrt((1 - u) * (b - a) * (b - c))


def embodied(group, condition):
    value = FACTORS.embodied[f"{group}|{condition}"]
    return tuple(float(value.at(name)) for name in ("low", "central", "high"))


def by_hand(rows, n, seed):
    """CFIT-EM 4, "Uncertainty", line by line and run by run."""
    rows = [clean(line, FACTORS) for line in rows]
    rows = [line for line in rows if FACTORS.computes(line.product_group)]
    uniform = random.Random(seed).random
    results = []
    for _ in range(n):
        t, reached = triangular(uniform(), -1, 0, 1), triangular(uniform(), 0.85, 1, 1)
        rho, pi = triangular(uniform(), 0, 0.018, 0.05), triangular(uniform(), 0, 0, 0.1)
        drawn = {
            (group, condition): triangular(uniform(), *embodied(group, condition))
            for group in sorted({line.product_group for line in rows})
            for condition in CONDITIONS
        }
        d = triangular(uniform(), 0.8, 1, 1)
        results.append(sum(avoided(line, t, reached, rho, pi, drawn, d) for line in rows))
    return sorted(results)


def avoided(line, t, reached, rho, pi, drawn, d):
    life = FACTORS.parameter("baseline_lifetime_years", line.product_group)
    low, centre, high = (float(life.at(name)) for name in ("low", "central", "high"))
    base = centre + t * (centre - high if t < 0 else low - centre)
    new, used = drawn[line.product_group, "new"], line.condition != "new"
    stated = line.expected_lifetime_years
    years = min((min(base, 3 * reached) if used else base) if stated is None else float(stated) * reached, 8)
    extension = max(0, years - base)
    parts = replaced(line, FACTORS)
    repair = new * (rho * extension if parts is None else float(parts.gwp))
    power = float(FACTORS.electricity[line.product_group] * grid_of(line, FACTORS).kg_per_kwh)
    each = (d if used else 1) * new * years / base - drawn[line.product_group, line.condition] - repair
    return line.quantity * (each - pi * power * (years if used else extension))


@settings(max_examples=40, database=None, deadline=None)
@given(some.lists(lines(most=10**5), min_size=1, max_size=8), some.integers(0, 10**9))
def test_merged_classes_give_what_the_method_gives_line_by_line(rows, seed):
    found, expected = monte_carlo(rows, FACTORS, 40, seed=seed), by_hand(rows, 40, seed)
    scale = max(map(abs, expected)) + sum(line.quantity for line in rows)
    for value, position in ((found.p5, 2), (found.median, 20), (found.p95, 38)):
        assert isclose(value, expected[position], rel_tol=1e-9, abs_tol=1e-9 * scale)
    assert isclose(found.mean, sum(expected) / 40, rel_tol=1e-9, abs_tol=1e-9 * scale)


def test_the_same_seed_gives_the_same_digits_in_any_order_and_cut():
    whole = monte_carlo(PLAIN, FACTORS, 500, seed=7)
    cut = [line for line in PLAIN if line.repairs is not None]
    for line in [line for line in PLAIN if line.repairs is None]:
        first = line.quantity // 3
        cut += [line._replace(quantity=first), line._replace(quantity=line.quantity - first)]
    assert monte_carlo(list(reversed(PLAIN)), FACTORS, 500, seed=7) == whole
    assert monte_carlo(cut, FACTORS, 500, seed=7) == whole
    assert monte_carlo(PLAIN, FACTORS, 500, seed=8) != whole


def test_the_quantiles_are_ordered_and_the_defaults_are_the_report_s():
    interval = monte_carlo(PLAIN, FACTORS, seed=20210614)
    assert interval.n == 10_000
    assert interval.p5 < interval.median < interval.p95


def test_a_missing_lifetime_of_new_devices_is_exactly_nothing():
    line = LineInput("laptop", "new", 3, None, None)
    assert monte_carlo([line], FACTORS, 200, seed=0) == Interval(0, 0, 0, 0, 200, 0)


def test_nothing_to_compute_is_nothing():
    assert monte_carlo([], FACTORS, 10, seed=1) == Interval(0, 0, 0, 0, 10, 1)
    assert monte_carlo([LineInput("printer_mfp", "new", 4)], FACTORS, 10, seed=1).median == 0
    assert monte_carlo([PLAIN[0]._replace(quantity=0)], FACTORS, 10, seed=1).p95 == 0


@pytest.mark.parametrize("n", [0, -1, 10**9])
def test_an_odd_number_of_runs_is_refused(n):
    with pytest.raises(ValueError, match="iterations"):
        monte_carlo(PLAIN, FACTORS, n, seed=1)


def test_the_inverse_triangular_meets_its_ends_and_mode():
    triangle = Triangle(1.0, 2.0, 5.0)
    assert (triangle.at(0.0), triangle.at(0.25), round(triangle.at(1.0), 12)) == (1.0, 2.0, 5.0)
    assert Triangle(3.0, 3.0, 3.0).at(0.4) == 3.0
