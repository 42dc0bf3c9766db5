"""Many lines at once give the line engine's figures to the last digit (performance.md, G13)."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from monitoring.calculator import (
    InvalidLine,
    LineInput,
    line_effect,
    line_effects,
    monte_carlo,
    roll_up,
    roll_up_lines,
    shipped,
)
from monitoring.calculator.factors import Range

from .test_calculator_lines import lines

FACTORS = shipped()
HALF = Fraction(1, 2)
# Numbers that make ties, penalties in every scenario, and displacement in the centre.
AWKWARD = FACTORS.changed(
    "1.0.1-test",
    {
        "old_device_energy_penalty|*": Range(Fraction(1, 10), Fraction(1, 16), Fraction(1, 32)),
        "refurb_displacement_rate|*": Range(HALF, Fraction(7, 8), Fraction(1)),
        "lifetime_realisation|*": Range(HALF, Fraction(3, 4), Fraction(1)),
        "baseline_lifetime_years|laptop": Range(Fraction(4), Fraction(4), Fraction(2)),
        "baseline_lifetime_years|monitor": Range(Fraction(9), Fraction(10), Fraction(8)),
    },
)
COUNTED = some.integers(0, 50).map(lambda n: LineInput("printer_mfp", "new", n, None, "NL"))
mixed = some.lists(some.one_of(lines(most=3000), lines(), COUNTED), max_size=30)


@pytest.mark.parametrize("factors", [FACTORS, AWKWARD], ids=["shipped", "awkward"])
@settings(max_examples=60, database=None, deadline=None)
@given(rows=mixed)
def test_effects_equal_those_of_the_line_engine(factors, rows):
    assert list(line_effects(rows, factors)) == [line_effect(line, factors) for line in rows]


@pytest.mark.parametrize("factors", [FACTORS, AWKWARD], ids=["shipped", "awkward"])
@settings(max_examples=60, database=None, deadline=None)
@given(rows=mixed, keys=some.lists(some.sampled_from("abc"), min_size=30, max_size=30))
def test_keyed_sums_equal_those_of_the_line_engine(factors, rows, keys):
    found = roll_up_lines(zip(keys, rows, strict=False), factors)
    for key in set(keys[: len(rows)]):
        own = [line_effect(line, factors) for line, mine in zip(rows, keys, strict=False) if mine == key]
        assert found[key] == roll_up(own)


def test_a_long_pile_is_counted_by_number_and_stays_equal():
    rows = [LineInput("laptop", "refurbished", n % 37, f"{n % 5 + 3}.5", "NL") for n in range(2000)]
    total = roll_up([line_effect(line, AWKWARD) for line in rows])
    assert roll_up_lines(((None, line) for line in rows), AWKWARD)[None] == total
    by_two = roll_up_lines(((n % 2, line) for n, line in enumerate(rows)), AWKWARD)
    assert by_two[0] + by_two[1] == total


def test_no_rows_no_sums():
    assert roll_up_lines([], FACTORS) == {}


WRONG = [
    LineInput("laptop", "new", -1, 6, "NL"),
    LineInput("laptop", "new", True, 6, "NL"),
    LineInput("laptop", "new", 1, 0, "NL"),
    LineInput("laptop", "new", 1, 6, "XX"),
    LineInput("laptop", "new", 1, 6, None, None, "XX"),
    LineInput("laptop", "new", 1, 6, "NL", {"engine": 1}),
    LineInput("toaster", "new", 1, 6, "NL"),
    LineInput("printer_mfp", "new", 1, 6, "XX"),
]


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_line_is_refused_everywhere(line):
    good = LineInput("laptop", "new", 1, 6, "NL")
    with pytest.raises(InvalidLine):
        roll_up_lines([(None, good), (None, line)], FACTORS)
    with pytest.raises(InvalidLine):
        list(line_effects([good, line], FACTORS))
    with pytest.raises(InvalidLine):
        monte_carlo([good, line], FACTORS, 10, seed=1)
