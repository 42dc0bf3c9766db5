"""What goes out: typed cells and CSV. No cell of ours is ever a formula (Security D4)."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pact.sheets.columns import Column

# A sign that spreadsheets compute, at the start or where a reader with another delimiter would start a cell.
_COMPUTED = re.compile("(^|[,;\"'\\t\\r\\n|])([\\s\u00a0]*)([=+\\-@\uff1d\uff0b\uff0d\uff20])")


def neutral(text: str) -> str:
    """Text that no spreadsheet takes for a formula, whatever it splits cells at."""
    clean = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    clean = clean.replace("\t", " ").strip(" ")
    return _COMPUTED.sub(_with_apostrophe, clean)


def _with_apostrophe(found: re.Match) -> str:
    return found[0] if found[1] == "'" else f"{found[1]}{found[2]}'{found[3]}"


def typed(value: Any) -> Any:
    """A cell value of a type that files know: number, day, truth, or neutral text."""
    if value is None or isinstance(value, (bool, int, Decimal)):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value
    return neutral(str(value))


def write_csv(rows: Iterable[Any], columns: Sequence[Column], *, for_excel: bool = False) -> bytes:
    """UTF-8 with commas; `for_excel`: the byte order mark and semicolons that spreadsheets of Europe expect."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if for_excel else ",", lineterminator="\r\n")
    writer.writerow([neutral(str(column.header)) for column in columns])
    for row in rows:
        writer.writerow([_in_csv(typed(column.shown(row)), for_excel) for column in columns])
    return out.getvalue().encode("utf-8-sig" if for_excel else "utf-8")


def _in_csv(value: Any, for_excel: bool) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal) and for_excel:
        return str(value).replace(".", ",")
    return value.isoformat() if isinstance(value, date) else "" if value is None else value
