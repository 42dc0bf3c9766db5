"""A table file as raw rows, whatever it was written with: XLSX, or CSV in the encodings and marks that offices use."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from pact.sheets.archives import Limits, Unreadable, inspect_archive

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ENCODING_NAMES = {
    "utf-8-sig": "UTF-8",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
_DELIMITERS = (",", ";", "\t")
_NOTHING = ("", None)
csv.field_size_limit(131_072)


@dataclass
class RawTable:
    """One worksheet or one CSV: `rows` yields lists of raw cells from the file's first row on."""

    kind: str
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    rows: Iterator[list[Any]] = field(default_factory=lambda: iter(()))


def open_table(data: bytes, limits: Limits, *, sheet: str, fits: Callable[[list[list[Any]]], int]) -> RawTable:
    """The table in these bytes. `fits(first rows)` says how many heads it recognises: it picks worksheet and delimiter.

    Raises `Unreadable` and nothing else.
    """
    if len(data) > limits.size:
        raise Unreadable("too-large", maximum=limits.size // 1_000_000)
    if not data.strip():
        raise Unreadable("empty")
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data, limits, sheet, fits)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("old-excel")
    if data.startswith((b"%PDF", b"PK", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b")):
        raise Unreadable("not-a-table")
    return _csv(data, limits, fits)


def _workbook(data: bytes, limits: Limits, wanted: str, fits) -> RawTable:
    properties = inspect_archive(data, limits)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = [meta.name for meta in workbook.sheets_metadata if meta.visible == SheetVisibleEnum.Visible]
        names = sorted(visible, key=lambda name: name.casefold() != wanted.casefold())[:20]
        best, score = None, -1
        for name in names:
            sheet = workbook.get_sheet_by_name(name)
            found = fits(list(islice(_sheet_rows(sheet), 30)))
            if found > score:
                best, score = (name, sheet), found
            if name.casefold() == wanted.casefold() and found:
                break
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise Unreadable("damaged") from error
    if best is None:
        raise Unreadable("empty")
    return RawTable("xlsx", sheet=best[0], properties=properties, rows=_bounded(_sheet_rows(best[1]), limits))


def _sheet_rows(sheet) -> Iterator[list[Any]]:
    """The rows of a worksheet, one at a time, as the person sees them: from its first row and column on."""
    left = [""] * (sheet.start[1] if sheet.start else 0)
    return (left + row for row in sheet.iter_rows()) if left else sheet.iter_rows()


def _bounded(rows: Iterator[list[Any]], limits: Limits) -> Iterator[list[Any]]:
    filled = 0
    for row in rows:
        filled += any(cell not in _NOTHING for cell in row)
        if filled > limits.rows + 10:
            raise Unreadable("too-many-rows", maximum=f"{limits.rows:,}")
        yield row


def _csv(data: bytes, limits: Limits, fits) -> RawTable:
    text, encoding = _decoded(data)
    if "\x00" in text:
        raise Unreadable("not-a-table")
    body, told = _without_sep_line(text)
    best, score = ",", (-1, -1)
    for delimiter in [told] if told else _DELIMITERS:
        first = _first_rows(body, delimiter)
        now = (fits(first), max((len(row) for row in first), default=0))
        if now > score:
            best, score = delimiter, now
    return RawTable("csv", encoding=encoding, delimiter=best, rows=_csv_rows(body, best, limits, 1 if told else 0))


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(data) >= 8 and not any(data[offset:200:2]) and all(data[1 - offset : 8 : 2]):
            return _strictly(data, encoding)
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _strictly(data, "cp1252")


def _strictly(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), _ENCODING_NAMES.get(encoding, "Windows-1252")
    except UnicodeDecodeError as error:
        raise Unreadable("not-a-table" if b"\x00" in data[:2000] else "encoding") from error


def _without_sep_line(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;` names the delimiter."""
    first, _, rest = text.partition("\n")
    mark = first.strip('\r\ufeff" ')
    if len(mark) == 5 and mark.startswith("sep=") and mark[4] in _DELIMITERS:
        return rest, mark[4]
    return (rest, "\t") if first.rstrip("\r").lower() == "sep=\t" else (text, "")


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(text[:65_536], newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) == 30:
                break
    except csv.Error:
        return rows
    return rows


def _csv_rows(text: str, delimiter: str, limits: Limits, skipped: int) -> Iterator[list[str]]:
    for _ in range(skipped):
        yield []
    filled = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(row) > limits.columns + 4 and any(row[limits.columns + 4 :]):
                raise Unreadable("too-many-columns", maximum=limits.columns)
            filled += any(row)
            if filled > limits.rows + 10:
                raise Unreadable("too-many-rows", maximum=f"{limits.rows:,}")
            yield row
    except csv.Error as error:
        raise Unreadable("damaged") from error
