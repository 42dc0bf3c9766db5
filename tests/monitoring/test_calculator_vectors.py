"""The worked examples, and whether a file that disagrees or is broken is told apart. No database."""

import copy
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from monitoring.calculator.checking import disagreements
from monitoring.calculator.tables import SHIPPED
from monitoring.calculator.vectors import BrokenFile, read
from monitoring.management.commands.check_effects import Command

EXAMPLES = SHIPPED / "vectors.json"
FILE = read(EXAMPLES)
CONTENT = json.loads(EXAMPLES.read_text())


def written(tmp_path: Path, content: object) -> Path:
    path = tmp_path / "examples.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def run(path: Path) -> tuple[int, str]:
    """The exit code and what is printed."""
    out = io.StringIO()
    try:
        call_command(Command(), str(path), stdout=out)
    except CommandError as error:
        return error.returncode, f"{out.getvalue()}{error}"
    return 0, out.getvalue()


def one(tmp_path: Path, example: dict, **meta) -> tuple[int, str]:
    content = {"meta": {**copy.deepcopy(CONTENT["meta"]), **meta}, "vectors": [example]}
    return run(written(tmp_path, content))


def example(name: str) -> dict:
    return copy.deepcopy(next(each for each in CONTENT["vectors"] if each["id"] == name))


@pytest.mark.parametrize("each", FILE.examples, ids=[each["id"] for each in FILE.examples])
def test_each_shipped_example_agrees(each):
    assert disagreements(each, FILE) == []


def test_the_shipped_tables_are_those_the_examples_pin():
    assert FILE.differing == ()


def test_the_command_says_that_all_agree():
    assert run(EXAMPLES) == (0, "All 28 examples agree.\n")


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for key, inner in enumerate(value):
            yield from leaves(inner, (*path, key))
    else:
        yield path


def altered(value: object) -> object:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1 + abs(value) // 1000
    if value.lstrip("-").replace(".", "").isdigit():
        return value[:-1] + ("1" if value[-1] != "1" else "2")
    return value + "x"


@pytest.mark.parametrize("name", [each["id"] for each in CONTENT["vectors"] if each["kind"] != "montecarlo"])
def test_every_single_altered_figure_is_reported(name):
    original = example(name)
    for part in ("expected", "expected_error"):
        for path in leaves(original.get(part, {})):
            changed = copy.deepcopy(original)
            inner = changed[part]
            for step in path[:-1]:
                inner = inner[step]
            inner[path[-1]] = altered(inner[path[-1]])
            assert disagreements(changed, FILE), (name, path)


def test_an_altered_monte_carlo_figure_is_reported():
    for name in ("p05_kg", "p50_kg", "p95_kg", "mean_kg"):
        changed = example("P28")
        changed["expected"][name] += 1
        (sentence,) = disagreements(changed, FILE)
        assert sentence.startswith(name)


def test_a_disagreeing_example_is_printed_and_the_exit_code_is_one(tmp_path):
    content = copy.deepcopy(CONTENT)
    content["vectors"][0]["expected"]["avoided_kg"] = "165447.430"
    code, text = run(written(tmp_path, content))
    assert code == 1
    assert "P01 (line): avoided_kg: the file expects 165447.430, calculated 165447.429\n" in text
    assert "27 of 28 examples agree; 1 disagree." in text


def test_a_file_is_calculated_with_the_factors_its_own_meta_states(tmp_path):
    meta = copy.deepcopy(CONTENT["meta"])
    meta["factor_set"]["embodied_kgco2e"]["laptop|new"]["central"] = "350"
    meta["factor_set"]["parameters"] = {"baseline_lifetime_years|laptop": {"low": 4, "central": "3", "high": 3}}
    meta["factor_set"]["grid_used_g_per_kwh"] = {"WORLD": 500, "NLD": "100"}
    line = example("P01") | {"expected": {"avoided_kg": "331100.000", "use_phase_kg": "12120.000"}}
    assert one(tmp_path, line, factor_set=meta["factor_set"]) == (0, "All 1 examples agree.\n")


def test_a_group_without_a_factor_in_the_meta_is_only_counted(tmp_path):
    factors = copy.deepcopy(CONTENT["meta"]["factor_set"])
    del factors["embodied_kgco2e"]["tablet|new"]
    line = example("P01") | {"expected": {"computed": False, "quantity": 1000}}
    line["input"]["product_group"] = "tablet"
    assert one(tmp_path, line, factor_set=factors)[0] == 0


def test_a_table_of_another_edition_is_said(tmp_path):
    factors = copy.deepcopy(CONTENT["meta"]["factor_set"])
    factors["files_sha256"]["grid_factors.csv"] = "0" * 64
    code, text = one(tmp_path, example("P01"), factor_set=factors)
    assert code == 1
    assert text.startswith("grid_factors.csv: the file was computed from another edition of this table")


def test_a_pinned_table_beside_the_file_is_used(tmp_path):
    import hashlib

    table = (SHIPPED / "grid_factors.csv").read_text().replace("NLD,NL,Netherlands,country,252.7", "NLD,NL,X,country,0")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "grid_factors.csv").write_text(table)
    factors = copy.deepcopy(CONTENT["meta"]["factor_set"])
    factors["files_sha256"]["grid_factors.csv"] = hashlib.sha256(table.encode()).hexdigest()
    line = example("P01") | {"expected": {"grid_code": "WORLD", "use_phase_kg": "57320.328"}}
    assert one(tmp_path, line, factor_set=factors) == (0, "All 1 examples agree.\n")


