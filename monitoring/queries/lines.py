"""Device lines as one row of the grid each: three conditions side by side, last year's figures beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from monitoring.models import DeviceLine, Explanation, Submission
from monitoring.queries.submissions import newest, year_before
from monitoring.rules import COLUMNS, CONDITION_OF, Answer, Cells, Finding, Limits, Total, add
from monitoring.rules.cells import COUNTED, MEETS
from pact.access import Actor

LIMITS = Limits()
FIELDS = (
    *("line", "label", "position", "condition", "product_group__code", "product_group__name_plural"),
    *("product_group__order", "quantity", "not_known", "meets_criteria", "meets_not_known", "lifetime_months"),
    *("lifetime_not_known", "end_of_life", "labels", "revision", "meets_revision"),
)
_COLUMN_OF = {condition: column for column, condition in CONDITION_OF.items() if column != MEETS}


@dataclass
class Line:
    """One row of the grid. `answers` and `revisions` by column, `lifetimes` (months) and `ends` by counted column."""

    line: str
    label: str
    position: int
    group: str
    group_name: str
    order: int
    answers: dict[str, Answer] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=dict)
    lifetimes: dict[str, Answer] = field(default_factory=dict)
    ends: dict[str, str] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    was: dict[str, int | None] = field(default_factory=dict)

    @property
    def total(self) -> Total:
        return add(self.answers[column] for column in COUNTED if column in self.answers)

    @property
    def was_total(self) -> int | None:
        known = [self.was.get(column) for column in COUNTED if self.was.get(column) is not None]
        return sum(known) if known else None

    @property
    def cells(self) -> Cells:
        return Cells(self.line, self.answers, self.was, self.lifetimes)


def gathered(rows: Iterable[tuple]) -> list[Line]:
    """Lines in the order of product group and position, from rows of FIELDS."""
    lines: dict[str, Line] = {}
    for row in rows:
        (code, label, position, condition, group, group_name, order, quantity, unknown, meets, meets_unknown,
         months, months_unknown, end, labels, revision, meets_revision) = row  # fmt: skip
        line = lines.get(code)
        if line is None:
            line = lines[code] = Line(code, label, position, group, group_name, order)
        column = _COLUMN_OF[condition]
        line.answers[column] = Answer(quantity, unknown)
        line.revisions[column] = revision
        line.lifetimes[column] = Answer(months, months_unknown)
        line.ends[column] = end
        line.labels = sorted({*line.labels, *labels})
        if condition == "NEW":
            line.answers[MEETS] = Answer(meets, meets_unknown)
            line.revisions[MEETS] = meets_revision
    return sorted(lines.values(), key=lambda line: (line.order, line.group, line.position, line.line))


def rows_of(actor: Actor, submission: Submission, *, sent: bool = False):
    """The rows of the version that counts now."""
    return DeviceLine.objects.visible_to(actor).filter(version=newest(actor, submission, sent=sent))


def lines_of(actor: Actor, submission: Submission, *, sent: bool = False, compare: bool = True) -> list[Line]:
    """Two queries: this year's lines, last year's figures."""
    lines = gathered(rows_of(actor, submission, sent=sent).values_list(*FIELDS))
    return with_last_year(lines, last_year(actor, submission)) if compare else lines


def lines_of_version(actor: Actor, version_id: int) -> list[Line]:
    return gathered(DeviceLine.objects.visible_to(actor).filter(version_id=version_id).values_list(*FIELDS))


def last_year(actor: Actor, submission: Submission) -> list[Line]:
    rows = DeviceLine.objects.visible_to(actor).filter(version=year_before(actor, submission))
    return gathered(rows.values_list(*FIELDS))


def with_last_year(lines: list[Line], before: list[Line]) -> list[Line]:
    """Match by the line's own code, else by product group and name."""
    by_code = {line.line: line for line in before}
    by_name = {(line.group, line.label.casefold()): line for line in before}
    for line in lines:
        old = by_code.get(line.line) or by_name.get((line.group, line.label.casefold()))
        if old:
            line.was = {column: answer.value for column, answer in old.answers.items()}
    return lines


def explanations(actor: Actor, submission: Submission, *, sent: bool = False) -> dict[tuple, Explanation]:
    rows = Explanation.objects.visible_to(actor).filter(version=newest(actor, submission, sent=sent))
    return {(row.line, row.column, row.rule): row for row in rows}


def column_names() -> dict[str, str]:
    return {
        "new": _("bought new"),
        "meets": _("of which meet the criteria"),
        "refurbished": _("refurbished"),
        "remanufactured": _("remanufactured"),
    }


def said(finding: Finding) -> str:
    """The sentence of a finding in the reader's language."""
    return _(finding.message) % dict(finding.facts)


def sums(lines: Iterable[Line]) -> dict[str, Total]:
    """Every total of the grid by its name: `column:new`, `type:laptop`, `all`."""
    found: dict[str, Total] = {name: Total() for name in ("all", *(f"column:{column}" for column in COLUMNS))}
    for line in lines:
        for column, answer in line.answers.items():
            one = Total(answer.value, answer.not_known)
            names = [f"column:{column}", "all", f"type:{line.group}"] if column in COUNTED else [f"column:{column}"]
            for name in names:
                found[name] = found.get(name, Total()).plus(one)
        found.setdefault(f"type:{line.group}", Total())
    return found


def as_values(line: Line) -> dict[str, Any]:
    """One line as a row of a file."""
    values: dict[str, Any] = {"_id": line.line, "product": line.group, "label": line.label}
    values |= {column: line.answers.get(column, Answer()) for column in COLUMNS}
    values |= {f"years_{column}": line.lifetimes.get(column, Answer()) for column in COUNTED}
    return values
