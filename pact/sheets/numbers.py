"""Counts as people write them. Pure: the grid, the import and the API read a figure in the same way.

Blank, zero and not known are three values. 1 240, 1.240, 1,240 and 1'240 are 1240; "1.5" is asked about, never rounded.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Any

MAXIMUM = 10_000_000


class Missing(Enum):
    BLANK = ""
    NOT_KNOWN = "?"

    def __bool__(self) -> bool:
        return False


BLANK, NOT_KNOWN = Missing.BLANK, Missing.NOT_KNOWN


@dataclass(frozen=True)
class Unclear:
    """What could not be read: a code, the text as it was (shortened), and the sentence with named places."""

    code: str
    text: str = ""
    message: str = ""
    facts: tuple[tuple[str, Any], ...] = ()

    @property
    def sentence(self) -> str:
        return self.message % {"text": self.text, **dict(self.facts)}


SENTENCES = {
    "not-a-number": '"%(text)s" is not a number. Use ? if you do not know.',
    "not-whole": '"%(text)s" can be read in two ways. Enter a whole number, like 15 or 1500.',
    "below-zero": '"%(text)s" is below zero. Enter 0 or more.',
    "too-large": '"%(text)s" is more than %(maximum)s. Check the number.',
}

# Spaces, and marks that group thousands somewhere in Europe or beyond.
_SPACES = " \t\n\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_SAME = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_INVISIBLE, ""),
        **dict.fromkeys("\u2019\u2018\u02bc\uff07\u066c", "'"),
        **dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d", "-"),
        "\uff0e": ".",
        "\uff0c": ",",
        "\u060c": ",",
        "\u066b": ",",
        "\uff1f": "?",
        "\u061f": "?",
        "\uff0b": "+",
    }
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?P<mark>[ .,'])\d{3})(?:(?P=mark)\d{3})*\Z")
_INDIAN = re.compile(r"[1-9]\d?(?:,\d{2})+,\d{3}\Z")
_WHOLE = re.compile(r"\d+\Z")
_DECIMALS = re.compile(r"(?P<whole>[\d .,']*\d)(?P<mark>[.,])(?P<rest>\d+)\Z")


def parse_count(raw: Any, maximum: int = MAXIMUM) -> "int | Missing | Unclear":
    """A whole number from 0 to `maximum`, BLANK, NOT_KNOWN, or `Unclear` with a sentence that says what to do."""
    if raw is None or isinstance(raw, Missing):
        return raw or BLANK
    if isinstance(raw, bool):
        return _unclear("not-a-number", str(raw))
    if isinstance(raw, int):
        return _bounded(raw, str(raw), maximum)
    if isinstance(raw, float):
        return _from_float(raw, maximum)
    return _from_text(str(raw), maximum)


def show_count(value: Any) -> "int | str":
    """A count as a file or a field shows it: a number, "?" or nothing."""
    return value.value if isinstance(value, Missing) else "" if value is None else value


def shortened(text: str, length: int = 40) -> str:
    """Text as a sentence may quote it: one line, no control characters, not long."""
    clean = "".join(c for c in " ".join(str(text).split()) if unicodedata.category(c)[0] != "C")
    return clean if len(clean) <= length else clean[: length - 1] + "…"


def _from_float(raw: float, maximum: int) -> "int | Missing | Unclear":
    if raw != raw or raw in (float("inf"), float("-inf")):
        return _unclear("not-a-number", str(raw))
    text = f"{raw:.10g}"
    if raw != int(raw):
        return _below_zero(text) if raw < 0 else _asked(text)
    return _bounded(int(raw), text, maximum)


def _from_text(raw: str, maximum: int) -> "int | Missing | Unclear":
    if raw.isascii() and raw.isdigit():
        return _bounded(_whole(raw), raw, maximum)
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in raw.translate(_SAME)).strip()
    if not text:
        return BLANK
    if text == "?":
        return NOT_KNOWN
    sign, digits = (text[0], text[1:].strip()) if text[0] in "+-" else ("", text)
    number = _whole(digits)
    if number is None:
        return _unclear("not-a-number", raw) if not _DECIMALS.match(digits) else _asked(raw)
    if sign == "-" and number:
        return _below_zero(raw)
    return _bounded(number, raw, maximum)


def _whole(digits: str) -> int | None:
    """The whole number that these digits and marks mean, or None."""
    if _WHOLE.match(digits):
        return int(digits.lstrip("0")[:18] or 0)  # longer ones are far beyond every maximum
    if len(digits) > 40:
        return None
    if _GROUPED.match(digits) or _INDIAN.match(digits):
        return int(re.sub(r"\D", "", digits))
    parts = _DECIMALS.match(digits)
    if parts and len(parts["rest"]) <= 2 and not parts["rest"].strip("0") and parts["mark"] not in parts["whole"]:
        return _whole(parts["whole"])
    return None


def _bounded(number: int, text: str, maximum: int) -> "int | Unclear":
    if number < 0:
        return _below_zero(text)
    return number if number <= maximum else _unclear("too-large", text, maximum=f"{maximum:,}")


def _below_zero(text: str) -> Unclear:
    return _unclear("below-zero", text)


def _asked(text: str) -> Unclear:
    """A decimal: perhaps thousands typed short, perhaps an estimate. Only its writer knows."""
    return _unclear("not-whole", text)


def _unclear(code: str, text: str, **facts: Any) -> Unclear:
    return Unclear(code, shortened(text), SENTENCES[code], tuple(facts.items()))
