"""Worked examples: reading a file of the format of vectors.json and the factor set it states (CFIT-EM 7).

A file is calculated with what its own `meta` states. Tables it names by file are taken from those shipped here or
lying beside the file, whichever has the pinned fingerprint.
"""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from .engines import Engine, engine, engine_for
from .exact import exact
from .factors import METHODOLOGY, WORLD, FactorSet, Range
from .tables import SHIPPED, SHIPPED_VERSION, TABLES, factor_set, rows_of

POSITIVE = ("horizon_years", "baseline_lifetime_years", "lifetime_realisation", "refurb_default_lifetime_years")
NAMED_FILES = ("grid_used_g_per_kwh", "parameters")
LARGEST_FILE = 64 * 1024 * 1024


class BrokenFile(ValueError):
    """A file that is not a file of examples; one sentence says why."""


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """The examples, the factor set and engine they are calculated with, and tables that differ from the pinned ones."""

    version: str
    examples: tuple[dict, ...]
    factors: FactorSet
    engine: Engine
    differing: tuple[str, ...]


def read(path: Path) -> ExampleFile:
    """The examples of a file. Raises BrokenFile."""
    content = _json_of(path)
    if not isinstance(content, dict):
        raise BrokenFile("The file must hold a JSON object with meta and vectors.")
    examples, meta = content.get("vectors"), content.get("meta", {})
    if not isinstance(examples, list) or not examples:
        raise BrokenFile("The file states no examples: vectors must be a list with at least one.")
    if not isinstance(meta, dict) or not isinstance(meta.get("factor_set", {}), dict):
        raise BrokenFile("meta, and meta.factor_set if stated, must be JSON objects.")
    for number, example in enumerate(examples, start=1):
        if not isinstance(example, dict) or not isinstance(example.get("id"), str):
            raise BrokenFile(f"Example {number} is not an object with an id.")
    ids = [example["id"] for example in examples]
    twice = next((name for name in ids if ids.count(name) > 1), None) if len(set(ids)) < len(ids) else None
    if twice is not None:
        raise BrokenFile(f"The id {twice} is given to more than one example.")
    version, found = _engine_of(meta)
    factors, differing = _factors_of(meta.get("factor_set", {}), version, path.parent)
    return ExampleFile(version, tuple(examples), factors, found, differing)


