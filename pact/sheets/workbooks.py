"""XLSX that goes out. openpyxl is slow to load, so only what writes workbooks enters this module."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from pact.sheets.columns import Column
from pact.sheets.writing import neutral, typed

HEAD = {"font": Font(bold=True, color="FFFFFF"), "fill": PatternFill("solid", fgColor="0C5A52")}
WRAPPED = Alignment(wrap_text=True, vertical="top")


def write_xlsx(rows: Iterable[Any], columns: Sequence[Column], *, title: str = "Sheet") -> bytes:
    """A plain workbook of one sheet, written row by row."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=re.sub(r"[\[\]:*?/\\']", " ", str(title))[:31] or "Sheet")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.append([_head(sheet, column.header) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, typed(column.shown(row))) for column in columns])
    return saved(book)


def _head(sheet, text: str):
    cell = _cell(sheet, neutral(str(text)))
    cell.font, cell.fill = HEAD["font"], HEAD["fill"]
    return cell


def _cell(sheet, value: Any):
    cell = WriteOnlyCell(sheet)
    put(cell, value)
    return cell


def put(cell, value: Any) -> None:
    """Set a typed value; text is text even when openpyxl would see a formula or an error code in it."""
    if isinstance(value, str):
        cell.value = None
        cell._value, cell.data_type = value[:32_000], "s"
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
