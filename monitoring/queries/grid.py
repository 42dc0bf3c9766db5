"""The grid of device counts as the page draws it: plain dicts, everything worked out beforehand."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef

from governance.models import ProductGroup, ScopePeriod
from monitoring.models import Submission
from monitoring.queries.checking import shown
from monitoring.queries.lines import (
    LIMITS,
    PER_PAGE,
    Line,
    column_names,
    explanations,
    line_of,
    lines_of_page,
    said,
    shown_answer,
)
from monitoring.queries.overview import overview
from monitoring.rules import COLUMNS, ERROR, WARN, Answer, Finding, Total, findings_of_line
from monitoring.rules.cells import MEETS, NOTHING
from pact.access import Actor, prepared

_FLAGS = {ERROR: "is-err", WARN: "is-warn"}


def product_groups(year: int) -> list[dict]:
    """Every product group; those that the year does not count are optional. One query."""
    return [
        {
            "pk": row.pk,
            "code": row.code,
            "name": row.name_plural,
            "optional": not row.within,
            "definition": row.definition,
        }
        for row in prepared(_product_groups, date(year, 1, 1), date(year + 1, 1, 1))
    ]


def _product_groups(first: date, after: date):
    within = ScopePeriod.objects.counting_in(first, after).filter(product_group=OuterRef("pk"))
    return ProductGroup.objects.annotate(within=Exists(within)).order_by("order", "code")


def grid(actor: Actor, submission: Submission, *, page: str = "1", typed=None, faults=None) -> dict:
    """Five queries, whatever the number of lines: totals, lines, last year's, explanations, product groups. `typed` and
    `faults`: what a plain form sent."""
    whole = overview(actor, submission)
    paged = Paginator(range(whole.lines), PER_PAGE).get_page(page)
    lines = lines_of_page(actor, submission, max(0, paged.start_index() - 1), paged.end_index())
    groups = product_groups(submission.cycle.year)
    drawer = _Drawer(submission.cycle.year - 1, typed or {}, faults or {}, explanations(actor, submission))
    return {
        "types": _types(lines, groups, whole.totals, drawer),
        "foot": [
            {"key": f"column:{name}", "head": head, "total": _total(whole.totals[f"column:{name}"])}
            for name, head in column_names().items()
        ],
        "all": _total(whole.totals["all"]),
        "page": paged,
        "faults": [one for one in drawer.said if one["error"]],
        "said": drawer.said,
        "to_check": drawer.to_check,
        "versions": {f"{one.line}:{name}": one.revisions[name] for one in lines for name in COLUMNS},
        "first": drawer.first,
        "explained": drawer.explained,
        "states": whole.states,
        "has_last_year": whole.last_year,
    }


def _types(lines: list[Line], groups: list[dict], totals: dict[str, Total], drawer: "_Drawer") -> list[dict]:
    optional = {group["code"]: group["optional"] for group in groups}
    types: list[dict] = []
    for line in lines:
        if not types or types[-1]["code"] != line.group:
            key = f"type:{line.group}"
            types.append(
                {"code": line.group, "name": line.group_name, "optional": optional.get(line.group, True),
                 "total": _total(totals[key]), "lines": []}
            )  # fmt: skip
        types[-1]["lines"].append(drawer.line(line))
    return types


def _total(total: Total) -> dict:
    """Text and, where a part is not known, that it is a lower bound."""
    return {"text": shown(Total(total.value)) if total.value is not None else shown(total),
            "open": total.open and total.value is not None}  # fmt: skip


class _Drawer:
    """Draws lines and remembers what has to be said above and below the grid."""

    def __init__(self, last_year: int, typed: dict, faults: dict, explained: dict):
        self.last_year, self.typed, self.faults, self.explained = last_year, typed, faults, explained
        self.said: list[dict] = []
        self.to_check = 0
        self.first: tuple[Line, str] | None = None
        self.heads = column_names()

    def line(self, line: Line) -> dict:
        found: dict[str, Finding] = {}
        for finding in findings_of_line(line.cells, LIMITS):
            found.setdefault(finding.column, finding)
        where, counted = f"{line.group_name}, {line.label}", f"line:{line.line} type:{line.group} column:"
        of = {column: "column:meets" if column == MEETS else f"{counted}{column} all" for column in COLUMNS}
        was = line.was_total
        return {
            "line": line.line,
            "label": line.label,
            "where": where,
            "cells": [self._cell(line, column, where, found.get(column), sums) for column, sums in of.items()],
            "total": _total(line.total),
            "was": f"{was:,}" if was is not None else "",
        }

    def _cell(self, line: Line, column: str, where: str, finding: Finding | None, counted: str) -> dict:
        name = f"{line.line}:{column}"
        answer, was, head = line.answers.get(column, NOTHING), line.was.get(column), self.heads[column]
        target, label = f"c-{line.line}-{column}", f"{where}: {head}"
        fault = self.faults.get(name) if self.faults else None
        quiet = finding is None and fault is None
        classes, flag = ("", "") if quiet else self._look(line, column, finding, fault, target, label)
        if answer.not_known and name not in self.typed:
            classes += " is-unk"
        return {
            "id": target, "name": name, "version": line.revisions[column], "value": self._text(name, answer),
            "aria": label, "head": head, "sum": counted, "cls": classes, "flag": flag,
            "bad": bool(fault) or flag == "octagon-alert",
            "was": f"{self.last_year}: {was:,}" if was is not None else "",
        }  # fmt: skip

    def _look(self, line: Line, column: str, finding, fault: str | None, target: str, label: str) -> tuple[str, str]:
        if fault:
            self._say(line, column, target, label, fault, error=True)
            return " is-err", "octagon-alert"
        if finding is None or finding.severity not in _FLAGS:
            return "", ""
        if finding.key in self.explained:
            return " is-noted", ""
        error = finding.severity == ERROR
        self._say(line, column, target, label, said(finding), error=error)
        self.to_check += not error
        self.first = self.first or (line, column)
        return f" {_FLAGS[finding.severity]}", "octagon-alert" if error else "triangle-alert"

    def _say(self, line: Line, column: str, target: str, label: str, sentence: str, *, error: bool) -> None:
        name = f"{line.line}:{column}"
        self.said.append({"name": name, "target": target, "label": label, "sentence": sentence, "error": error})

    def _text(self, name: str, answer: Answer) -> str:
        return self.typed[name] if name in self.typed else shown_answer(answer)


def after_save(actor: Actor, submission: Submission, line: str) -> dict:
    """Totals and the findings of one line, for the answer to a save: at most four queries, whatever the number of
    lines."""
    totals = {name: shown(total) for name, total in overview(actor, submission).totals.items()}
    one = line_of(actor, submission, line)
    if one is None:
        return {"totals": totals, "findings": []}
    findings = findings_of_line(one.cells, LIMITS)
    explained = explanations(actor, submission, line=line) if findings else {}
    found = [
        {"column": finding.column, "level": finding.severity, "sentence": said(finding)}
        for finding in findings
        if finding.key not in explained
    ]
    return {"totals": totals | {f"line:{line}": shown(one.total)}, "findings": found}


def line_row(actor: Actor, submission: Submission, line: str) -> dict | None:
    """One line as the grid draws it, for a row that a paste added."""
    drawer = _Drawer(submission.cycle.year - 1, {}, {}, {})
    one = line_of(actor, submission, line)
    return drawer.line(one) if one else None
