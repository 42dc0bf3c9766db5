"""How the Pact governs itself: pure functions on plain values, each with its clause or register entry."""

from governance.rules.elections import ELECTED, NOBODY, TIE, Body, Member
from governance.rules.elections import outcome as election_outcome
from governance.rules.meetings import PAPERS_BEFORE, moved, next_ordinal, too_few_meetings
from governance.rules.packs import PackChapter, PackTable
from governance.rules.readings import has_served
from governance.rules.rotation import Check, changing, share_of, staying
from governance.rules.rotation import checks as rotation_checks
from governance.rules.seats import (
    TERM_LETTERS,
    fell_vacant,
    free_seat,
    is_first,
    passed_over,
    still_needed,
)
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
    needs_for_majority,
    needs_for_quorum,
    number,
    outcome,
    quorum_reached,
    recusal,
    said_once,
)

__all__ = [
    "ABSTAIN",
    "ELECTED",
    "NO",
    "NOBODY",
    "PAPERS_BEFORE",
    "TERM_LETTERS",
    "TIE",
    "YES",
    "Body",
    "Check",
    "Member",
    "PackChapter",
    "PackTable",
    "Tally",
    "carries",
    "changing",
    "election_outcome",
    "ends_soon",
    "ever_reached",
    "fell_vacant",
    "free_seat",
    "has_served",
    "is_first",
    "is_published",
    "is_settled",
    "may_close",
    "moved",
    "needs_for_majority",
    "needs_for_quorum",
    "next_ordinal",
    "number",
    "outcome",
    "passed_over",
    "quorum_reached",
    "recusal",
    "rotation_checks",
    "said_once",
    "share_of",
    "staying",
    "still_needed",
    "too_few_meetings",
]
