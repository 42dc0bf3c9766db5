"""How the Pact governs itself: pure functions on plain values, each with its clause or register entry."""

from governance.rules.readings import has_served
from governance.rules.votes import (
    ABSTAIN,
    NO,
    YES,
    Tally,
    carries,
    ends_soon,
    ever_reached,
    is_published,
    is_settled,
    may_close,
    needs_for_quorum,
    number,
    outcome,
    quorum_reached,
    recusal,
    said_once,
)

__all__ = [
    "ABSTAIN",
    "NO",
    "YES",
    "Tally",
    "carries",
    "ends_soon",
    "ever_reached",
    "has_served",
    "is_published",
    "is_settled",
    "may_close",
    "needs_for_quorum",
    "number",
    "outcome",
    "quorum_reached",
    "recusal",
    "said_once",
]
