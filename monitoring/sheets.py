"""The columns in which device lines come and go: template, import and a copy of one's own data."""

import hashlib
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from monitoring.models import Submission
from monitoring.queries.grid import product_groups
from monitoring.queries.lines import Line, lines_of
from monitoring.rules import Answer, cell_value
from monitoring.rules.cells import COUNTED
from monitoring.rules.vocabularies import arrangement_names, label_names
from pact.access import Actor
from pact.sheets import Column, Sheet, Stream, Unclear, read, text, write_csv
from pact.sheets.columns import plain
from pact.sheets.numbers import shortened

VERSION = "1"


def _count(raw: Any) -> Any:
    """A cell as the grid reads it; blank is None, so that a line may leave it out."""
    answer = cell_value(raw[1:] if isinstance(raw, str) and raw[:1] == "'" else raw, (_("not known"),))
    return answer if isinstance(answer, Unclear) or answer.given else None


def _years(raw: Any) -> Any:
    """Years as people say them, kept as months."""
    value = plain(raw)
    if not value:
        return None
    if value == "?":
        return Answer(None, True)
    try:
        months = Decimal(value.replace(",", ".")) * 12
        whole = int(months.to_integral_value())
    except (ArithmeticError, ValueError):
        whole = 0
    if not 1 <= whole <= 180:
        sentence = gettext_noop('"%(text)s" is not a lifetime. Enter years, like 5 or 4.5, or ?.')
        return Unclear("not-years", shortened(value), sentence)
    return Answer(whole)


def _shown(answer: Answer | None) -> Any:
    return "" if answer is None else answer.text if answer.open else answer.value


def _shown_years(answer: Answer | None) -> Any:
    if answer is None or answer.value is None:
        return _shown(answer)
    return round(Decimal(answer.value) / 12, 2).normalize() if answer.value % 12 else answer.value // 12


def lines_sheet(groups: list[dict], year: int) -> Sheet:
    """The sheet of a year; device types are those of the register."""
    types = tuple((group["code"], group["name"]) for group in groups)
    name = _("Whatever tells this line from the others. One line for each type is enough.")
    return Sheet(
        "device-lines",
        title=_("Device lines"),
        version=f"{year}-{VERSION}",
        columns=(
            Column("product", _("Device type"), _("Choose from the list."), choices=types, required=True),
            Column("label", _("Contract, department or brand"), name, parse=text(160), width=36),
            *_figures(),
        ),
    )


def _figures() -> list[Column]:
    """Counts, then lifetimes."""
    whole = _("A whole number. 0 for none, ? if you cannot find out, empty if you have not looked yet.")
    years = _("Years of expected use, like 5 or 4.5; ? if not known. For used devices: from now on.")
    counts = {
        "new": _("New, all"),
        "meets": _("New, of which meet the criteria"),
        "refurbished": _("Refurbished"),
        "remanufactured": _("Remanufactured"),
    }
    lifetimes = {
        "years_new": _("Lifetime, new (years)"),
        "years_refurbished": _("Lifetime, refurbished (years)"),
        "years_remanufactured": _("Lifetime, remanufactured (years)"),
    }
    return [
        *(Column(key, head, whole, parse=_count, show=_shown, width=15) for key, head in counts.items()),
        *(Column(key, head, years, parse=_years, show=_shown_years, width=15) for key, head in lifetimes.items()),
    ]


def sheet_of(submission: Submission) -> Sheet:
    return lines_sheet(product_groups(submission.cycle.year), submission.cycle.year)


def as_row(line: Line) -> dict[str, Any]:
    """A line as a row of the sheet, with its code so that it is known again."""
    row: dict[str, Any] = {"_id": line.line, "product": line.group, "label": line.label, **line.answers}
    return row | {f"years_{column}": line.lifetimes.get(column) for column in COUNTED}


