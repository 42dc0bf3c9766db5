"""What a line may state, and the codes of what it may not."""

from decimal import Decimal
from fractions import Fraction

import pytest

from monitoring.calculator import InvalidLine, LineInput, check, line_effect, shipped
from monitoring.calculator.exact import exact, fixed, total
from monitoring.calculator.inputs import clean

FACTORS = shipped()
GOOD = LineInput("laptop", "new", 10, 6, "NL")

WRONG = [
    ({"product_group": "toaster"}, "unknown", "product_group"),
    ({"product_group": ["laptop"]}, "unknown", "product_group"),
    ({"product_group": None}, "required", "product_group"),
    ({"condition": "reused_internal"}, "unknown", "condition"),
    ({"condition": ""}, "required", "condition"),
    ({"quantity": -1}, "negative", "quantity"),
    ({"quantity": 10**10 + 1}, "too_large", "quantity"),
    ({"quantity": 1.5}, "not_integer", "quantity"),
    ({"quantity": Decimal(10)}, "not_integer", "quantity"),
    ({"quantity": True}, "not_integer", "quantity"),
    ({"quantity": "10"}, "not_integer", "quantity"),
    ({"quantity": None}, "required", "quantity"),
    ({"expected_lifetime_years": 0}, "too_small", "expected_lifetime_years"),
    ({"expected_lifetime_years": "-3"}, "too_small", "expected_lifetime_years"),
    ({"expected_lifetime_years": "0.49"}, "too_small", "expected_lifetime_years"),
    ({"expected_lifetime_years": "20.01"}, "too_large", "expected_lifetime_years"),
    ({"expected_lifetime_years": "six"}, "not_number", "expected_lifetime_years"),
    ({"expected_lifetime_years": 6.0}, "not_number", "expected_lifetime_years"),
    ({"expected_lifetime_years": Decimal("NaN")}, "not_number", "expected_lifetime_years"),
    ({"expected_lifetime_years": "1/0"}, "not_number", "expected_lifetime_years"),
    ({"country": "XX"}, "unknown", "country"),
    ({"country": "nl"}, "unknown", "country"),
    ({"country": "EU"}, "unknown", "country"),
    ({"country": "WORLD"}, "unknown", "country"),
    ({"country": "XK"}, "unknown", "country"),
    ({"country": 31}, "unknown", "country"),
    ({"organization_country": "XX"}, "unknown", "organization_country"),
    ({"repairs": {"engine": 1}}, "unknown", "repairs"),
    ({"repairs": {"battery": -1}}, "negative", "repairs"),
    ({"repairs": {"battery": 1.5}}, "not_integer", "repairs"),
    ({"repairs": {"battery": None}}, "required", "repairs"),
    ({"repairs": 3}, "not_repairs", "repairs"),
    ({"repairs": "battery"}, "not_repairs", "repairs"),
    ({"product_group": "tablet", "repairs": {"battery": 1}}, "unknown", "repairs"),
]


@pytest.mark.parametrize(("change", "code", "field"), WRONG)
def test_a_line_that_cannot_be_calculated_says_code_field_and_a_sentence(change, code, field):
    line = GOOD._replace(**change)
    (problem,) = check(line, FACTORS)
    assert (problem.code, problem.field) == (code, field)
    assert problem.message.endswith(".")
    with pytest.raises(InvalidLine):
        line_effect(line, FACTORS)


def test_all_problems_are_said_at_once():
    line = LineInput("toaster", "odd", -1, 0, "XX", {"engine": 1})
    assert [problem.field for problem in check(line, FACTORS)] == [
        "product_group",
        "condition",
        "quantity",
        "expected_lifetime_years",
        "country",
        "repairs",
    ]


@pytest.mark.parametrize("change", [
    {"expected_lifetime_years": "0.5"},
    {"expected_lifetime_years": 20},
    {"expected_lifetime_years": "72/12"},
    {"expected_lifetime_years": ""},
    {"quantity": 0},
    {"quantity": 10**10},
    {"repairs": {}},
    {"repairs": (("battery", 0),)},
    {"country": ""},
])  # fmt: skip
def test_the_edges_are_accepted(change):
    assert check(GOOD._replace(**change), FACTORS) == []


def test_a_count_only_line_is_checked_all_the_same():
    assert check(LineInput("printer_mfp", "new", -1, 0, "XX"), FACTORS)


def test_a_clean_line_is_exact_and_sorted():
    line = clean(GOOD._replace(expected_lifetime_years="4.5", repairs={"ssd": 1, "battery": 2}, country="NL"), FACTORS)
    assert line.expected_lifetime_years == Fraction(9, 2)
    assert line.repairs == (("battery", 2), ("ssd", 1))
    assert clean(line, FACTORS) == line


@pytest.mark.parametrize("value", ["1e9", "", "½", "1/2/3", "9" * 41, None, 1.0, Decimal("1e50"), True, "0x10"])
def test_odd_numbers_are_refused(value):
    with pytest.raises(ValueError):
        exact(value)


def test_rounding_is_half_to_even():
    assert [fixed(Fraction(n, 10_000), 3) for n in (5, 15, 25, -5, -15)] == [
        Decimal(text) for text in ("0.000", "0.002", "0.002", "0.000", "-0.002")
    ]
    assert str(fixed(Fraction(-1, 10_000), 3)) == "0.000"


def test_sums_are_exact_whatever_their_size():
    large = Decimal("99999999999999999999999999999999.001")
    assert total([large] * 3, 3) == Decimal("299999999999999999999999999999997.003")
    assert str(total([], 3)) == "0.000"
