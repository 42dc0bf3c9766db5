"""What a document is made of; nothing here knows a format."""

import unicodedata
from dataclasses import dataclass

DEFAULT_COUNTRY = {
    "en": "GB",
    "nb": "NO",
    "nn": "NO",
    "da": "DK",
    "sv": "SE",
    "el": "GR",
    "cs": "CZ",
    "et": "EE",
    "sl": "SI",
}


@dataclass(frozen=True)
class Run:
    """Words of one look; `href` makes them a link."""

    text: str
    bold: bool = False
    href: str = ""


# A paragraph is a row of runs; a cell holds paragraphs.
Runs = tuple[Run, ...]
Cell = tuple[Runs, ...]


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True)
class Table:
    """A real table: its head is repeated on each page, and a row stands on one page. Widths in centimetres."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Paper:
    """A4, one column. `language` is that of its words (BCP 47); `foot` stands on every page before its number."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    foot: str = ""
    author: str = ""

    @property
    def locale(self) -> tuple[str, str]:
        """Language and country, which spelling checkers ask for."""
        language, _, rest = self.language.partition("-")
        return language.lower(), rest.upper() or DEFAULT_COUNTRY.get(language.lower(), language.upper())


def clean(text: str) -> str:
    """Text as XML can hold it."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def lines(text: str, *, bold: bool = False) -> Cell:
    """Typed text as paragraphs, a paragraph a line; nothing for nothing."""
    return tuple((Run(line.strip(), bold),) for line in text.splitlines() if line.strip())
