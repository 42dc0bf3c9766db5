"""Device lines as one row of the grid each: three conditions side by side, last year's figures beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from monitoring.models import DeviceLine, Explanation, Submission
from monitoring.queries.submissions import newest, year_before
from monitoring.rules import COLUMNS, CONDITION_OF, Answer, Cells, Finding, Limits, Total, add
from monitoring.rules.cells import COUNTED, MEETS
from pact.access import Actor, prepared
from pact.ui.figures import grouped

LIMITS = Limits()
PER_PAGE = 200
FIELDS = (
    *("line", "label", "position", "condition", "product_group__code", "product_group__name_plural"),
    *("product_group__order", "quantity", "not_known", "meets_criteria", "meets_not_known", "lifetime_months"),
    *("lifetime_not_known", "end_of_life", "labels", "revision", "meets_revision", "typed", "meets_typed"),
)
# What only a draft holds: nothing is sent while a text in it cannot be read.
UNSENT = ("typed", "meets_typed")
_WAS = ("line", "label", "product_group__code", "condition", "quantity", "meets_criteria")
COLUMN_OF = {condition: column for column, condition in CONDITION_OF.items() if column != MEETS}


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
         months, months_unknown, end, labels, revision, meets_revision, typed, meets_typed) = row  # fmt: skip
        line = lines.get(code)
        if line is None:
            line = lines[code] = Line(code, label, position, group, group_name, order)
        column = COLUMN_OF[condition]
        line.answers[column] = Answer(quantity, unknown, typed)
        line.revisions[column] = revision
        line.lifetimes[column] = Answer(months, months_unknown)
        line.ends[column] = end
        if labels:
            line.labels = sorted({*line.labels, *labels})
        if condition == "NEW":
            line.answers[MEETS] = Answer(meets, meets_unknown, meets_typed)
            line.revisions[MEETS] = meets_revision
    return sorted(lines.values(), key=lambda line: (line.order, line.group, line.position, line.line))


def rows_of(actor: Actor, submission: Submission | int, *, sent: bool = False):
    """The rows of the version that counts now."""
    return DeviceLine.objects.visible_to(actor).filter(version=newest(actor, submission, sent=sent))


def lines_of(actor: Actor, submission: Submission, *, sent: bool = False, compare: bool = True) -> list[Line]:
    """All lines: two queries, this year's and last year's figures."""
    lines = gathered(rows_of(actor, submission, sent=sent).values_list(*FIELDS))
    return with_last_year(actor, submission, lines) if compare else lines


def lines_of_page(actor: Actor, submission: Submission, start: int, stop: int) -> list[Line]:
    """The lines of one page of the grid, with last year's figures: two queries, whatever the number of pages."""
    report = submission.pk, submission.organization_id, submission.cycle.year - 1
    if start == 0:
        lines = gathered(prepared(_first_page, actor, submission.pk))
        return _beside(lines, prepared(_before_first_page, actor, *report))
    lines = gathered(_page(actor, submission.pk, start, stop).values_list(*FIELDS))
    return _beside(lines, _before(actor, *report, _page(actor, submission.pk, start, stop)))


def line_of(actor: Actor, submission: Submission, line: str) -> Line | None:
    """One line with last year's figures: two queries for its few rows."""
    found = gathered(prepared(_line, actor, submission.pk, line))
    if not found:
        return None
    last_year = submission.cycle.year - 1
    return _beside(found, prepared(_before_line, actor, submission.pk, submission.organization_id, last_year, line))[0]


def _page(actor: Actor, submission: int, start: int, stop: int):
    rows = rows_of(actor, submission)
    order = ("product_group__order", "product_group__code", "position", "line")
    return rows.filter(line__in=rows.filter(condition="NEW").order_by(*order).values("line")[start:stop])


def _first_page(actor: Actor, submission: int):
    return _page(actor, submission, 0, PER_PAGE).values_list(*FIELDS)


def _line(actor: Actor, submission: int, line: str):
    return rows_of(actor, submission).filter(line=line).values_list(*FIELDS)


