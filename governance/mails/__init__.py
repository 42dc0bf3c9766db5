"""The letters of this floor."""

from governance.mails.confirmations import confirm_no_conflict
from governance.mails.decided import decided
from governance.mails.disputes import (
    dispute_closed,
    dispute_due,
    dispute_opened,
    dispute_presented,
    dispute_recommended,
    dispute_settled,
    dispute_views,
    settlement_proposed,
)
from governance.mails.elections import (
    candidacy_reminder,
    candidate_named,
    election_called,
    election_open,
    election_reminder,
    election_result,
)
from governance.mails.leaving import notice_given
from governance.mails.meetings import meeting_cancelled, meeting_changed, meeting_convened, papers_due
from governance.mails.registers import register_heads
from governance.mails.seats import seat_ended, seat_offered, seat_taken, term_ends
from governance.mails.terminations import (
    case_closed,
    case_ended,
    hearing_answered,
    hearing_invited,
    hearing_planned,
    hearing_recorded,
    hearing_reminder,
)
from governance.mails.votes import please_vote, vote_reminder
from governance.mails.words import words

__all__ = [
    "candidacy_reminder",
    "candidate_named",
    "case_closed",
    "case_ended",
    "confirm_no_conflict",
    "decided",
    "dispute_closed",
    "dispute_due",
    "dispute_opened",
    "dispute_presented",
    "dispute_recommended",
    "dispute_settled",
    "dispute_views",
    "election_called",
    "election_open",
    "election_reminder",
    "election_result",
    "hearing_answered",
    "hearing_invited",
    "hearing_planned",
    "hearing_recorded",
    "hearing_reminder",
    "meeting_cancelled",
    "meeting_changed",
    "meeting_convened",
    "notice_given",
    "papers_due",
    "please_vote",
    "register_heads",
    "seat_ended",
    "seat_offered",
    "seat_taken",
    "settlement_proposed",
    "term_ends",
    "vote_reminder",
    "words",
]
