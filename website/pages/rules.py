"""The rule book: every number of the Pact with its history, and how its text is read."""

import json
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance import public as governance
from pact.sheets import Column, write_csv
from participants import public as participants
from website.pages.about import said

FILES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
COLUMNS = (
    Column("key", _("Code")),
    Column("sentence", _("Rule")),
    Column("clause", _("Clause")),
    Column("value", _("Value")),
    Column("unit", _("Unit")),
    Column("valid_from", _("From")),
    Column("valid_until", _("Until, and no longer on")),
    Column("source", _("Source")),
    Column("changed_by", _("Changed by")),
)


@dataclass(frozen=True)
class Rule:
    """One number: the value of today, and every value it had or will have, newest first."""

    card: governance.RuleCard
    value: str
    unit: str
    clause_url: str
    history: tuple[tuple[str, str, governance.RuleCard], ...]


def book(day: date) -> dict:
    """Every number of the Pact, and what is in scope."""
    clauses = _clauses()
    found = []
    for _key, rows in groupby(governance.rules(), key=lambda card: card.key):
        values = list(rows)
        now = next((card for card in values if card.on(day)), values[-1])
        history = tuple((*said(card), card) for card in reversed(values))
        found.append(Rule(now, *said(now), clauses.get(now.clause, ""), history))
    return {"rules": sorted(found, key=lambda rule: _order(rule.card.clause)), "scope": governance.scope()}


def readings(day: date) -> dict:
    clauses = _clauses()
    return {"readings": [(card, clauses.get(card.clause, "")) for card in governance.readings(day)]}


def written(kind: str) -> bytes:
    """Every value of every rule as a file."""
    cards = governance.rules()
    if kind == "csv":
        return write_csv(cards, COLUMNS)
    rows = [{column.key: _plain(getattr(card, column.key)) for column in COLUMNS} for card in cards]
    return json.dumps({"rules": rows}, ensure_ascii=False).encode()


def _plain(value) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _clauses() -> dict[str, str]:
    """Where each clause of the text in force is to be read."""
    text = participants.pact_text()
    page = reverse("website:pact-text")
    return {clause.id: f"{page}#c-{clause.id}" for clause in text.clauses} if text else {}


def _order(clause: str) -> tuple:
    """1.2 before 1.10, numbers before words such as the preamble."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in clause.split("."))
