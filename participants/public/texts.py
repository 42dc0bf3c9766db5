"""The Pact's text, by version."""

from dataclasses import dataclass
from datetime import date

from pact.clock import today
from participants.models import PactText


@dataclass(frozen=True, slots=True)
class Clause:
    """`id` is its address on the page ("2.1.4", "p12"); `kind` one of heading, text, clause, point, note."""

    id: str
    kind: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PactTextCard:
    version: int
    title: str
    valid_from: date
    source: str
    sha256: str
    clauses: tuple[Clause, ...]


def pact_text(version: int | None = None) -> PactTextCard | None:
    """One version, or the one in force today; None if there is no such version."""
    rows = PactText.objects.filter(version=version) if version else PactText.objects.in_force(today())
    row = rows.first()
    if row is None:
        return None
    clauses = tuple(Clause(c["id"], c["kind"], c["title"], c["text"]) for c in row.clauses)
    return PactTextCard(row.version, row.title, row.valid_from, row.source, row.sha256, clauses)


def pact_versions() -> tuple[tuple[int, str, date], ...]:
    """Every version, also one that is not yet in force: number, title, first day; newest first."""
    return tuple(PactText.objects.order_by("-version").values_list("version", "title", "valid_from"))
