"""The cells of a device line, and what somebody typed into one (Pact 3.1.2.a).

A line has three conditions side by side; "of which meet the criteria" belongs to new devices. Empty, 0 and not known
are three answers.
"""

from typing import NamedTuple

from pact.sheets.numbers import BLANK, NOT_KNOWN, SENTENCES, Unclear, parse_count, shortened

NEW, MEETS, REFURBISHED, REMANUFACTURED = "new", "meets", "refurbished", "remanufactured"
COLUMNS = (NEW, MEETS, REFURBISHED, REMANUFACTURED)
CONDITION_OF = {NEW: "NEW", MEETS: "NEW", REFURBISHED: "REFURBISHED", REMANUFACTURED: "REMANUFACTURED"}
# Columns that count a device; "of which" columns never add to a total.
COUNTED = (NEW, REFURBISHED, REMANUFACTURED)
MAXIMUM = 10_000_000
# What a cell keeps of a text that is no figure; a longer one belongs into the note of a report.
MOST_TYPED = 500


class Answer(NamedTuple):
    """A number, or not known, or a text that cannot be read yet, or none of them: nothing was filled in."""

    value: int | None = None
    not_known: bool = False
    typed: str = ""

    @property
    def given(self) -> bool:
        return self.value is not None or self.not_known or bool(self.typed)

    @property
    def open(self) -> bool:
        """Whether a sum with this answer in it is a lower bound."""
        return self.not_known or bool(self.typed)

    @property
    def text(self) -> str:
        """How a field or a file holds it: "640", "?", nothing, or what was typed."""
        return "?" if self.not_known else self.typed if self.value is None else str(self.value)


NOTHING = Answer()


def cell_value(text: object, unknown: tuple[str, ...] = ("not known",)) -> "Answer | Unclear":
    """What a cell says, or why it cannot be read. `unknown` are the words for not known in the reader's language."""
    if isinstance(text, str) and text.strip().casefold() in {word.casefold() for word in unknown}:
        return Answer(None, True)
    value = parse_count(text, MAXIMUM)
    if value is BLANK:
        return NOTHING
    if value is NOT_KNOWN:
        return Answer(None, True)
    return value if isinstance(value, Unclear) else Answer(value)


def kept_value(text: str, unknown: tuple[str, ...] = ("not known",)) -> "Answer | Unclear":
    """As `cell_value`, but a text that cannot be read is an answer to correct: nothing that was typed is lost."""
    answer = cell_value(text, unknown)
    clean = shortened(text, MOST_TYPED + 1) if isinstance(answer, Unclear) else ""
    return Answer(typed=clean) if 0 < len(clean) <= MOST_TYPED else answer


def why_unreadable(answer: Answer) -> Unclear:
    """Why a text that was kept cannot be read."""
    value = parse_count(answer.typed, MAXIMUM)
    if isinstance(value, Unclear):
        return value
    return Unclear("not-a-number", shortened(answer.typed), SENTENCES["not-a-number"])


def not_answered(answers: dict[str, Answer]) -> bool:
    """Whether nothing at all was filled in for a line."""
    return not any(answer.given for answer in answers.values())
