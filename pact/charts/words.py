"""Words in a drawing: how wide they are, where they break, how numbers are written."""

import unicodedata
from functools import lru_cache

from django.utils.formats import get_format
from django.utils.translation import get_language

from pact.charts.paint import SIZE

# Advance widths of Source Sans 3, in thousandths of the size; accents do not widen a letter.
_WIDTHS = {
    200: " ", 240: "ij|", 280: "',.:;IlΙι’‘·", 320: "!()-[]f{}ł°", 360: "/\\rt²", 400: "г",
    440: '"*?cszεζςсэ“”', 480: "JLY_vxyΥγντχзтухь–", 520: "#$+0123456789<=>EFSVX^aegk~ΓΕΛΧδθκλουГЕУХавекчя×−Ł€§",
    560: "ACPTZ`bdhnopquΑΖΞΡΣΤαβημρσАЗРСТЭбдийлнопрцøđþµ", 600: "BKRΒΔΚπБВКЧЬЯъßÞ", 640: "&DGHNUΗΝΠДЛНПЦмĐ",
    680: "OQΘΟΩφИЙОыØ", 720: "MwΜΦΨψωМФЪж", 760: "фшщюæ", 800: "WЫ—", 840: "%mЖœÆŒ", 880: "@ШЩ", 920: "Ю", 960: "…",
}  # fmt: skip
WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
ROOM = 1.07 / 1000  # a little more than measured: the fallback fonts run wider


@lru_cache(maxsize=8192)
def measure(words: str, size: float = SIZE) -> float:
    """How wide the words will be, about."""
    total = 0
    for letter in unicodedata.normalize("NFD", words):
        if unicodedata.combining(letter):
            continue
        total += WIDTH.get(letter) or (1000 if unicodedata.east_asian_width(letter) in "WF" else 600)
    return total * size * ROOM


def shorten(words: str, width: float) -> str:
    """As much as fits, with an ellipsis."""
    if measure(words) <= width:
        return words
    kept = words
    while kept and measure(kept + "…") > width:
        kept = kept[: max(0, len(kept) - max(1, len(kept) // 12))]
    return kept.rstrip(" -–,.(") + "…"


def _chunks(words: str, width: float) -> list[str]:
    """Words that are wider than a line by themselves are cut, with a hyphen."""
    chunks = []
    for word in words.split():
        while measure(word) > width and len(word) > 4:
            cut = max(3, int(len(word) * width / measure(word)) - 1)
            chunks.append(word[:cut] + "-")
            word = word[cut:]
        chunks.append(word)
    return chunks


@lru_cache(maxsize=4096)
def wrap(words: str, width: float, lines: int = 2) -> tuple[str, ...]:
    """The words in at most so many lines; the last one ends in an ellipsis when something is left over."""
    if measure(words) <= width:
        return (words,)
    if lines == 1:
        return (shorten(words, width),)
    rows: list[str] = []
    row = ""
    chunks = _chunks(words, width)
    for at, chunk in enumerate(chunks):
        longer = f"{row} {chunk}".strip()
        if not row or measure(longer) <= width:
            row = longer
            continue
        rows.append(row)
        row = chunk
        if len(rows) == lines - 1:
            rest = "".join(
                c[:-1] if c.endswith("-") and n < len(chunks) - 1 else c + " " for n, c in enumerate(chunks[at:], at)
            )
            rows.append(shorten(rest.strip(), width))
            return tuple(rows)
    return (*rows, row)


class Numbers:
    """Numbers as the reader's language writes them, all of a chart with the same digits."""

    def __init__(self, values: list[float], unit: str = "", digits: int | None = None):
        self.unit = unit
        self.digits = digits_for(values) if digits is None else digits

    def __call__(self, value: float | None, digits: int | None = None) -> str:
        if value is None:
            return ""
        digits = self.digits if digits is None else digits
        plain = f"{abs(value):,.{digits}f}"
        if float(plain.replace(",", "")) == 0:
            value = 0
        point, comma = _separators(get_language() or "en")
        written = plain.replace(",", "\0").replace(".", point).replace("\0", comma)
        return f"{'−' if value < 0 else ''}{written}{'%' if self.unit == '%' else ''}"

    def tick(self, value: float, step: float) -> str:
        """An axis is read at a glance: 2.5 M, not 2,500,000."""
        if abs(step) >= 1e5 and value:
            return f"{self(value / 1e6, digits_for([value / 1e6, step / 1e6]))} M"
        return self(value, digits_for([step]))


@lru_cache(maxsize=64)
def _separators(language: str) -> tuple[str, str]:
    return str(get_format("DECIMAL_SEPARATOR", language)), str(get_format("THOUSAND_SEPARATOR", language))


def digits_for(values: list[float]) -> int:
    """As few digits as the numbers need: none for whole ones, three significant ones for small fractions."""
    if all(abs(v - round(v)) < 1e-9 for v in values):
        return 0
    most = max((abs(v) for v in values), default=0)
    if most >= 100:
        return 0
    return 1 if most >= 5 else 2 if most >= 0.05 else 4
