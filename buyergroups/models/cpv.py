"""Codes of the Common Procurement Vocabulary for ICT: a list that comes with the software (`data/README.md`)."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "data" / "cpv_codes.csv"


@dataclass(frozen=True)
class Cpv:
    """Eight digits without the check digit, the name, and the product groups it is of (none: of several)."""

    code: str
    name: str
    product_groups: tuple[str, ...]


@cache
def cpv_codes() -> dict[str, Cpv]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = [Cpv(row["code"], row["name"], tuple(row["product_groups"].split())) for row in csv.DictReader(lines)]
    return {row.code: row for row in rows}


def named(codes: list[str]) -> tuple[tuple[str, str], ...]:
    """Codes with their names; a code that left the list keeps its number."""
    known = cpv_codes()
    return tuple((code, known[code].name if code in known else "") for code in codes)
