"""A report as a whole, added up by the database: its totals, how many lines it has, how far its parts are.

One query, whatever the number of lines. How far a part is, is worked out from what is written; nothing is ticked.
"""

from dataclasses import dataclass

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, Exists, Q, Sum

from monitoring.models import DeviceLine, Submission
from monitoring.queries.lines import COLUMN_OF, rows_of
from monitoring.queries.submissions import year_before
from monitoring.rules import COLUMNS, Total
from monitoring.rules.cells import MEETS
from pact.access import Actor, prepared

_COUNTED = Q(quantity__gt=0)
_TIMED = Q(lifetime_months__isnull=False) | Q(lifetime_not_known=True)
_FIGURES = {
    "rows": Count("pk"),
    "value": Sum("quantity"),
    "unknown": BoolOr(Q(not_known=True) | ~Q(typed="")),
    "met": Sum("meets_criteria"),
    "met_unknown": BoolOr(Q(meets_not_known=True) | ~Q(meets_typed="")),
    "given": Count("pk", filter=Q(quantity__isnull=False) | Q(not_known=True)),
    "met_given": Count("pk", filter=Q(meets_criteria__isnull=False) | Q(meets_not_known=True)),
    "counted": Count("pk", filter=_COUNTED),
    "timed": Count("pk", filter=_COUNTED & _TIMED & ~Q(end_of_life="")),
    "labelled": Count("pk", filter=_COUNTED & Q(labels__len__gt=0)),
}


@dataclass(frozen=True)
class Overview:
    """`totals` by name (`column:new`, `type:laptop`, `all`); `states`: NOT_BEGUN, DRAFT or COMPLETE, by part;
    `last_year`: there may be lines to start from."""

    totals: dict[str, Total]
    lines: int
    states: dict[str, str]
    last_year: bool


def overview(actor: Actor, submission: Submission, *, sent: bool = False) -> Overview:
    report = submission.pk, submission.organization_id, submission.cycle.year - 1
    found = prepared(_sent_rows if sent else _newest_rows, actor, *report)
    new = [row for row in found if row["condition"] == "NEW"]
    lines, counted = sum(row["rows"] for row in new), _sum(found, "counted")
    states = {
        "devices": _part(_sum(found, "given") + _sum(new, "met_given"), _sum(found, "rows") + lines),
        "lifetimes": _part(_sum(found, "timed"), counted),
        "labels": _part(_sum(found, "labelled"), counted),
    }
    return Overview(_totals(found), lines, states, not found or found[0]["before"])


def _newest_rows(actor: Actor, submission: int, organization_id: int, last_year: int):
    return _added_up(actor, rows_of(actor, submission), organization_id, last_year)


def _sent_rows(actor: Actor, submission: int, organization_id: int, last_year: int):
    return _added_up(actor, rows_of(actor, submission, sent=True), organization_id, last_year)


def _added_up(actor: Actor, rows, organization_id: int, last_year: int):
    before = DeviceLine.objects.visible_to(actor).filter(version=year_before(actor, organization_id, last_year))
    rows = rows.annotate(before=Exists(before)).order_by().values("product_group__code", "condition", "before")
    return rows.annotate(**_FIGURES)


def _totals(rows: list[dict]) -> dict[str, Total]:
    found: dict[str, Total] = {name: Total() for name in ("all", *(f"column:{column}" for column in COLUMNS))}
    for row in rows:
        one = Total(row["value"], row["unknown"])
        for name in (f"column:{COLUMN_OF[row['condition']]}", "all", f"type:{row['product_group__code']}"):
            found[name] = found.get(name, Total()).plus(one)
        if row["condition"] == "NEW":
            met = Total(row["met"], row["met_unknown"])
            found[f"column:{MEETS}"] = found[f"column:{MEETS}"].plus(met)
    return found


def _sum(rows: list[dict], name: str) -> int:
    return sum(row[name] for row in rows)


def _part(answered: int, asked: int) -> str:
    if not answered:
        return "NOT_BEGUN"
    return "COMPLETE" if answered == asked else "DRAFT"
