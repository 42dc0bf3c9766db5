"""The cells of a device line, and what somebody typed into one (Pact 3.1.2.a).

A line has three conditions side by side; "of which meet the criteria" belongs to new devices. Empty, 0 and not known
are three answers.
"""

from typing import NamedTuple

from pact.sheets.numbers import BLANK, NOT_KNOWN, Unclear, parse_count

NEW, MEETS, REFURBISHED, REMANUFACTURED = "new", "meets", "refurbished", "remanufactured"
COLUMNS = (NEW, MEETS, REFURBISHED, REMANUFACTURED)
CONDITION_OF = {NEW: "NEW", MEETS: "NEW", REFURBISHED: "REFURBISHED", REMANUFACTURED: "REMANUFACTURED"}
# Columns that count a device; "of which" columns never add to a total.
COUNTED = (NEW, REFURBISHED, REMANUFACTURED)
MAXIMUM = 10_000_000


class Answer(NamedTuple):
    """A number, or not known, or neither: nothing was filled in."""

    value: int | None = None
    not_known: bool = False

    @property
    def given(self) -> bool:
        return self.value is not None or self.not_known

    @property
    def text(self) -> str:
        """How a field or a file holds it: "640", "?" or nothing."""
        return "?" if self.not_known else "" if self.value is None else str(self.value)


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


def not_answered(answers: dict[str, Answer]) -> bool:
    """Whether nothing at all was filled in for a line."""
    return not any(answer.given for answer in answers.values())
