"""How words are compared: lower case, without accents, by their beginnings. The database has a twin (`pact_words`)."""

import re
import unicodedata

# Letters that do not come apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe",
     "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ı": "i"}
)  # fmt: skip
BEFORE, AFTER = 8, 22  # words of an excerpt


def plain(text: str) -> str:
    """Lower case without accents, one space between words: what is searched and sorted."""
    letters = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+", " ", bare.casefold()).split())


def search_text(*parts: str) -> str:
    """Each word once, in order, with a space before and after, so that a search can ask for beginnings of words."""
    words = dict.fromkeys(" ".join(plain(part) for part in parts if part).split())
    return f" {' '.join(words)} " if words else ""


def excerpt(text: str, words: tuple[str, ...]) -> str:
    """The part of a text around the first word that was found."""
    told = text.split()
    at = next((n for n, one in enumerate(told) if any(f" {word}" in f" {plain(one)}" for word in words)), 0)
    start = max(0, at - BEFORE)
    cut = " ".join(told[start : at + AFTER])
    return f"{'… ' if start else ''}{cut}{' …' if at + AFTER < len(told) else ''}"
