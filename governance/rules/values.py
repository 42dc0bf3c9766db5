"""Values of the rule book as people write them: whole numbers, days, shares, ranges; each back in its own form."""

import re
from datetime import date
from typing import Any

NUMBER, DAY, SHARE, RANGE, SHARES, WORDS = "NUMBER", "DAY", "SHARE", "RANGE", "SHARES", "WORDS"
_FRACTION = re.compile(r"\s*(\d{1,4})\s*(?:/|of)\s*(\d{1,4})\s*")
_PERCENT = re.compile(r"\s*(\d{1,3})\s*%\s*")
_BETWEEN = re.compile(r"\s*(?:–|-|to|and)\s*")
MOST = 1_000_000_000

HINTS = {
    NUMBER: "A whole number.",
    DAY: "A day, like 31 December 2033.",
    SHARE: "A share, like 3/4 or 75%.",
    RANGE: "Two whole numbers, like 2 to 3.",
    SHARES: "Two shares, like 1/3 to 1/2.",
    WORDS: "As the rule book has it.",
}


def form_of(value: Any, unit: str) -> str:
    """In which form a value of the rule book stands."""
    if unit == "day":
        return DAY
    if isinstance(value, int):
        return NUMBER
    if isinstance(value, list) and unit.startswith("of all"):
        return SHARE
    if isinstance(value, list) and all("/" in str(part) for part in value):
        return SHARES
    return RANGE if isinstance(value, list) else WORDS


def written(value: Any, form: str) -> str:
    """A value as somebody would write it."""
    if form == SHARE:
        return f"{value[0]}/{value[1]}"
    if form == DAY:
        day = date.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    if isinstance(value, list) and value[0] == value[1]:
        return str(value[0])
    return " to ".join(str(part) for part in value) if isinstance(value, list) else str(value)


def read(text: str, like: Any, form: str) -> Any:
    """The value that somebody wrote, in the form of the value before; ValueError with a sentence for the reader.

    A day comes as ISO 8601: the form reads it before."""
    reader = {NUMBER: _number, DAY: _day, SHARE: _share, RANGE: _range, SHARES: _shares, WORDS: str.strip}[form]
    value = reader(text)
    if form == RANGE and isinstance(like[0], str):
        value = [str(part) for part in value]
    if value in ("", None):
        raise ValueError(HINTS[form])
    return value


def _number(text: str) -> int:
    plain = re.sub(r"[\s,.](?=\d{3}\b)", "", text.strip())
    if not re.fullmatch(r"\d{1,10}", plain) or not 0 < int(plain) <= MOST:
        raise ValueError("Enter a whole number of at least 1, like 13.")
    return int(plain)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise ValueError("Enter a day, like 31 December 2033.") from None


def _share(text: str) -> list[int]:
    found = _FRACTION.fullmatch(text)
    percent = _PERCENT.fullmatch(text)
    part, whole = (int(found[1]), int(found[2])) if found else (int(percent[1]), 100) if percent else (0, 0)
    if not 0 < part <= whole:
        raise ValueError("Enter a share of at most the whole, like 3/4 or 75%.")
    return [part, whole]


def _two(text: str, sentence: str) -> list[str]:
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    if len(parts) != 2:
        raise ValueError(sentence)
    return parts


def _range(text: str) -> list[int]:
    sentence = "Enter two whole numbers, the smaller one first, like 2 to 3."
    try:
        low, high = map(_number, [text, text] if text.strip().isdigit() else _two(text, sentence))
    except ValueError:
        raise ValueError(sentence) from None
    if low > high:
        raise ValueError(sentence)
    return [low, high]


def _shares(text: str) -> list[str]:
    sentence = "Enter two shares, the smaller one first, like 1/3 to 1/2."
    try:
        low, high = (_share(part) for part in _two(text, sentence))
    except ValueError:
        raise ValueError(sentence) from None
    if low[0] * high[1] > high[0] * low[1]:
        raise ValueError(sentence)
    return [f"{part}/{whole}" for part, whole in (low, high)]
