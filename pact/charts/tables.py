"""The same numbers as a table and as CSV."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

FORMULA = re.compile(r"^[\s\"']*[=+\-@\t\r＝＋－＠]")


def neutral(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers."""
    if isinstance(value, str):
        flat = value.replace("\r", " ").replace("\n", " ")
        return f"'{flat}" if FORMULA.match(flat) else flat
    return "" if value is None else value


def csv_text(head: Sequence[str], records: Iterable[Sequence[object]]) -> str:
    """RFC 4180: comma, CRLF; numbers with a point whatever the language."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([neutral(str(h)) for h in head])
    writer.writerows([neutral(v) for v in record] for record in records)
    return out.getvalue()


def table_of(chart: Any) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], tuple[tuple[object, ...], ...]]:
    """Head, rows as written, records as numbers: a row per category, a column per series and end of its range."""
    head = [chart.category_head or _("Category")]
    columns: list[list[float | None]] = []
    guesses = []
    for series in chart.series:
        name = series.name or chart.unit or _("Value")
        head.append(name)
        columns.append(series.numbers)
        guesses.append([series.guessed(i) for i in range(len(chart.names))])
        if series.low and series.high:
            for words, end in ((_("%(name)s, low"), 0), (_("%(name)s, high"), 1)):
                head.append(words % {"name": name})
                columns.append([pair[end] if pair else None for pair in series.ranges])
                guesses.append([False] * len(chart.names))
    if chart.groups:
        head.insert(0, _("Group"))
    rows, records = [], []
    group_of = [name for name, count in chart.groups for _n in range(count)]
    for at, name in enumerate(chart.names):
        lead = [group_of[at] if at < len(group_of) else "", name] if chart.groups else [name]
        values = [column[at] if at < len(column) else None for column in columns]
        written = [chart.word if v is None else _mark(chart.write(v), guesses[i][at]) for i, v in enumerate(values)]
        rows.append((*lead, *written))
        records.append((*lead, *(None if v is None else plain(v) for v in values)))
    return tuple(head), tuple(rows), tuple(records)


def plain(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _mark(written: str, guessed: bool) -> str:
    return _("%(number)s (estimate)") % {"number": written} if guessed else written
