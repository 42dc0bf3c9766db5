"""The register of labels and criteria schemes (3.1.2.c): read from the shipped table; names belong to their owners."""

import csv
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "data" / "ict_labels.csv"
_AS_BRONZE = "same as bronze"
ANY = "*"


@cache
def label_rows() -> tuple[dict[str, str], ...]:
    """Rows in the order of the table; lines that begin with # are its notes. A tier has the groups of its first one."""
    lines = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    first = {row["name"]: row["product_groups"] for row in reversed(rows) if row["product_groups"] != _AS_BRONZE}
    return tuple({**row, "product_groups": first.get(row["name"], "")} if _is_tier(row) else row for row in rows)


def _is_tier(row: dict[str, str]) -> bool:
    return row["product_groups"] == _AS_BRONZE


def label_name(row: dict[str, str]) -> str:
    return f"{row['name']} {row['tier']}".strip()


def label_groups(row: dict[str, str]) -> list[str]:
    """Codes of the product groups that it exists for; "*" for any."""
    return [code for code in row["product_groups"].split(";") if code]


def labels_for(group: str) -> list[tuple[str, str]]:
    """Code and name of those that exist for a product group."""
    return [(row["code"], label_name(row)) for row in label_rows() if {ANY, group} & set(label_groups(row))]


def label_names() -> dict[str, str]:
    """Code → name with its tier."""
    return {row["code"]: label_name(row) for row in label_rows()}