def _json_of(path: Path) -> object:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BrokenFile("The file is larger than 64 MiB.")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BrokenFile(f"The file cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise BrokenFile("The file is not UTF-8 text.") from None
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise BrokenFile(f"The file is not JSON: {error.msg} at line {error.lineno}, column {error.colno}.") from None
    except BrokenFile:
        raise
    except (ValueError, ArithmeticError, RecursionError):
        raise BrokenFile("The file is not JSON of usual size: a number or the nesting is too long.") from None


def _no_constant(name: str) -> None:
    raise BrokenFile(f"The file holds {name}, which is not a number.")


def _once(pairs: list[tuple[str, object]]) -> dict:
    content = dict(pairs)
    if len(content) < len(pairs):
        keys = [key for key, _ in pairs]
        raise BrokenFile(f"The file states {next(key for key in keys if keys.count(key) > 1)!r} twice in one object.")
    return content


def _engine_of(meta: Mapping) -> tuple[str, Engine]:
    """The version a file was computed for and its formulas."""
    if meta.get("methodology", METHODOLOGY) != METHODOLOGY:
        raise BrokenFile(f"The examples are of {str(meta['methodology'])[:60]}, not of {METHODOLOGY}.")
    if "ROUND_HALF_EVEN" not in str(meta.get("rounding", "ROUND_HALF_EVEN")):
        raise BrokenFile("meta.rounding asks for another rounding than ROUND_HALF_EVEN, which the method prescribes.")
    version = meta.get("version", SHIPPED_VERSION)
    try:
        return version, engine_for(version)
    except (KeyError, TypeError):
        known = ", ".join(engine)
        raise BrokenFile(f"The examples are of version {str(version)[:60]}; known here: {known}.") from None


def _factors_of(stated: Mapping, version: str, beside: Path) -> tuple[FactorSet, tuple[str, ...]]:
    """The factor set a file states, completed by tables, and which tables differ from the pinned ones."""
    pins = stated.get("files_sha256", {})
    if not isinstance(pins, dict):
        raise BrokenFile("meta.factor_set.files_sha256 must be a JSON object.")
    texts, differing = {}, []
    for name in TABLES:
        texts[name], same = _table(f"{name}.csv", pins.get(f"{name}.csv"), beside)
        if not same:
            differing.append(f"{name}.csv")
    try:
        factors = factor_set({name: rows_of(text) for name, text in texts.items()}, version)
    except (KeyError, ValueError, TypeError) as error:
        raise BrokenFile(f"A table beside the file cannot be read: {error}.") from None
    return with_stated(factors, stated), tuple(differing)


def _table(name: str, pin: object, beside: Path) -> tuple[str, bool]:
    """The text of a table with the pinned fingerprint, or the shipped one and False."""
    places = (SHIPPED, beside, beside / "data", beside / "data" / "methodology")
    shipped = (SHIPPED / name).read_bytes()
    if pin is None:
        return shipped.decode(), True
    for place in places:
        try:
            content = (place / name).read_bytes()
        except OSError:
            continue
        if hashlib.sha256(content).hexdigest() == pin:
            return content.decode("utf-8", "replace"), True
    return shipped.decode(), False


def with_stated(factors: FactorSet, stated: Mapping) -> FactorSet:
    """The set with embodied, electricity, grid and parameter values as a file states them. Raises BrokenFile."""
    for name in NAMED_FILES:
        if not isinstance(stated.get(name, {}), (dict, str)):
            raise BrokenFile(f"meta.factor_set.{name} must name a file or hold values.")
    changes: dict[str, object] = {}
    if "embodied_kgco2e" in stated:
        changes["embodied"] = ranges(stated["embodied_kgco2e"], "embodied_kgco2e")
    if "electricity_kwh_per_year" in stated:
        changes["electricity"] = _numbers(stated["electricity_kwh_per_year"], "electricity_kwh_per_year")
    if isinstance(stated.get("grid_used_g_per_kwh"), dict):
        values = _numbers(stated["grid_used_g_per_kwh"], "grid_used_g_per_kwh")
        kept = {} if WORLD in values else factors.grid
        changes["grid"] = {**kept, **{code: value for code, value in values.items() if value > 0}}
        if WORLD not in changes["grid"]:
            raise BrokenFile("grid_used_g_per_kwh states no value above 0 for WORLD.")
    if isinstance(stated.get("parameters"), dict):
        changes["parameters"] = {**factors.parameters, **ranges(stated["parameters"], "parameters")}
    return dataclasses.replace(factors, **changes)


def ranges(values: object, where: str) -> dict[str, Range]:
    """{"laptop|new": {"low": "1851/10", "central": ...}} or plain numbers, as ranges. Raises BrokenFile."""
    if not isinstance(values, dict):
        raise BrokenFile(f"{where} must be a JSON object.")
    result = {}
    for key, value in values.items():
        try:
            ends = value if isinstance(value, dict) else {"central": value}
            result[key] = Range.stated(ends["central"], ends.get("low"), ends.get("high"))
        except (KeyError, ValueError):
            raise BrokenFile(f"{where} {key!r} does not state low, central and high as exact numbers.") from None
        ends = (result[key].low, result[key].central, result[key].high)
        if min(ends) < 0 or (key.split("|")[0] in POSITIVE and min(ends) == 0):
            raise BrokenFile(f"{where} {key!r} must be above 0.")
    return result


def _numbers(values: object, where: str) -> dict:
    try:
        return {key: exact(value) for key, value in values.items()}
    except (AttributeError, ValueError):
        raise BrokenFile(f"{where} must hold exact numbers by name.") from None
