"""Rules of yearly action plans (Pact 3.2.2): pure functions."""

from collections.abc import Collection, Mapping
from datetime import date

HEADINGS = ("A", "B", "C", "D")
TITLES = {
    "A": "Outreach to procuring organisations",
    "B": "Support of the buyer group",
    "C": "Users served",
    "D": "Results and the coordinated report",
}
OPENS_IN = 10


def due_on(year: int) -> date:
    """3.2.2: shared before the year begins, by the first of December."""
    return date(year - 1, 12, 1)


def coming_year(today: date) -> int | None:
    """From October on the plan for the coming year is asked for; before, nothing is."""
    return today.year + 1 if today.month >= OPENS_IN else None


def years_to_begin(today: date, known: Collection[int]) -> list[int]:
    """For which years somebody may begin a plan: this one, and the coming one once it is asked for."""
    coming = coming_year(today)
    return [year for year in (today.year, coming) if year and year not in known]


def is_overdue(year: int, shared: bool, today: date) -> bool:
    return not shared and today > due_on(year)


def gaps(answered: Collection[str], reasons: Mapping[str, str], not_marked: int, last_year: int) -> list[str]:
    """3.2.2 with 3.2.1: all four headings are answered, or say why there is nothing; last year's items are looked at.
    Sentences for what is missing."""
    found = [
        f"Write what you will do under “{TITLES[heading]}”, or say why there is nothing."
        for heading in HEADINGS
        if heading not in answered and not reasons.get(heading, "").strip()
    ]
    if not_marked:
        rest = "1 item" if not_marked == 1 else f"{not_marked} items"
        found.append(f"Say what became of {rest} of {last_year}: done, moved or dropped.")
    return found


def item_problems(year: int, due: date, owner: str) -> list[tuple[str, str]]:
    """An item is due within its year, and its owner is a function. Pairs of field and sentence."""
    problems = []
    if due.year != year:
        problems.append(("due_on", f"Enter a day in {year}: the plan is for that year."))
    if "@" in owner:
        problems.append(("owner", "Enter a function, like “Head of procurement”: the plan is public."))
    return problems


def moved_to(due: date) -> date:
    """What is moved is due a year later; 29 February becomes the 28th."""
    day = 28 if (due.month, due.day) == (2, 29) else due.day
    return date(due.year + 1, due.month, day)