BROKEN = {
    "not JSON": '{"vectors": [',
    "not an object": "[1, 2]",
    "no examples": '{"meta": {}, "vectors": []}',
    "vectors no list": '{"meta": {}, "vectors": {"a": 1}}',
    "an example without id": '{"vectors": [{"kind": "line"}]}',
    "one id twice": '{"vectors": [{"id": "A"}, {"id": "A"}]}',
    "one key twice": '{"vectors": [{"id": "A", "id": "B"}]}',
    "not a number": '{"vectors": [{"id": "A", "input": NaN}]}',
    "too long a number": '{"vectors": [{"id": "A", "input": ' + "9" * 5000 + "}]}",
    "too deep": '{"vectors": ' + "[" * 100_000,
    "another method": '{"meta": {"methodology": "GHG"}, "vectors": [{"id": "A"}]}',
    "another version": '{"meta": {"version": "2.0.0"}, "vectors": [{"id": "A"}]}',
    "version no text": '{"meta": {"version": 1}, "vectors": [{"id": "A"}]}',
    "another rounding": '{"meta": {"rounding": "ROUND_HALF_UP"}, "vectors": [{"id": "A"}]}',
    "meta no object": '{"meta": [], "vectors": [{"id": "A"}]}',
    "bad factor": '{"meta": {"factor_set": {"embodied_kgco2e": {"laptop|new": "much"}}}, "vectors": [{"id": "A"}]}',
    "no baseline": '{"meta": {"factor_set": {"parameters": {"baseline_lifetime_years|laptop": 0}}}, '
    '"vectors": [{"id": "A"}]}',
    "huge factor": '{"meta": {"factor_set": {"electricity_kwh_per_year": {"laptop": 1e999999}}}, '
    '"vectors": [{"id": "A"}]}',
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_gets_one_sentence_and_exit_code_two(tmp_path, content):
    path = written(tmp_path, content)
    with pytest.raises(BrokenFile) as raised:
        read(path)
    sentence = str(raised.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert run(path) == (2, f"{path}: {sentence}")


def test_a_missing_file_a_folder_and_bytes_that_are_no_text_are_said(tmp_path):
    assert run(tmp_path / "none.json")[0] == 2
    assert run(tmp_path)[0] == 2
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00{")
    assert run(tmp_path / "bytes.json") == (2, f"{tmp_path / 'bytes.json'}: The file is not UTF-8 text.")


ODD = {
    "no input": {"id": "A", "kind": "line", "expected": {"avoided_kg": "1"}},
    "no kind": {"id": "A", "input": {}, "expected": {"avoided_kg": "1"}},
    "unknown kind": {"id": "A", "kind": "tea", "input": {}, "expected": {"avoided_kg": "1"}},
    "nothing expected": {"id": "A", "kind": "line", "input": {}},
    "nothing inside expected": {"id": "A", "kind": "line", "input": {}, "expected": {}},
    "lines no list": {"id": "A", "kind": "aggregate", "input": {"lines": 3}, "expected": {"PACT": {"devices": 1}}},
    "a line no object": {"id": "A", "kind": "aggregate", "input": {"lines": [3]}, "expected": {"PACT": {"devices": 1}}},
    "no year": {**example("P20"), "input": example("P01")["input"]},
    "no seed": {**example("P28"), "input": {"lines": []}},
    "no runs": {**example("P28"), "input": {"lines": [], "seed": 1, "N": 0}},
    "too many runs": {**example("P28"), "input": {"lines": [], "seed": 1, "N": 10**9}},
    "unknown figure": {**example("P01"), "expected": {"happiness": "1"}},
    "an error without a field": {**example("P23"), "expected_error": {"code": "negative"}},
    "an error without words": {**example("P23"), "expected_error": {"code": ["negative"], "field": 3}},
    "several for one": {**example("P01"), "expected": {"avoided_kg": {"a": "1"}}},
    "changed parameter no number": {**example("P27"), "input": {"changed_parameter": {"a|b": "x"}}},
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD.keys())
def test_an_odd_example_is_reported_and_never_a_traceback(tmp_path, content):
    code, text = one(tmp_path, content)
    assert code == 1
    assert text.startswith(f"{content['id']} ({content.get('kind')}): ")


def test_an_accepted_input_where_an_error_is_expected_is_reported():
    accepted = {**example("P23"), "input": example("P01")["input"]}
    assert disagreements(accepted, FILE) == [
        "the file expects the error 'negative' at 'quantity', but the input was accepted"
    ]


def test_a_material_without_a_factor_has_no_figure_and_agrees_with_nothing_or_none_of_it():
    thin = copy.deepcopy(example("P01"))
    thin["input"]["product_group"] = "thin_client"
    thin["expected"] = {"gold_saved_g": None, "raw_material_saved_kg": "0.000"}
    assert disagreements(thin, FILE) == []
    thin["expected"] = {"gold_saved_g": "0.001"}
    assert disagreements(thin, FILE) == ["gold_saved_g: the file expects 0.001, this calculation has no such figure"]


def test_a_refused_input_where_figures_are_expected_is_reported():
    refused = {**example("P01"), "input": example("P23")["input"]}
    (sentence,) = disagreements(refused, FILE)
    assert "must not be negative" in sentence
