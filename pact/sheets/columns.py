"""Columns and sheets: what a floor lists once, and the parsers its columns are made of."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext, gettext_noop

from pact.sheets.numbers import BLANK, MAXIMUM, Missing, Unclear, parse_count, shortened, show_count

_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\t\r"
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def plain(raw: Any) -> str:
    """A raw cell as the text that a person saw; the apostrophe that neutralises a formula is taken off again."""
    text = raw if isinstance(raw, str) else _words(raw)
    if not text.isprintable() or not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Co"))
    clean = text.strip()
    return clean[1:] if clean[:1] == "'" and clean[1:2] and clean[1] in _SIGNS else clean


def _words(raw: Any) -> str:
    if raw is None:
        return ""
    if isinstance(raw, Missing):
        return raw.value
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float) and raw == raw and abs(raw) < 1e15 and raw == int(raw):
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat() if not (raw.hour or raw.minute or raw.second) else raw.isoformat(" ", "seconds")
    return raw.isoformat() if isinstance(raw, date) else str(raw)


def show_plain(value: Any) -> Any:
    """A value as a typed cell: numbers and days stay what they are, not known is `?`."""
    return show_count(value) if value is None or isinstance(value, Missing) else value


def text(maximum: int = 200) -> Callable[[Any], Any]:
    """A parser of text of at most so many characters."""

    def parse(raw):
        value = plain(raw)
        if len(value) > maximum:
            sentence = gettext_noop('"%(text)s" is too long. Use at most %(maximum)s characters.')
            return Unclear("too-long", shortened(value), sentence, (("maximum", maximum),))
        return value or None

    return parse


def count(maximum: int = MAXIMUM) -> Callable[[Any], Any]:
    """A parser of whole numbers; blank is None, `?` is NOT_KNOWN."""

    def parse(raw):
        value = parse_count(raw.lstrip("'") if isinstance(raw, str) and raw[:1] == "'" else raw, maximum)
        return None if value is BLANK else value

    return parse


def decimal(places: int = 2, maximum: int = 10**12) -> Callable[[Any], Any]:
    """A parser of amounts: the last mark is the decimal one, so 1.240,50 and 1,240.50 are the same."""

    def parse(raw):
        value = plain(raw)
        if not value or value == "?":
            return Missing.NOT_KNOWN if value else None
        compact = re.sub(r"[\s'\u2019\u00a0\u202f]", "", value)
        marks = [c for c in compact if c in ".,"]
        grouped = isinstance(raw, str) and re.match(r"[-+]?[1-9]\d{0,2}[.,]\d{3}\Z", compact)
        if len(marks) > 1 or grouped:
            compact = compact.replace(marks[0], "")
        try:
            number = Decimal(compact.replace(",", "."))
            if not number.is_finite() or abs(number) > maximum or number != round(number, places):
                raise InvalidOperation
        except InvalidOperation:
            sentence = gettext_noop('"%(text)s" is not an amount. Enter it like 1240.50.')
            return Unclear("not-an-amount", shortened(value), sentence)
        return round(number, places)

    return parse


def day(raw: Any) -> Any:
    """A parser of calendar days: 2027-03-31, 31.3.2027, 31 March 2027. 3/4/2027 is asked about."""
    value = plain(raw)
    if not value:
        return None
    for pattern, order in (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})\Z", "ymd"),
        (r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\Z", "dmy"),
    ):
        if found := re.match(pattern, value):
            part = dict(zip(order, (int(number) for number in found.groups()), strict=True))
            return _date(part["y"], part["m"], part["d"], value)
    if found := re.match(r"(\d{1,2})\s+([A-Za-z]{3,9})\.?\s+(\d{4})\Z", value):
        months = [no for no, name in enumerate(MONTHS, 1) if name.startswith(found[2].lower())]
        return _date(int(found[3]), months[0] if len(months) == 1 else 0, int(found[1]), value)
    return _date(0, 0, 0, value)


def _date(year: int, month: int, number: int, value: str) -> "date | Unclear":
    try:
        return date(year, month, number)
    except ValueError:
        sentence = gettext_noop('"%(text)s" is not a date we can read. Enter it like 2027-03-31.')
        return Unclear("not-a-day", shortened(value), sentence)


_TEXT = text()


@dataclass(frozen=True)
class Column:
    """One column. `value` takes it out of a row for export (default: by key); `show` makes it a typed cell."""

    key: str
    header: str
    help: str = ""
    parse: Callable[[Any], Any] = _TEXT
    show: Callable[[Any], Any] = show_plain
    choices: Sequence[tuple[str, str]] | None = None
    required: bool = False
    width: int = 18
    locked: bool = False
    value: Callable[[Any], Any] | None = None

    def understood(self, raw: Any) -> Any:
        """What the raw cell means: None for blank, a value, or `Unclear`."""
        value = self._choice(raw) if self.choices else self.parse(raw)
        if self.required and value is None:
            return Unclear("missing", "", gettext_noop("Fill this in."))
        return value

    def shown(self, row: Any) -> Any:
        """The typed cell of this column for one row (a dict or an object)."""
        if self.value:
            value = self.value(row)
        else:
            value = row.get(self.key) if isinstance(row, dict) else getattr(row, self.key)
        if self.choices:
            value = dict(self.choices).get(value, value)
        return self.show(value)

    def _choice(self, raw: Any) -> Any:
        wanted = folded(plain(raw))
        if not wanted:
            return None
        for code, label in self.choices:
            if wanted in (folded(code), folded(label)):
                return code
        labels = ", ".join(str(label) for _code, label in self.choices[:6])
        sentence = gettext_noop('"%(text)s" is not in the list. Choose one of: %(labels)s.')
        return Unclear("not-in-list", shortened(plain(raw)), sentence, (("labels", labels),))


@dataclass(frozen=True)
class Sheet:
    """A table file: its name in codes, its title for people, the version of its template, its columns."""

    name: str
    columns: tuple[Column, ...]
    version: str
    title: str = ""

    @property
    def heading(self) -> str:
        """The title as a worksheet may bear it: 31 characters, none of those that spreadsheets refuse."""
        return re.sub(r"[\[\]:*?/\\']", " ", str(self.title or self.name))[:31].strip() or "Sheet"


def folded(text: Any) -> str:
    """Text for comparing heads and choices: case, width, spaces and marks of obligation do not matter."""
    return " ".join(unicodedata.normalize("NFKC", str(text)).casefold().replace("*", " ").split())


def sentence_of(unclear: Unclear) -> str:
    """The sentence of an `Unclear` in the reader's language."""
    return gettext(unclear.message) % {"text": unclear.text, **dict(unclear.facts)}
