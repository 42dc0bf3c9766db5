"""What somebody asks, read into words; nothing that is typed breaks a page."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pact.search.words import plain

FEWEST = 2
MOST = 200
MOST_WORDS = 8
_CLAUSE = re.compile(r"\d+(\.\d+)+(\.?[a-z])?\.?")
PREVIEW, PER_PAGE = 5, 25


@dataclass(frozen=True)
class Asked:
    """`words` are searched by their beginnings; `number` is the same without spaces where it is one (940 101 808)."""

    text: str = ""
    words: tuple[str, ...] = ()
    number: str = ""
    cut: bool = False
    size: int = PREVIEW
    offset: int = 0

    @classmethod
    def of(cls, typed: str) -> "Asked":
        """Signs that are not text become spaces; very long questions are cut, which the page says."""
        clean = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in typed)
        text = " ".join(clean.split())
        words = tuple(dict.fromkeys(plain(text[:MOST]).split()))[:MOST_WORDS]
        joined = "".join(words)
        number = joined if len(words) > 1 and sum(sign.isdigit() for sign in joined) >= 5 else ""
        return cls(text[:MOST], words, number, cut=len(text) > MOST)

    @property
    def too_short(self) -> bool:
        return len("".join(self.words)) < FEWEST

    @property
    def phrase(self) -> str:
        return " ".join(self.words)

    @property
    def is_clause(self) -> bool:
        """2.1.4 or 6.4.2.a: its parts mean nothing on their own."""
        return _CLAUSE.fullmatch(self.text) is not None

    def paged(self, number: int) -> "Asked":
        """The same question for a whole page of one kind."""
        return replace(self, size=PER_PAGE, offset=(number - 1) * PER_PAGE)


@dataclass(frozen=True)
class Found:
    """How many there are (`or_more`: at least), and those of the page: rows or cards, of which hits are made."""

    total: int = 0
    items: Sequence[Any] = ()
    or_more: bool = False

    def shown(self, as_hit: Callable[[Any], Any]) -> "Found":
        """The same with each row as it is shown."""
        return replace(self, items=[as_hit(item) for item in self.items])
