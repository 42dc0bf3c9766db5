"""What belongs to a person and how long it stays: the table that the night acts on."""

from pact.persons.retention import sentence, table
from website.pages.about import contact


def privacy() -> dict:
    kept = [{"what": kind.what, "period": kind.period, "why": kind.why} for kind in table()]
    return {**contact(), "kept": kept, "night": sentence()}
