"""The effect of one line: the method's own arithmetic, its headline, and what must hold for every line."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from monitoring.calculator import LineInput, line_effect, shipped
from monitoring.calculator.inputs import clean
from monitoring.calculator.lines import line_rates

FACTORS = shipped()
COMPUTED = ("laptop", "smartphone", "tablet", "desktop", "monitor", "thin_client")
PARTS = {group: [key.split("|")[1] for key in FACTORS.parts if key.startswith(f"{group}|")] for group in COMPUTED}

lifetimes = some.one_of(some.none(), some.integers(6, 240).map(lambda months: Fraction(months, 12)))
countries = some.sampled_from([None, "NL", "KE", "LI", "CF", "ZM", "TM", "NO"])


@some.composite
def lines(draw, most=10**10):
    group = draw(some.sampled_from(COMPUTED))
    counts = (
        some.dictionaries(some.sampled_from(PARTS[group]), some.integers(0, 5000)) if PARTS[group] else some.just({})
    )
    return LineInput(
        group,
        draw(some.sampled_from(["new", "refurbished", "remanufactured"])),
        draw(some.integers(0, most)),
        draw(lifetimes),
        draw(countries),
        draw(some.one_of(some.none(), counts)),
        draw(some.sampled_from([None, "DE"])),
    )


def checked(test):
    return settings(max_examples=150, database=None, deadline=None)(test)


def rates(line):
    return line_rates(clean(line, FACTORS), FACTORS).summed


@checked
@given(lines())
def test_avoided_is_reference_less_actual_exactly(line):
    exact = rates(line)
    assert exact["avoided_kg"] == exact["baseline_emissions_kg"] - exact["actual_emissions_kg"]
    parts = exact["embodied_avoided_kg"] - exact["repair_kg"] - exact["use_penalty_kg"]
    assert exact["avoided_kg"] == parts


@checked
@given(lines())
def test_stored_values_round_the_exact_ones_half_even(line):
    effect = line_effect(line, FACTORS)
    for name, rate in rates(line).items():
        value = line.quantity * rate
        step = Fraction(1, 10 ** -effect[name].as_tuple().exponent)
        assert abs(Fraction(effect[name]) - value) <= step / 2
    assert effect["ewaste_avoided_kg"] == effect["product_mass_saved_kg"]


@checked
@given(lines(), some.integers(1, 24))
def test_a_longer_life_never_avoids_less_than_repair_and_energy_cost(line, months):
    """Within the horizon each further year is worth P / L_b less overhead; beyond it nothing changes."""
    if line.expected_lifetime_years is None or line.repairs is not None:
        return
    longer = line._replace(expected_lifetime_years=min(20, line.expected_lifetime_years + Fraction(months, 12)))
    assert rates(longer)["avoided_kg"] >= rates(line)["avoided_kg"]
    if line.expected_lifetime_years >= 8:
        assert rates(longer)["avoided_kg"] == rates(line)["avoided_kg"]


@checked
@given(lines(most=10**6))
def test_no_devices_no_totals_but_rates_stay(line):
    none = line_effect(line._replace(quantity=0, repairs=None), FACTORS)
    some_devices = line_effect(line._replace(quantity=7, repairs=None), FACTORS)
    for name, value in none.figures.items():
        if name in ("effective_lifetime", "per_user_8y_kg", "baseline_per_user_8y_kg"):
            assert value == some_devices[name]
        else:
            assert value == 0


@checked
@given(lines(most=10**5), some.integers(1, 9))
def test_devices_add_up_before_rounding(line, times):
    line = line._replace(repairs=None)
    more = line._replace(quantity=line.quantity * times)
    assert rates(more) == rates(line)
    assert abs(line_effect(more, FACTORS)["avoided_kg"] - times * line_effect(line, FACTORS)["avoided_kg"]) <= (
        Decimal("0.0005") * (times + 1)
    )


@checked
@given(lines())
def test_a_missing_lifetime_of_new_devices_never_makes_a_saving(line):
    effect = line_effect(line._replace(condition="new", expected_lifetime_years=None, repairs=None), FACTORS)
    assert (effect["avoided_kg"], effect["avoided_low_kg"], effect["avoided_high_kg"]) == (0, 0, 0)
    assert effect.lifetime_imputed


@checked
@given(lines(most=10**6))
def test_electricity_cancels_out_of_central_avoided_emissions(line):
    """Both scenarios use the same electricity: without an energy penalty it cancels."""
    assert rates(line)["avoided_kg"] == rates(line._replace(country="NO"))["avoided_kg"]


@checked
@given(lines(most=10**6))
def test_the_scenarios_are_coherent(line):
    effect = line_effect(line, FACTORS)
    assert line_effect(line, FACTORS, "low")["avoided_kg"] == effect["avoided_low_kg"]
    assert line_effect(line, FACTORS, "high")["avoided_kg"] == effect["avoided_high_kg"]
    assert line_effect(line, FACTORS, "low")["product_mass_saved_kg"] == effect["product_mass_saved_kg"]


def laptop(years, condition="new", factors=FACTORS, n=1):
    return line_effect(LineInput("laptop", condition, n, years, None), factors)


def with_baseline(years):
    from monitoring.calculator.factors import Range

    value = Fraction(years)
    return FACTORS.changed("1.1.0-test", {"baseline_lifetime_years|laptop": Range(value, value, value)})


# Section 6: kg per user over eight years and the reduction, as the methodology prints them.
HEADLINE = [
    ("3.5", 6, "220.6", "34.4"),
    ("3.5", 8, "297.8", "46.4"),
    ("3.2", 6, "271.8", "39.1"),
    ("3.2", 8, "349.4", "50.3"),
]


@pytest.mark.parametrize(("baseline", "years", "kilograms", "percent"), HEADLINE)
def test_the_headline_of_the_methodology(baseline, years, kilograms, percent):
    effect = laptop(years, factors=with_baseline(baseline))
    assert round(effect["per_user_8y_kg"], 1) == Decimal(kilograms)
    assert round(100 * effect["reduction_fraction"], 1) == Decimal(percent)


def test_the_reference_of_the_headline():
    assert round(laptop(6)["baseline_per_user_8y_kg"]) == 641
    assert round(laptop(6, factors=with_baseline("3.2"))["baseline_per_user_8y_kg"]) == 694
    three = with_baseline(3)
    assert [round(laptop(years, factors=three)["per_user_8y_kg"]) for years in (5, 8)] == [249, 390]


def test_e_waste_and_raw_material_of_a_refurbished_laptop_at_ademe_baseline():
    """Section 6, cross-checks: per laptop-year at ADEME's five years 0.275 kg of e-waste and 113 kg of raw material."""
    effect = laptop(3, "refurbished", with_baseline(5))
    assert round(effect["ewaste_avoided_kg"] / 3, 3) == Decimal("0.275")
    assert round(effect["raw_material_saved_kg"] / 3) == 113
    assert round(laptop(3, "refurbished")["avoided_kg"] / 3) == 62


