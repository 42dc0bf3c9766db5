"""What we understood of a file: rows with raw texts and values, and a sentence for each cell that needs correcting."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pact.sheets.archives import GRID, Limits, Unreadable
from pact.sheets.columns import Column, Sheet, folded, plain, sentence_of
from pact.sheets.numbers import Unclear, shortened
from pact.sheets.tables import RawTable, open_table

ID = "_id"
VERSION = "pact-template"
ERRORS = gettext_noop("What to correct")
SENTENCES = {
    "too-large": gettext_noop("This file is larger than %(maximum)s MB. Take out what is not part of the table."),
    "too-large-inside": gettext_noop(
        "This workbook unpacks to more than we can read. Save only the table in a new file."
    ),
    "too-many-parts": gettext_noop("This workbook has too many parts. Save only the table in a new file."),
    "too-many-rows": gettext_noop("This table has more than %(maximum)s rows. Split it into smaller files."),
    "too-many-columns": gettext_noop("This table has more than %(maximum)s columns. Use the template."),
    "locked": gettext_noop("This file is locked with a password. Save it without one."),
    "macros": gettext_noop("This workbook has macros. Save it as an ordinary .xlsx workbook."),
    "not-a-workbook": gettext_noop("This is not a workbook we can read. Save it as .xlsx or as CSV."),
    "not-a-table": gettext_noop("This is not a table file. Send an .xlsx workbook or a CSV file."),
    "old-excel": gettext_noop("This is an old or locked workbook. Save it as .xlsx without a password, or as CSV."),
    "damaged": gettext_noop(
        "This file is damaged or was not closed properly. Open it, save it again, and send it once more."
    ),
    "doctype": gettext_noop(
        "This workbook holds parts that no spreadsheet writes. Copy the table into a new workbook."
    ),
    "encoding": gettext_noop("We cannot read the letters of this file. Save it as CSV UTF-8 or as .xlsx."),
    "empty": gettext_noop("There is nothing in this file."),
    "no-heads": gettext_noop(
        "We found none of the columns in this file. Use the template, or name the columns as it does."
    ),
    "missing-column": gettext_noop('The column "%(column)s" is missing. Add it, as in the template.'),
    "double-column": gettext_noop('The column "%(column)s" stands here twice. Keep one of them.'),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` is the row of the file as spreadsheets number it, 0 for the file as a whole."""

    sheet: str
    row: int
    column: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Cell:
    raw: str
    value: Any = None
    problem: Problem | None = None


@dataclass(slots=True)
class Row:
    """One line that is not blank. `values` holds what could be understood, None for blank."""

    number: int
    id: str
    cells: dict[str, Cell]
    extra: dict[str, str]

    @property
    def values(self) -> dict[str, Any]:
        return {key: cell.value for key, cell in self.cells.items() if cell.problem is None}

    @property
    def ok(self) -> bool:
        return all(cell.problem is None for cell in self.cells.values())


