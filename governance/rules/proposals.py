"""What can be proposed to the committee, under which clause, and when what is decided may begin: pure functions."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

BUDGET, FEE, READING, RULES_OF_PROCEDURE = "BUDGET", "FEE", "READING", "RULES_OF_PROCEDURE"
SCOPE, STRATEGY, TARGET = "SCOPE", "STRATEGY", "TARGET"
USERS_SERVED, REDUCTION = "USERS_SERVED", "REDUCTION"


@dataclass(frozen=True)
class Proposal:
    """A kind of proposal: its clause, its name, and what its adoption does."""

    kind: str
    clause: str
    name: str
    does: str

    @property
    def slug(self) -> str:
        return self.kind.lower().replace("_", "-")


PROPOSALS = {
    one.kind: one
    for one in (
        Proposal(STRATEGY, "5.1.1", "Strategy", "A text on record, cited by its number."),
        Proposal(BUDGET, "5.1.1", "Budget", "The budget of a year on record, cited by its number."),
        Proposal(TARGET, "5.1.1", "Target", "A target in the public register, with its number."),
        Proposal(SCOPE, "1.1.2", "Scope", "A product group comes into scope, or leaves it."),
        Proposal(FEE, "5.3.2", "Yearly contribution", "The contribution of coordinating organisations from a year on."),
        Proposal(READING, "5.1.1", "Reading of the Pact", "How a sentence of the Pact is read from a day on."),
        Proposal(RULES_OF_PROCEDURE, "5.1", "Rules of procedure", "A text on record, cited by its number."),
    )
}
# Further volume ambitions have a clause of their own; every other target is set under 5.1.1.
TARGET_CLAUSES = {USERS_SERVED: "1.2.1.d", REDUCTION: "5.1.1"}
_AMOUNT = re.compile(r"(?:\d+|\d{1,3}(?:[, \u00a0\u202f']\d{3})+)(?:\.(\d{2}))?\Z")
MOST_CENTS = 100_000_000_000


def by_slug(slug: str) -> Proposal | None:
    return next((one for one in PROPOSALS.values() if one.slug == slug), None)


def cents(text: str) -> int:
    """An amount in euro as integer cents: 12000, 12,000.00 and 12 000 are the same. ValueError says what to write."""
    found = _AMOUNT.match(text.strip().removeprefix("€").removeprefix("EUR").strip())
    if not found:
        raise ValueError(f"“{text.strip()[:40]}” is no amount. Write euro like 12000 or 12000.50")
    digits = re.sub(r"\D", "", found[0])
    amount = int(digits) if found[1] else int(digits) * 100
    if amount > MOST_CENTS:
        raise ValueError(f"“{text.strip()[:40]}” is more than a billion euro. Check the amount")
    return amount


def budget_lines(text: str) -> list[dict]:
    """Purpose and amount of each line, written as "Working groups; 40000" (5.1.1). ValueError names the line."""
    lines = []
    for number, written in enumerate(text.splitlines(), 1):
        if not written.strip():
            continue
        purpose, mark, amount = written.rpartition(";")
        if not mark or not purpose.strip():
            raise ValueError(
                f"Line {number}: write the purpose, a semicolon and the amount, like Working groups; 40000"
            )
        try:
            lines.append({"purpose": purpose.strip()[:160], "cents": cents(amount)})
        except ValueError as unclear:
            raise ValueError(f"Line {number}: {unclear}") from None
    if not lines:
        raise ValueError("Write at least one line, like Working groups; 40000")
    return lines


def begins_on(kind: str, content: dict) -> date | None:
    """The day from which what is decided rules; None where nothing has a day."""
    if kind == FEE:
        return date(content["year"], 1, 1)
    return content["valid_from"] if kind in (SCOPE, READING) else content["due_on"] if kind == TARGET else None


def last_vote_day(kind: str, content: dict) -> date | None:
    """The last day on which a vote on this may close: nothing begins before it is decided. What was dated before is
    never recounted (1.1.2); how a vote is counted does not change while it is counted."""
    day = begins_on(kind, content)
    return day if day is None or kind in (SCOPE, FEE) else day - timedelta(days=1)


def too_late(kind: str, content: dict, today: date) -> str:
    """Why what was to be decided cannot begin any more; empty when it can."""
    last = last_vote_day(kind, content)
    if last is None or today <= last:
        return ""
    day = begins_on(kind, content)
    return (
        f"What is decided was to begin on {day:%-d %B %Y}, which is over (Pact {PROPOSALS[kind].clause}). "
        "Withdraw this proposal and put it again with a later day."
    )


def may_be_decided(changed_by: str) -> bool:
    """6.5: what stands in the text of the Pact takes the consent of all; the rest is the committee's (5.1.1)."""
    return changed_by == "DECISION"
