"""What comes and goes as table files: columns listed once; template, import and export follow from them."""

from collections.abc import Iterable, Sequence
from typing import Any

from pact.sheets.archives import BACKGROUND, GRID, Limits
from pact.sheets.columns import Column, Sheet, count, day, decimal, text
from pact.sheets.numbers import BLANK, NOT_KNOWN, Unclear, parse_count, show_count
from pact.sheets.reading import Problem, Understood, read
from pact.sheets.streaming import Stream
from pact.sheets.writing import write_csv

__all__ = [
    "BACKGROUND",
    "BLANK",
    "GRID",
    "NOT_KNOWN",
    "Column",
    "Limits",
    "Problem",
    "Sheet",
    "Stream",
    "Unclear",
    "Understood",
    "count",
    "day",
    "decimal",
    "parse_count",
    "read",
    "show_count",
    "template_xlsx",
    "text",
    "with_errors_marked",
    "write_csv",
    "write_xlsx",
]

# What writes workbooks is loaded when it is first called: a third of a second and 15 MB that web workers do not pay.


def template_xlsx(
    sheet: Sheet, rows: Iterable[dict[str, Any]] = (), *, title: str = "", notes: Sequence[str] = (), room: int = 200
) -> bytes:
    """A blank or prefilled template. A row's `_id` travels in a hidden column; `room` empty rows stand below."""
    from pact.sheets import templates

    return templates.template_xlsx(sheet, rows, title=title, notes=notes, room=room)


def with_errors_marked(understood: Understood, sheet: Sheet) -> bytes:
    """What was sent, as a template: cells with a problem marked, and their sentences in a column at the end."""
    from pact.sheets import templates

    return templates.with_errors_marked(understood, sheet)


def write_xlsx(rows: Iterable[Any], columns: Sequence[Column], *, title: str = "Sheet") -> bytes:
    """A plain workbook of one sheet with typed cells."""
    from pact.sheets import workbooks

    return workbooks.write_xlsx(rows, columns, title=title)