def _before(actor: Actor, submission: int, organization_id: int, last_year: int, these):
    """Last year's rows of some lines of this year: by the line's own code or by its name."""
    rows = DeviceLine.objects.visible_to(actor).filter(version=year_before(actor, organization_id, last_year))
    names = these.annotate(name=Lower("label")).values("name")
    rows = rows.annotate(name=Lower("label")).filter(Q(line__in=these.values("line")) | Q(name__in=names))
    return rows.order_by("pk").values_list(*_WAS)


def _before_first_page(actor: Actor, submission: int, organization_id: int, last_year: int):
    return _before(actor, submission, organization_id, last_year, _page(actor, submission, 0, PER_PAGE))


def _before_line(actor: Actor, submission: int, organization_id: int, last_year: int, line: str):
    these = rows_of(actor, submission).filter(line=line)
    return _before(actor, submission, organization_id, last_year, these)


def lines_of_version(actor: Actor, version_id: int) -> list[Line]:
    return gathered(DeviceLine.objects.visible_to(actor).filter(version_id=version_id).values_list(*FIELDS))


def _all_before(actor: Actor, submission: Submission):
    before = year_before(actor, submission.organization_id, submission.cycle.year - 1)
    return DeviceLine.objects.visible_to(actor).filter(version=before)


def last_year(actor: Actor, submission: Submission) -> list[Line]:
    return gathered(_all_before(actor, submission).values_list(*FIELDS))


def with_last_year(actor: Actor, submission: Submission, lines: list[Line]) -> list[Line]:
    """Last year's figures beside all lines: one query, and none where there are no lines."""
    if not lines:
        return lines
    return _beside(lines, _all_before(actor, submission).order_by("pk").values_list(*_WAS))


def _beside(lines: list[Line], before: Iterable[tuple]) -> list[Line]:
    """By the line's own code, else by product group and name."""
    by_code: dict[str, dict] = {}
    by_name: dict[tuple, dict] = {}
    for code, label, group, condition, quantity, meets in before:
        was = by_code.get(code)
        if was is None:
            was = by_code[code] = by_name[group, label.casefold()] = {}
        was[COLUMN_OF[condition]] = quantity
        if condition == "NEW":
            was[MEETS] = meets
    for line in lines:
        line.was = by_code.get(line.line) or by_name.get((line.group, line.label.casefold())) or {}
    return lines


def explanations(
    actor: Actor, submission: Submission, *, sent: bool = False, line: str | None = None
) -> dict[tuple, Explanation]:
    if line is not None:
        rows = prepared(_explained_line, actor, submission.pk, line)
    else:
        rows = prepared(_explained_sent if sent else _explained, actor, submission.pk)
    return {(row.line, row.column, row.rule): row for row in rows}


def _explained(actor: Actor, submission: int):
    return Explanation.objects.visible_to(actor).filter(version=newest(actor, submission))


def _explained_sent(actor: Actor, submission: int):
    return Explanation.objects.visible_to(actor).filter(version=newest(actor, submission, sent=True))


def _explained_line(actor: Actor, submission: int, line: str):
    return _explained(actor, submission).filter(line=line)


def column_names() -> dict[str, str]:
    return {
        "new": _("bought new"),
        "meets": _("of which meet the criteria"),
        "refurbished": _("refurbished"),
        "remanufactured": _("remanufactured"),
    }


def shown_answer(answer: Answer) -> str:
    """How a cell reads: 1,240, not known, nothing, or what was typed and cannot be read."""
    return _("not known") if answer.not_known else answer.typed if answer.value is None else f"{answer.value:,}"


def said(finding: Finding) -> str:
    """The sentence of a finding in the reader's language, its numbers in the reader's form."""
    return _(finding.message) % {
        name: grouped(value) if isinstance(value, int) else value for name, value in finding.facts
    }


def sums(lines: Iterable[Line]) -> dict[str, Total]:
    """Every total of the grid by its name: `column:new`, `type:laptop`, `all`."""
    found: dict[str, Total] = {name: Total() for name in ("all", *(f"column:{column}" for column in COLUMNS))}
    for line in lines:
        for column, answer in line.answers.items():
            one = Total(answer.value, answer.open)
            names = [f"column:{column}", "all", f"type:{line.group}"] if column in COUNTED else [f"column:{column}"]
            for name in names:
                found[name] = found.get(name, Total()).plus(one)
        found.setdefault(f"type:{line.group}", Total())
    return found
