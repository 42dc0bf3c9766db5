"""Feedback and good examples (Pact 3.2.1.d, 3.3.2)."""

from datetime import date

# Group reports are due on 30 April (register I-23): what was summed up since the one before goes into the next.
REPORT_DUE = (4, 30)


def summed_up_for(year: int) -> tuple[date, date]:
    """3.2.1.d: first and last day on which a summary is written that the report about a year takes."""
    return date(year, 5, 1), date(year + 1, *REPORT_DUE)


def example_gaps(words: dict[str, str]) -> list[str]:
    """3.3.2.b: a lesson in a fixed pattern; the parts that are still empty."""
    return [part for part in ("what", "how", "who", "outcome", "lessons") if not words.get(part, "").strip()]


def feedback_gap(used: str, words: str) -> bool:
    """3.3.2.c: "not used" and "in part" teach only with a word of why."""
    return used in ("NO", "PARTLY") and not words.strip()