@dataclass
class Understood:
    """The whole answer; `found`, `missing` and `unknown` are heads of columns."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    template_version: str = ""
    kind: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    found: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.problems


@dataclass(frozen=True)
class Heads:
    """Where the columns stand: by place in the row."""

    number: int
    columns: dict[int, Column]
    id_at: int | None
    extra: dict[int, str]
    double: list[str]


def read(upload: Any, sheet: Sheet, limits: Limits = GRID) -> Understood:
    """Read an upload (or bytes). Whatever is in the file, the answer is an `Understood`, never an exception."""
    data = bytes_of(upload, limits)
    understood = Understood()
    try:
        table = open_table(data, limits, sheet=sheet.heading, fits=lambda rows: fit(rows, sheet))
        _take(table, sheet, understood)
    except Unreadable as reason:
        understood.rows.clear()
        understood.problems = [about_file(understood.sheet, reason.code, **reason.facts)]
    return understood


def bytes_of(upload: Any, limits: Limits) -> bytes:
    if isinstance(upload, bytes):
        return upload
    upload.seek(0)
    data = upload.read(limits.size + 1)
    upload.seek(0)
    return data


def about_file(sheet: str, code: str, column: str = "", **facts: Any) -> Problem:
    return Problem(sheet, 0, column, code, _(SENTENCES[code]) % {"column": column, **facts})


def _take(table: RawTable, sheet: Sheet, understood: Understood) -> None:
    heads, numbered = below_heads(table, sheet, understood)
    for number, raw in numbered:
        if row := _row(number, raw, heads, understood):
            understood.rows.append(row)
    if not understood.rows and not understood.problems:
        raise Unreadable("empty")


def below_heads(table: RawTable, sheet: Sheet, understood: Understood) -> tuple[Heads, Iterator[tuple[int, list]]]:
    """What the file calls its columns, noted in `understood`, and the numbered rows below."""
    understood.kind, understood.sheet = table.kind, table.sheet
    understood.encoding, understood.delimiter = table.encoding, table.delimiter
    understood.template_version = table.properties.get(VERSION, "")
    ahead = list(islice(table.rows, 30))
    heads = heads_in(ahead, sheet)
    if not heads or not heads.columns:
        raise Unreadable("no-heads" if any(any(row) for row in ahead) else "empty")
    note_heads(heads, sheet, understood)
    rows = _numbered(ahead, table.rows)
    return heads, ((number, raw) for number, raw in rows if number > heads.number)


def _numbered(ahead: list, rows: Iterator[list]) -> Iterator[tuple[int, list]]:
    yield from enumerate(ahead, 1)
    yield from enumerate(rows, len(ahead) + 1)


def fit(rows: list[list[Any]], sheet: Sheet) -> int:
    heads = heads_in(rows, sheet)
    return len(heads.columns) if heads else 0


def heads_in(rows: list[list[Any]], sheet: Sheet) -> Heads | None:
    """The row among the first thirty that names most of the columns."""
    names = {folded(column.header): column for column in sheet.columns} | {
        column.key: column for column in sheet.columns
    }
    best = None
    for number, row in enumerate(rows, 1):
        if not any(row):
            continue
        heads = _heads_of(number, row, names)
        if best is None or len(heads.columns) > len(best.columns):
            best = heads
    return best


def _heads_of(number: int, row: list[Any], names: dict[str, Column]) -> Heads:
    columns, extra, double, id_at = {}, {}, [], None
    for at, raw in enumerate(row):
        name = plain(raw)
        column = names.get(folded(name))
        if column and column in columns.values():
            double.append(column.header)
        elif column:
            columns[at] = column
        elif name == ID:
            id_at = at
        elif name and name not in (ERRORS, _(ERRORS)):
            name = shortened(name, 80)
            extra[at] = f"{name} ({at + 1})" if name in extra.values() else name
    return Heads(number, columns, id_at, extra, double)


def note_heads(heads: Heads, sheet: Sheet, understood: Understood) -> None:
    present = {column.key for column in heads.columns.values()}
    absent = [column for column in sheet.columns if column.key not in present]
    understood.found = [str(column.header) for column in heads.columns.values()]
    understood.missing = [str(column.header) for column in absent]
    understood.unknown = list(heads.extra.values())
    wrong = [("double-column", name) for name in heads.double]
    wrong += [("missing-column", column.header) for column in absent if column.required]
    for code, name in wrong:
        understood.problems.append(about_file(understood.sheet, code, column=str(name)))


def _row(number: int, raw: list[Any], heads: Heads, understood: Understood) -> Row | None:
    texts = {at: plain(raw[at]) if at < len(raw) else "" for at in (*heads.columns, *heads.extra)}
    if not any(texts.values()):
        return None
    cells = {}
    for at, column in heads.columns.items():
        value = column.understood(raw[at] if at < len(raw) else None)
        problem = None
        if isinstance(value, Unclear):
            problem = at_cell(understood.sheet, number, column, value)
            understood.problems.append(problem)
        cells[column.key] = Cell(texts[at], None if problem else value, problem)
    row_id = plain(raw[heads.id_at]) if heads.id_at is not None and heads.id_at < len(raw) else ""
    return Row(number, row_id[:40], cells, {heads.extra[at]: texts[at] for at in heads.extra if texts[at]})


def at_cell(sheet: str, number: int, column: Column, unclear: Unclear) -> Problem:
    sentence = _("Row %(row)s, column %(column)s: %(sentence)s") % {
        "row": number,
        "column": column.header,
        "sentence": sentence_of(unclear),
    }
    return Problem(sheet, number, str(column.header), unclear.code, sentence)
