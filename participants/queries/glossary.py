"""The Pact's own definitions (1.3), from the text in force, for the forms in which its terms stand."""

from dataclasses import dataclass
from datetime import date

from pact.publishing.cache import remembered
from participants.models import PactText

_CLAUSE = "1.3."


@dataclass(frozen=True)
class Term:
    """What the Pact means by it, with the number of the clause."""

    clause: str
    term: str
    meaning: str


@dataclass(frozen=True)
class Terms:
    """The four of 1.3; one that an amendment took out is nothing."""

    circular_economy: Term | None = None
    fair_value_chains: Term | None = None
    circular_and_fair: Term | None = None
    buyer_groups: Term | None = None


_BEGINNINGS = {
    "circular_economy": "a circular economy",
    "fair_value_chains": "transparent and fair value chains",
    "circular_and_fair": "circular and fair procurement",
    "buyer_groups": "buyer groups",
}


def terms(day: date) -> Terms:
    """By name; kept until something is published, as the text is."""
    return remembered("glossary", lambda: _read(day))


def _read(day: date) -> Terms:
    text = PactText.objects.in_force(day).first()
    defined = [_term(clause) for clause in (text.clauses if text else []) if clause["id"].startswith(_CLAUSE)]
    found = {
        name: next((one for one in defined if one.term.casefold() == beginning), None)
        for name, beginning in _BEGINNINGS.items()
    }
    return Terms(**found)


def _term(clause: dict) -> Term:
    """“A circular economy is defined as: …” as term and meaning."""
    term, _defined, meaning = clause["text"].partition(" defined as: ")
    return Term(clause["id"], term.removesuffix(" is").removesuffix(" are"), meaning)