def template(actor: Actor, submission: Submission, kind: str) -> bytes:
    """The template, filled in with the draft; without one, with last year's lines and no figures."""
    sheet = sheet_of(submission)
    rows = [as_row(line) for line in lines_of(actor, submission, compare=False)]
    if kind == "csv":
        return write_csv(rows, sheet.columns, for_excel=True)
    from pact.sheets import template_xlsx

    facts = {"name": submission.organization.name, "year": submission.cycle.year}
    notes = [
        _("Devices delivered to %(name)s in %(year)s.") % facts,
        _("Lines that you delete here stay as they are. Take a line out on the page."),
    ]
    return template_xlsx(sheet, rows, title=_("Devices %(year)s: %(name)s") % facts, notes=notes)


def understood(upload: Any, submission: Submission) -> tuple[list[dict], list[dict], dict]:
    """Rows and problems of an upload as plain values, and what the file is. Never raises for what is in a file."""
    sheet = sheet_of(submission)
    found = read(upload, sheet)
    rows = [
        {
            "number": row.number,
            "id": row.id,
            "cells": {key: _plain(cell.value) for key, cell in row.cells.items() if not cell.problem},
            "raw": {key: cell.raw[:60] for key, cell in row.cells.items() if cell.problem},
        }
        for row in found.rows
    ]
    problems = [
        {"sheet": p.sheet, "row": p.row, "column": p.column, "code": p.code, "sentence": p.sentence}
        for p in found.problems
    ]
    upload.seek(0)
    facts = {
        "kind": found.kind,
        "sheet": found.sheet,
        "found": found.found,
        "missing": found.missing,
        "unknown": found.unknown,
        "template": found.template_version,
        "expected": f"{sheet.name} {sheet.version}",
        "sha256": hashlib.sha256(upload.read()).hexdigest(),
        "name": str(getattr(upload, "name", ""))[:160],
    }
    return rows, problems, facts


def too_much(problems: list[dict]) -> bool:
    """Whether a file is above what is read while one waits: a worker takes it."""
    sizes = ("too-large", "too-large-inside", "too-many-rows")
    return any(one["row"] == 0 and one["code"] in sizes for one in problems)


def opened(data: bytes, submission: Submission) -> Stream:
    """A large file, to be read row by row."""
    return Stream(data, sheet_of(submission))


def to_correct(problems: list[dict]) -> bytes:
    """The report of a file, a line for each thing to correct."""
    return write_csv(problems, _REPORT, for_excel=True)


_REPORT = (Column("row", "row"), Column("column", "column"), Column("sentence", "to_correct", width=80))


def _plain(value: Any) -> Any:
    """An answer as text, as JSON holds it: "12", "?" or None."""
    return value.text if isinstance(value, Answer) else value


def marked(upload: Any, submission: Submission) -> bytes:
    """What was sent, errors marked, for correcting in the spreadsheet itself."""
    from pact.sheets import with_errors_marked

    sheet = sheet_of(submission)
    return with_errors_marked(read(upload, sheet), sheet)


def data_csv(actor: Actor, submission: Submission, *, for_excel: bool = False) -> bytes:
    """Everything the organization reported: one row a line and condition."""
    rows = []
    for line in lines_of(actor, submission, compare=False):
        for column in COUNTED:
            months = line.lifetimes[column]
            rows.append(
                {
                    "year": submission.cycle.year,
                    "receipt": submission.receipt,
                    "type": line.group_name,
                    "label": line.label,
                    "condition": column,
                    "devices": line.answers[column],
                    "meets": line.answers["meets"] if column == "new" else None,
                    "months": months,
                    "end": arrangement_names().get(line.ends[column], line.ends[column]),
                    "labels": "; ".join(label_names().get(code, code) for code in line.labels),
                }
            )
    return write_csv(rows, _DATA, for_excel=for_excel)


_DATA = (
    Column("year", "year"),
    Column("receipt", "receipt"),
    Column("type", "device_type"),
    Column("label", "line"),
    Column("condition", "condition"),
    Column("devices", "devices", show=_shown),
    Column("meets", "of_which_meet_criteria", show=_shown),
    Column("months", "expected_lifetime_months", show=_shown),
    Column("end", "end_of_life"),
    Column("labels", "labels"),
)
