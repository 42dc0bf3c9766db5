"""What people choose from (3.1.2.b and c): end-of-life arrangements, labels, conditions, from the shipped data.

The words are those of the data, in English; the codes are what is stored and published.
"""

import csv
from functools import cache
from pathlib import Path

from buyergroups.rules import labels as register

NO_LABEL = "none"
NO_LABEL_NAME = "No label or criteria"
_DATA = Path(__file__).resolve().parent.parent / "data" / "methodology"


@cache
def _table(name: str) -> tuple[dict, ...]:
    """Rows of one table; lines that begin with # are its notes."""
    lines = (_DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


def arrangements() -> list[tuple[str, str]]:
    """Code and name of what happens to a device afterwards."""
    return [(row["code"], row["name_en"]) for row in _table("eol_arrangements")]


def arrangement_names() -> dict[str, str]:
    return dict(arrangements())


def labels(group: str) -> list[tuple[str, str]]:
    """Code and name of the labels and criteria that exist for a product group, then "none of them"."""
    return [*register.labels_for(group), (NO_LABEL, NO_LABEL_NAME)]


def label_names() -> dict[str, str]:
    return {**register.label_names(), NO_LABEL: NO_LABEL_NAME}


def conditions() -> list[dict]:
    """Definitions of new, refurbished, remanufactured: public, and beside the grid."""
    return [
        {"code": row["code"], "name": row["name_en"], "definition": row["definition"], "standard": row["standard"]}
        for row in _table("device_conditions")
        if row["factor_condition"] in ("new", "refurbished", "remanufactured")
    ]
