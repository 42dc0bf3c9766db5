"""The factor set, its fingerprints and versions, what is stored of a line, and that the room is pure."""

import hashlib
import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from monitoring.calculator import LineInput, engine, engine_for, line_effect, shipped
from monitoring.calculator.factors import Range
from monitoring.calculator.sensitivities import alternatives, tornado
from monitoring.calculator.tables import SHIPPED, rows_of

FACTORS = shipped()
META = json.loads((SHIPPED / "vectors.json").read_text())["meta"]["factor_set"]
LINE = LineInput("laptop", "new", 1000, "6", "NL")


def test_the_tables_give_the_factors_the_examples_state():
    stated = {
        key: {name: str(value.at(name)) for name in ("low", "central", "high")}
        for key, value in FACTORS.embodied.items()
    }
    assert stated == META["embodied_kgco2e"]
    assert {key: str(value) for key, value in FACTORS.electricity.items()} == META["electricity_kwh_per_year"]


def test_every_shipped_table_names_its_source_and_licence():
    readme = (SHIPPED / "README.md").read_text()
    for path in SHIPPED.iterdir():
        if path.suffix in (".csv", ".json"):
            assert f"`{path.name}`" in readme
    sources = {row["source_id"] for row in rows_of((SHIPPED / "sources.csv").read_text())}
    for row in rows_of((SHIPPED / "emission_factors.csv").read_text()):
        assert set(row["source_id"].split(";")) <= sources | {"none"}
        assert row["licence"] or row["source_id"] == "none"


def test_all_countries_of_iso_3166_are_known_once():
    alpha2 = {code: alpha3 for code, alpha3 in FACTORS.countries.items() if len(code) == 2}
    assert len(alpha2) == len(set(alpha2.values())) == 249
    from django_countries.data import COUNTRIES

    assert set(alpha2) == set(COUNTRIES)


def test_the_fingerprint_changes_with_any_number_and_only_then():
    assert FACTORS.parameter_sha256() == "933b0ea1470eadd05995ac099c634872fc5ed97c3e5fdf86fbf8c1ad91eae637"
    same = FACTORS.changed("1.0.0", {})
    other = FACTORS.changed("1.0.0", {"horizon_years|*": Range.stated(9)})
    assert same.sha256() == FACTORS.sha256()
    assert len({FACTORS.sha256(), other.sha256(), FACTORS.changed("1.0.1", {}).sha256()}) == 3
    assert FACTORS.parameter("horizon_years").central == 8


def test_a_factor_set_cannot_be_altered():
    with pytest.raises(AttributeError):
        FACTORS.version = "2"
    with pytest.raises(TypeError):
        FACTORS.parameters["horizon_years|*"] = None


def test_the_engine_is_found_by_its_major_number():
    assert engine_for("1.0.0") is engine_for("1.1.0-test") is engine["1.0"]
    for unknown in ("2.0.0", "", "one"):
        with pytest.raises(KeyError):
            engine_for(unknown)


def test_the_tornado_is_widest_first_and_one_sided_where_the_method_is():
    bars = {bar.name: bar for bar in tornado([LINE, LINE._replace(condition="refurbished")], FACTORS)}
    widths = [bar.width_kg for bar in bars.values()]
    assert widths == sorted(widths, reverse=True)
    central = (
        line_effect(LINE, FACTORS)["avoided_kg"]
        + line_effect(LINE._replace(condition="refurbished"), FACTORS)["avoided_kg"]
    )
    for name in ("lifetime_realisation", "old_device_energy_penalty", "refurb_displacement_rate"):
        assert bars[name].high_kg == central > bars[name].low_kg
    assert all(bar.low_kg <= central <= bar.high_kg for bar in bars.values())


def test_the_named_alternatives():
    found = {each.name: each for each in alternatives([LINE], FACTORS)}
    assert (
        found["baseline_3_years"].avoided_kg
        > found["baseline_4_years"].avoided_kg
        > found["baseline_5_years"].avoided_kg
    )
    ademe = Fraction(line_effect(LINE, FACTORS)["avoided_kg"]) * Fraction("185.09") / Fraction("247.2")
    assert abs(Fraction(found["embodied_ademe"].avoided_kg) - ademe) < Fraction(1, 100)
    assert alternatives([], FACTORS) == []


def test_the_calculator_is_pure_python():
    """house.md: a second rules room; nothing of the web, the database or the queue is loaded by it."""
    code = (
        "import sys, monitoring.calculator, monitoring.calculator.checking, monitoring.calculator.sensitivities;"
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'celery', 'rest_framework')])"
    )
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_tables_are_unchanged_bytes():
    for name, pin in META["files_sha256"].items():
        assert hashlib.sha256((SHIPPED / name).read_bytes()).hexdigest() == pin
