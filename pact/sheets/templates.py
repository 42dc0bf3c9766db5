"""The workbook people fill in: prefilled, guarded, and recognised when it comes back."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from pact.sheets.columns import Column, Sheet
from pact.sheets.reading import ERRORS, ID, VERSION, Understood
from pact.sheets.workbooks import HEAD, WRAPPED, put, saved
from pact.sheets.writing import neutral, typed

_EDGE = Side(style="thin", color="DAD9D1")
_INPUT = {"border": Border(_EDGE, _EDGE, _EDGE, _EDGE), "protection": Protection(locked=False)}
_LOCKED = PatternFill("solid", fgColor="EFEEE8")
_WRONG = PatternFill("solid", fgColor="FBE6E3")
_ROOM = 200
_TOP = 3


def template_xlsx(
    sheet: Sheet,
    rows: Iterable[dict[str, Any]] = (),
    *,
    title: str = "",
    notes: Sequence[str] = (),
    room: int,
) -> bytes:
    """A blank or prefilled template. A row's `_id` travels in a hidden column; `room` empty rows stand below."""
    book, page = _book(sheet, title)
    last = _TOP
    for row in rows:
        last += 1
        _fill(page, last, sheet, row.get(ID, ""), [typed(column.shown(row)) for column in sheet.columns])
    for number in range(last + 1, last + 1 + room):
        _fill(page, number, sheet, "", [None] * len(sheet.columns))
    _finish(book, page, sheet, last + room, notes)
    return saved(book)


def with_errors_marked(understood: Understood, sheet: Sheet) -> bytes:
    """What was sent, as a template: cells with a problem marked, and their sentences in a column at the end."""
    book, page = _book(sheet, "")
    extra = list(dict.fromkeys(name for row in understood.rows for name in row.extra))
    at = len(sheet.columns) + 2
    for offset, name in enumerate([_(ERRORS), *extra]):
        _head(page.cell(_TOP, at + offset), name)
        page.column_dimensions[get_column_letter(at + offset)].width = 60 if not offset else 18
    for number, row in enumerate(understood.rows, _TOP + 1):
        raw = [_again(row.cells.get(column.key), column) for column in sheet.columns]
        _fill(page, number, sheet, row.id, raw)
        problems = [(no, cell.problem) for no, cell in _cells(row, sheet) if cell.problem]
        for column_number, _problem in problems:
            page.cell(number, column_number).fill = _WRONG
        said = page.cell(number, at)
        put(said, "\n".join(neutral(problem.sentence.partition(": ")[2]) for _no, problem in problems) or None)
        said.alignment = WRAPPED
        for offset, name in enumerate(extra, 1):
            put(page.cell(number, at + offset), neutral(row.extra.get(name, "")) or None)
    below = _TOP + len(understood.rows) + 1
    for number in range(below, below + _ROOM):
        _fill(page, number, sheet, "", [None] * len(sheet.columns))
    general = [problem.sentence for problem in understood.problems if not problem.row]
    _finish(book, page, sheet, _TOP + len(understood.rows) + _ROOM, general)
    return saved(book)


def _cells(row, sheet: Sheet):
    for number, column in enumerate(sheet.columns, 2):
        if cell := row.cells.get(column.key):
            yield number, cell


def _again(cell, column: Column) -> Any:
    """The value if it was understood, else what was typed."""
    if cell is None:
        return None
    return neutral(cell.raw) or None if cell.problem else typed(column.shown({column.key: cell.value}))


def _book(sheet: Sheet, title: str):
    book = Workbook()
    page = book.active
    page.title = sheet.heading
    put(page.cell(1, 2), neutral(str(title or sheet.title or sheet.name)))
    page.cell(1, 2).font = Font(bold=True, size=14, color="0C5A52")
    put(
        page.cell(2, 2),
        _("Fill in the white cells. Write 0 for none and ? if you do not know. Keep the names of the columns."),
    )
    put(page.cell(_TOP, 1), ID)
    for number, column in enumerate(sheet.columns, 2):
        _head(page.cell(_TOP, number), column.header)
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.column_dimensions["A"].hidden = True
    page.freeze_panes = page.cell(_TOP + 1, 2)
    return book, page


def _head(cell, text: str) -> None:
    put(cell, neutral(str(text)))
    cell.font, cell.fill, cell.alignment = HEAD["font"], HEAD["fill"], WRAPPED


def _fill(page, number: int, sheet: Sheet, row_id: str, values: Sequence[Any]) -> None:
    put(page.cell(number, 1), neutral(str(row_id)) or None)
    for at, (column, value) in enumerate(zip(sheet.columns, values, strict=True), 2):
        cell = page.cell(number, at)
        put(cell, value)
        if column.locked:
            cell.fill = _LOCKED
        else:
            cell.border, cell.protection = _INPUT["border"], _INPUT["protection"]


def _finish(book: Workbook, page, sheet: Sheet, last: int, notes: Sequence[str]) -> None:
    _lists(book, page, sheet, last)
    _help(book, sheet, notes)
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = page.protection.sort = page.protection.autoFilter = (
        False
    )
    book.custom_doc_props.append(StringProperty(name=VERSION, value=f"{sheet.name} {sheet.version}"))


def _lists(book: Workbook, page, sheet: Sheet, last: int) -> None:
    """Choices stand in a very hidden sheet and are named by range: a list in the rule itself ends at 255 characters."""
    hidden = book.create_sheet("_choices")
    hidden.sheet_state = "veryHidden"
    for number, column in enumerate(sheet.columns, 2):
        if not column.choices:
            continue
        letter = get_column_letter(number)
        for row, (_code, label) in enumerate(column.choices, 1):
            put(hidden.cell(row, number), neutral(str(label)))
        rule = DataValidation(
            "list", formula1=f"_choices!${letter}$1:${letter}${len(column.choices)}", allow_blank=True
        )
        rule.error = _("Choose one of the list.")
        rule.errorTitle, rule.showErrorMessage = str(column.header)[:31], True
        rule.prompt, rule.promptTitle = str(column.help)[:250] or None, str(column.header)[:31]
        rule.showInputMessage = bool(column.help)
        rule.add(f"{letter}{_TOP + 1}:{letter}{last}")
        page.add_data_validation(rule)


def _help(book: Workbook, sheet: Sheet, notes: Sequence[str]) -> None:
    page = book.create_sheet(_("How to fill this in"))
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 28, 90
    row = 0
    for note in notes:
        row += 1
        put(page.cell(row, 1), neutral(str(note)))
    row += bool(notes)
    for column in sheet.columns:
        row += 1
        put(page.cell(row, 1), neutral(str(column.header)))
        page.cell(row, 1).font = Font(bold=True)
        put(page.cell(row, 2), neutral(str(column.help)))
        page.cell(row, 2).alignment = WRAPPED
    page.protection.sheet = True
