"""Rules of working groups (Pact 4): pure functions, each with its clause or register entry."""

from collections.abc import Iterable
from datetime import date, timedelta

# Words that stand in addresses beside the names of groups.
RESERVED = ("new", "invitation")
ANSWER_BEFORE = timedelta(days=7)


def may_not_join(takes_part: bool) -> str:
    """4.2: participants join. Supporters, and members of buyer groups who are no participants, are welcome as guests
    (4.4, register I-12)."""
    if takes_part:
        return ""
    return (
        "Only participants of the Pact join a working group (Pact 4.2). Supporters, and members of buyer groups that "
        "did not sign the Pact, are welcome as invited guests (Pact 4.4, How we read the Pact, I-12)."
    )


def may_not_propose(takes_part: bool) -> str:
    """4.5: participants propose."""
    return "" if takes_part else "Only participants of the Pact propose a working group (Pact 4.5)."


def free_slug(wanted: str, taken: Iterable[str]) -> str:
    """An address that no other group has."""
    first = wanted[:70].strip("-") or "group"
    known = {*taken, *RESERVED}
    return next(one for one in (first, *(f"{first}-{n}" for n in range(2, 10_000))) if one not in known)


def reminder_due(until: date, today: date) -> bool:
    """A guest who has not answered is reminded once, seven days before the session or the last day (4.4)."""
    return timedelta(0) <= until - today <= ANSWER_BEFORE