def test_a_reported_part_wears_by_its_share_and_cobalt_pays_for_batteries():
    line = LineInput("laptop", "new", 10, 7, "NL", {"battery": 10, "ssd": 5})
    effect, plain = line_effect(line, FACTORS), line_effect(line._replace(repairs={}), FACTORS)
    assert effect["repair_kg"] == 10 * Decimal("247.2") * (Decimal("0.05") + Decimal("0.15") / 2)
    assert plain["cobalt_saved_g"] - effect["cobalt_saved_g"] == 650
    assert plain["raw_material_saved_kg"] - effect["raw_material_saved_kg"] == 680 * 10 * Decimal("0.125")
    assert plain["adpe_saved_kgsbeq"] == effect["adpe_saved_kgsbeq"]


def test_parts_for_no_devices_count_nothing():
    effect = line_effect(LineInput("laptop", "new", 0, 7, "NL", {"battery": 10}), FACTORS)
    assert effect["repair_kg"] == 0
    assert effect["per_user_8y_kg"] > 0


def test_a_group_without_a_material_factor_has_no_figure_instead_of_zero():
    thin = line_effect(LineInput("thin_client", "new", 10, 6, "NL"), FACTORS)
    assert thin["raw_material_saved_kg"] is None
    assert thin["gold_saved_g"] is None
    assert thin["product_mass_saved_kg"] is not None


def test_indicative_elements_stay_out():
    assert laptop(6)["aluminium_saved_g"] is None
    assert laptop(6)["silver_saved_g"] is not None
    assert "laptop|gold" in FACTORS.provisional
    assert "smartphone|gold" not in FACTORS.provisional


@pytest.mark.parametrize("group", ["docking_station", "server", "storage", "printer_mfp", "sensor_iot"])
def test_a_count_only_group_is_counted_and_never_computed(group):
    effect = line_effect(LineInput(group, "refurbished", 40, 6, "NL"), FACTORS)
    assert (effect.computed, effect.quantity, effect.figures) == (False, 40, {})


@pytest.mark.parametrize(
    ("country", "home", "code", "flags"),
    [
        ("NL", "DE", "NLD", ()),
        ("NLD", None, "NLD", ()),
        (None, "DE", "DEU", ("country_imputed",)),
        ("", "", "WORLD", ("country_imputed",)),
        ("LI", "DE", "WORLD", ("grid_fallback",)),
        ("CF", None, "WORLD", ("grid_fallback",)),
        (None, "CF", "WORLD", ("country_imputed", "grid_fallback")),
    ],
)
def test_missing_electricity_falls_back_and_is_flagged(country, home, code, flags):
    effect = line_effect(LineInput("laptop", "new", 1, 6, country, None, home), FACTORS)
    assert (effect.grid_code, effect.flags) == (code, flags)


def test_long_and_capped_lifetimes_are_flagged():
    assert laptop(8).flags == ("country_imputed",)
    assert laptop("8.5").flags == ("lifetime_capped", "country_imputed")
    assert laptop(20).flags == ("lifetime_capped", "lifetime_long", "country_imputed")
