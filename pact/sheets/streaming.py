"""A large file row by row: the same columns, heads and sentences as `read`, without keeping what was read.

A large table says the same again and again (numbers, choices), so what a raw cell means is remembered for a while.
"""

from collections.abc import Iterator
from typing import Any

from pact.sheets.archives import BACKGROUND, Limits, Unreadable
from pact.sheets.columns import Sheet, plain
from pact.sheets.numbers import Unclear
from pact.sheets.reading import Heads, Problem, Understood, about_file, at_cell, below_heads, bytes_of, fit
from pact.sheets.tables import open_table

MEMORY = 20_000
_NOTHING = ("", None)


class Stream:
    """`rows()` once; meanwhile and afterwards `understood` says what the file is (its rows stay empty). A file that is
    not what it says ends the rows early, with one problem of row 0."""

    def __init__(self, upload: Any, sheet: Sheet, limits: Limits = BACKGROUND):
        self.upload, self.sheet, self.limits = upload, sheet, limits
        self.understood = Understood()

    def rows(self) -> Iterator[tuple[int, str, dict[str, Any], list[Problem]]]:
        """Number, id, values by column key (None: blank or unreadable), and what is to correct, of each row."""
        data, self.upload = bytes_of(self.upload, self.limits), None
        try:
            table = open_table(data, self.limits, sheet=self.sheet.heading, fits=lambda rows: fit(rows, self.sheet))
            heads, numbered = below_heads(table, self.sheet, self.understood)
            del data
            yield from self._rows(heads, numbered)
        except Unreadable as reason:
            self.understood.problems = [about_file(self.understood.sheet, reason.code, **reason.facts)]

    def _rows(self, heads: Heads, numbered: Iterator[tuple[int, list]]):
        columns = [(at, column, {}) for at, column in heads.columns.items()]
        seen = False
        for number, raw in numbered:
            if all(cell in _NOTHING for cell in raw):
                continue
            values, unclear = _understood(raw, columns)
            if all(value is None for value in values.values()) and not _says_something(raw, heads):
                continue
            seen = True
            problems = [at_cell(self.understood.sheet, number, column, what) for column, what in unclear]
            at = heads.id_at
            yield number, plain(raw[at])[:40] if at is not None and at < len(raw) else "", values, problems
        if not seen and not self.understood.problems:
            raise Unreadable("empty")


def _understood(raw: list, columns: list[tuple]) -> tuple[dict[str, Any], list[tuple]]:
    values, unclear, width = {}, [], len(raw)
    for at, column, known in columns:
        cell = raw[at] if at < width else None
        # True is 1 to a dictionary, and not to a reader.
        value = column.understood(cell) if cell.__class__ is bool else known.get(cell, known)
        if value is known:
            value = column.understood(cell)
            if len(known) < MEMORY:
                known[cell] = value
        if value.__class__ is Unclear:
            unclear.append((column, value))
            value = None
        values[column.key] = value
    return values, unclear


def _says_something(raw: list, heads: Heads) -> bool:
    return any(plain(raw[at]) for at in (*heads.columns, *heads.extra) if at < len(raw))
