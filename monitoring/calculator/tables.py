"""From the shipped CSV tables to a `FactorSet`: pure functions over text and rows (CFIT-EM 5; one source a row)."""

import csv
import functools
import io
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from .exact import exact
from .factors import CONDITIONS, Arrangement, FactorSet, Part, ProductGroup, Range

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "methodology"
SHIPPED_VERSION = "1.0.0"
TABLES = (
    "emission_factors",
    "parameters",
    "grid_factors",
    "countries_without_value",
    "device_masses",
    "material_contents",
    "repair_parts",
    "eol_arrangements",
    "product_groups",
)

Row = Mapping[str, str]
Tables = Mapping[str, list[Row]]


def rows_of(text: str) -> list[Row]:
    """The rows of one table; lines that begin with # are its source and licence notes."""
    lines = [line for line in io.StringIO(text, newline="") if not line.startswith("#")]
    return list(csv.DictReader(lines))


@functools.cache
def shipped() -> FactorSet:
    """The factor set that ships with the product, version 1.0.0."""
    return factor_set(
        {name: rows_of((SHIPPED / f"{name}.csv").read_text(encoding="utf-8")) for name in TABLES}, SHIPPED_VERSION
    )


def factor_set(tables: Tables, version: str) -> FactorSet:
    """A factor set from the rows of every table in TABLES. Raises KeyError or ValueError for an odd table."""
    elements, provisional = _elements(tables["material_contents"])
    emissions = tables["emission_factors"]
    return FactorSet(
        version=version,
        embodied=MappingProxyType(_embodied(emissions)),
        electricity=MappingProxyType(_central(emissions, "electricity")),
        grid=MappingProxyType(grid_values(tables["grid_factors"])),
        countries=MappingProxyType(country_codes(tables["grid_factors"], tables["countries_without_value"])),
        parameters=MappingProxyType(parameter_values(tables["parameters"])),
        masses=MappingProxyType(
            {r["product_group"]: exact(r["central"]) for r in tables["device_masses"] if r["used_in_v1"] == "yes"}
        ),
        raw_materials=MappingProxyType(_central(emissions, "mips_raw_material")),
        adpe=MappingProxyType(_central(emissions, "adpe")),
        elements=MappingProxyType(elements),
        provisional=provisional,
        parts=MappingProxyType(_parts(tables["repair_parts"])),
        arrangements=MappingProxyType(_arrangements(tables["eol_arrangements"])),
        groups=MappingProxyType(_groups(tables["product_groups"])),
        cross_checks=MappingProxyType(_cross_checks(emissions)),
    )


def parameter_values(rows: list[Row]) -> dict[str, Range]:
    """parameters.csv: "parameter|group" to its three scenario values; a blank end is the central value."""
    return {
        f"{row['parameter']}|{row['product_group']}": Range.stated(
            row["central"], row["low_savings"], row["high_savings"]
        )
        for row in rows
    }


def grid_values(rows: list[Row]) -> dict[str, Fraction]:
    """grid_factors.csv: g CO2e per kWh by alpha-3 code. A value of 0 is a gap in the source, left out (4, "Rules")."""
    values = {row["code_alpha3"]: exact(row["gco2e_per_kwh"]) for row in rows if row["gco2e_per_kwh"]}
    return {code: value for code, value in values.items() if value > 0}


def country_codes(rows: list[Row], without_value: list[Row]) -> dict[str, str]:
    """ISO 3166-1 codes, alpha-2 and alpha-3, to alpha-3. Aggregates and codes outside it are not countries."""
    codes: dict[str, str] = {}
    for row in [row for row in rows if row["kind"] == "country"] + without_value:
        codes[row["code_alpha2"]] = codes[row["code_alpha3"]] = row["code_alpha3"]
    return codes


def _embodied(rows: list[Row]) -> dict[str, Range]:
    return {
        f"{row['product_group']}|{row['condition']}": Range.stated(row["central"], row["low"], row["high"])
        for row in rows
        if row["used_in_v1"] == "yes" and row["indicator"] == "gwp100" and row["condition"] in CONDITIONS
    }


def _central(rows: list[Row], indicator: str) -> dict[str, Fraction]:
    return {
        row["product_group"]: exact(row["central"])
        for row in rows
        if row["used_in_v1"] == "yes" and row["indicator"] == indicator
    }


def _cross_checks(rows: list[Row]) -> dict[str, Fraction]:
    return {
        f"{row['source_id']}|{row['product_group']}": exact(row["central"])
        for row in rows
        if row["used_in_v1"] == "comparison"
        and row["indicator"] == "gwp100"
        and row["life_cycle_stage"] == "embodied_total"
        and row["condition"] == "new"
    }


def _elements(rows: list[Row]) -> tuple[dict[str, Mapping[str, Fraction]], frozenset[str]]:
    """Grams of each element by group, and which are "from memory": shown with a provisional mark."""
    grams: dict[str, dict[str, Fraction]] = {}
    provisional = set()
    for row in rows:
        if row["used_in_v1"] != "yes":
            continue
        grams.setdefault(row["product_group"], {})[row["material"]] = exact(row["central"])
        if row["provenance"].startswith("from memory"):
            provisional.add(f"{row['product_group']}|{row['material']}")
    return {group: MappingProxyType(inner) for group, inner in grams.items()}, frozenset(provisional)


def _parts(rows: list[Row]) -> dict[str, Part]:
    return {
        f"{row['product_group']}|{row['part']}": Part(
            exact(row["share_of_new_gwp"]), exact(row["share_of_new_mass"]), exact(row["share_of_new_cobalt"])
        )
        for row in rows
    }


def _arrangements(rows: list[Row]) -> dict[str, Arrangement]:
    return {
        row["code"]: Arrangement(
            row["code"],
            row["waste_hierarchy"],
            row["counts_as"],
            Range.stated(row["reuse_success_central"], row["reuse_success_low"], row["reuse_success_high"])
            if row["counts_as"] == "reuse potential"
            else None,
        )
        for row in rows
    }


def _groups(rows: list[Row]) -> dict[str, ProductGroup]:
    return {row["code"]: ProductGroup(row["code"], row["name_en"], row["pact_scope_at_start"] == "yes") for row in rows}
