"""Roll-ups, where a line counts, calendar years, second life, users served, data quality."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from monitoring.calculator import (
    GroupUsers,
    LineInput,
    OrganizationUsers,
    Rollup,
    avoided_by_year,
    line_effect,
    roll_up,
    roll_up_by,
    shipped,
    stress_range,
    users_served,
)
from monitoring.calculator.attribution import UNAFFILIATED, Conflict, OwnedLine, by_home, distinct
from monitoring.calculator.quality import Stated, coverage, grade
from monitoring.calculator.secondlife import second_life
from monitoring.calculator.waterfall import waterfall
from monitoring.calculator.years import series, spread

from .test_calculator_lines import lines

FACTORS = shipped()
SCOPE = FACTORS.scope_at_start()
some_lines = some.lists(lines(most=10**6), max_size=12)


def laptops(n, years="6", condition="new", country="NL"):
    return LineInput("laptop", condition, n, years, country)


@settings(max_examples=50, database=None, deadline=None)
@given(some_lines, some_lines)
def test_roll_ups_add(one, other):
    first, second = ([line_effect(line, FACTORS) for line in part] for part in (one, other))
    assert roll_up(first) + roll_up(second) == roll_up(first + second)


@settings(max_examples=50, database=None, deadline=None)
@given(some_lines)
def test_a_total_is_the_sum_of_the_stored_line_values(rows):
    effects = [line_effect(line, FACTORS) for line in rows]
    rollup = roll_up(effects)
    assert rollup["avoided_kg"] == sum((each["avoided_kg"] for each in effects), Decimal(0))
    assert rollup.devices == sum(line.quantity for line in rows)
    assert min(stress_range(effects)) <= rollup["avoided_kg"] <= max(stress_range(effects))


@settings(max_examples=50, database=None, deadline=None)
@given(some_lines)
def test_the_steps_of_the_waterfall_reach_the_total(rows):
    steps = waterfall(line_effect(line, FACTORS) for line in rows)
    assert sum((amount for _, amount in steps.steps()), Decimal(0)) == steps.avoided_kg
    assert abs(steps.rounding_kg) <= Decimal("0.002") * len(rows)
    assert steps.repair_kg <= 0
    assert steps.energy_kg <= 0


def test_the_band_is_judged_exactly():
    """Pact 1.2.1.b: one-third to one-half."""

    def at(avoided):
        return Rollup(figures={"avoided_kg": Decimal(avoided), "baseline_emissions_kg": Decimal("3.000")}).band

    assert [at(text) for text in ("0.999", "1.000", "1.499", "1.500", "-1.000")] == [
        "below",
        "in_band",
        "in_band",
        "at_top",
        "below",
    ]
    assert roll_up([]).band == "below"


def test_a_user_with_laptop_and_phone_is_the_two_added():
    effects = [
        line_effect(line, FACTORS)
        for line in (
            laptops(1000),
            LineInput("smartphone", "new", 2000, "5", "BE"),
            LineInput("headset_webcam", "new", 9),
        )
    ]
    groups = roll_up_by(effects, lambda effect: effect.line.product_group)
    assert groups["laptop"].per_user_8y_kg + groups["smartphone"].per_user_8y_kg == Decimal("257.092")
    assert groups["headset_webcam"].counted_only == 9
    assert groups["headset_webcam"].per_user_8y_kg == 0


def test_assumptions_are_counted_in_devices():
    effects = [line_effect(laptops(5, None, country=None), FACTORS), line_effect(laptops(7, country="LI"), FACTORS)]
    assert roll_up(effects).assumed == {"lifetime_imputed": 5, "country_imputed": 5, "grid_fallback": 7}


def owned(id, line, organization, groups=(), **more):
    return OwnedLine(id, line, organization, tuple(groups), **more)


def test_a_line_counts_once_in_the_primary_group():
    rows = [owned("a", laptops(1), "A", ["NL", "DE"]), owned("b", laptops(2), "B"), owned("a", laptops(1), "A", ["DE"])]
    assert by_home(rows, {"A": "DE", "B": None}, SCOPE) == {"DE": [laptops(1)], UNAFFILIATED: [laptops(2)]}


def test_the_last_revision_of_a_line_counts():
    rows = [owned("a", laptops(2), "A", revision=2), owned("a", laptops(1), "A")]
    assert [each.line for each in distinct(rows)] == [laptops(2)]


def test_one_line_stated_in_two_ways_is_a_conflict():
    with pytest.raises(Conflict):
        distinct([owned("a", laptops(1), "A"), owned("a", laptops(2), "A")])


def test_several_groups_and_none_primary_is_a_conflict():
    with pytest.raises(Conflict):
        by_home([owned("a", laptops(1), "A", ["NL", "DE"])], {}, SCOPE)
    assert by_home([owned("a", laptops(1), "A", ["NL"])], {}, SCOPE)["NL"] == [laptops(1)]


def test_a_line_bought_on_behalf_counts_where_the_user_sits():
    rows = [owned("a", laptops(1), "CENTRAL", ["NL"], on_behalf_of="SCHOOL")]
    assert by_home(rows, {"CENTRAL": "NL", "SCHOOL": "DE"}, SCOPE)["DE"] == [laptops(1)]


def test_product_groups_outside_the_scope_stay_out_until_it_is_extended():
    tablet = owned("a", LineInput("tablet", "new", 1, 6, "NL"), "A", ["NL"])
    assert by_home([tablet], {}, SCOPE) == {UNAFFILIATED: []}
    assert by_home([tablet], {}, SCOPE | {"tablet"})["NL"] == [tablet.line]


@settings(max_examples=100, database=None, deadline=None)
@given(some.fractions(-(10**6), 10**6), some.fractions(Fraction(1, 4), 8), some.integers(2021, 2030))
def test_years_share_the_whole_amount_in_proportion(amount, lifetime, year):
    shares = spread(amount, lifetime, year)
    assert sum(shares.values()) == amount
    assert list(shares) == sorted(shares)
    assert min(shares) == year
    assert max(shares) + 1 >= year + Fraction(1, 2) + lifetime > max(shares)


def test_the_first_year_is_half_a_year():
    assert spread(Fraction(4), Fraction(1, 2), 2024) == {2024: 4}
    assert spread(Fraction(4), Fraction(1), 2024) == {2024: 2, 2025: 2}
    assert avoided_by_year(LineInput("printer_mfp", "new", 3), 2024, FACTORS) == {}
    assert set(avoided_by_year(laptops(0), 2024, FACTORS).values()) == {Decimal("0.000")}


def test_year_series_may_be_summed():
    both = series([avoided_by_year(laptops(1000, "4.5"), year, FACTORS) for year in (2024, 2023)])
    assert list(both) == [2023, 2024, 2025, 2026, 2027, 2028]
    assert both[2024] == Decimal("22059.657")


def test_second_life_is_a_potential_of_reuse_arrangements_only():
    potential = second_life("laptop", 1000, "donation", FACTORS)
    assert potential.avoided_kg == Decimal("130820.000")
    assert potential.avoided_low_kg < potential.avoided_kg < potential.avoided_high_kg
    assert second_life("laptop", 1000, "recycling_certified", FACTORS).avoided_kg == 0
    assert second_life("laptop", 1000, "internal_redeployment", FACTORS).devices == 0
    assert second_life("laptop", 1000, "waste_compensation", FACTORS).avoided_kg == 0
    assert second_life("printer_mfp", 1000, "donation", FACTORS) is None


def test_users_of_an_organisation_in_three_groups_count_once():
    """Pact 3.2.1.c; clauses: one organisation counts once whatever the number of groups."""
    groups = [GroupUsers(name, 100, ("A", "B" if name == "x" else "A")) for name in "xyz"]
    organizations = [
        OrganizationUsers("A", 30, approved=False),
        OrganizationUsers("C", 7, approved=True),
        OrganizationUsers("D", 9, approved=False),
        OrganizationUsers("E", 11, approved=True, procuring=False),
        OrganizationUsers("F", None, approved=True),
    ]
    served = users_served(groups, organizations, FACTORS)
    assert (served.sum_reported, served.double_counted, served.unaffiliated, served.users_served) == (300, 60, 7, 247)
    assert served.target_fraction == Decimal("0.000082")


def test_a_group_that_has_not_reported_counts_nothing():
    assert users_served([GroupUsers("x", None, ("gone",))] * 2, [], FACTORS).users_served == 0


def test_grades_and_coverage_by_devices():
    rows = [
        Stated(60, "invoice", True, True, True),
        Stated(20, "supplier report", True, True, False),
        Stated(15, "estimate", True, False, False),
        Stated(5, "invoice", False, True, True),
    ]
    assert [grade(row) for row in rows] == ["A", "B", "C", "D"]
    shares = coverage(rows)
    assert (shares.good_grade, shares.lifetime, shares.country) == (Decimal("0.8"), Decimal("0.95"), Decimal("0.85"))
    assert shares.by_grade == {"A": 60, "B": 20, "C": 15, "D": 5}
    assert coverage([]).good_grade == 0
