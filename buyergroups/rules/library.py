"""Rules of the library: what has to be there, until when one comments, what the committee decides (4.1, 4.6, 5.1.2)."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

# 5.1.2: criteria, tools and guidelines, and what is counted and agreed with them (clauses, factors, indicators).
BY_COMMITTEE = frozenset({"CRITERIA", "GUIDELINE", "TOOL", "CONTRACT_CLAUSES", "FACTOR_SET", "INDICATOR_SET"})
# What a buyer copies into a tender is written row by row; the other kinds may be a text or a file.
IN_ROWS = frozenset({"CRITERIA", "CONTRACT_CLAUSES", "INDICATOR_SET"})
# 4.4: the others are heard before a group decides, and have time to write.
COMMENT_DAYS = 14
_FREE = ("DRAFT", "CONSULTATION")
_CODE = re.compile(r"^(?=.*\d)[A-Za-z0-9][A-Za-z0-9-]{0,19}\Z")
_NUMBER = re.compile(r"^(?P<stem>.*?)(?P<number>\d+)$")


def needs_committee(kind: str) -> bool:
    """5.1.2: whether the Steering Committee approves this kind before it is published."""
    return kind in BY_COMMITTEE


def comments_until_problem(until: date, day: date) -> str:
    """4.4: a draft is open for comments for at least a fortnight."""
    first = day + timedelta(days=COMMENT_DAYS)
    return "" if until >= first else f"Choose {first:%-d %B %Y} or a later day: others need two weeks to comment (4.4)."


def takes_comments(state: str, until: date | None, day: date) -> bool:
    """4.4: while it is a draft, and in a consultation until its last day."""
    return state == "DRAFT" or (state == "CONSULTATION" and until is not None and day <= until)


def may_be_revised(until: date | None, day: date, *, laid: bool) -> bool:
    """4.4: after the last day for comments; what came with the product is taken up by a working group at any time."""
    return laid or until is None or day > until


def gaps(kind: str, summary: str, rows: int, *, has_file: bool, number: int, changes: str) -> list[str]:
    """4.6: what is missing before others are asked about a draft, or the working group votes on it."""
    found = []
    if not summary.strip():
        found.append("Write what it is for: the summary is empty.")
    if kind in IN_ROWS and not rows:
        found.append("Add at least one row: buyers copy rows into their tenders.")
    if kind not in IN_ROWS and not rows and not has_file:
        found.append("Add rows or a PDF: there is nothing to read yet.")
    if number > 1 and not changes.strip():
        found.append("Say what changed since the last version.")
    return found


def next_code(codes: Iterable[str], title: str) -> str:
    """4.6: a code that is free and looks like the others: LAP-19 after LAP-18."""
    found = [match for code in codes if (match := _NUMBER.match(code))]
    if not found:
        letters = "".join(word[0] for word in re.findall(r"[A-Za-z]+", title))[:3].upper()
        return f"{letters or 'ROW'}-01"
    last = max(found, key=lambda match: int(match["number"]))
    return f"{last['stem']}{int(last['number']) + 1:0{len(last['number'])}d}"


def is_code(text: str) -> bool:
    """4.6: a code that can stand in an address and in a tender: letters, digits, hyphens, with a number in it."""
    return bool(_CODE.match(text))


def is_free(state: str) -> bool:
    """4.2: before its adoption a version is a draft of its group."""
    return state in _FREE
