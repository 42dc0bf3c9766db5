"""The letters of this floor."""

from governance.mails import rounds
from governance.mails.amendments import amendment_answered, amendment_asked, amendment_closed
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
from governance.mails.extensions import extension_closed, pact_ends
from governance.mails.leaving import notice_given
from governance.mails.meetings import meeting_cancelled, meeting_changed, meeting_convened, papers_due
from governance.mails.registers import register_heads
from governance.mails.rounds import round_opened, round_reminder
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
    "amendment_answered",
    "amendment_asked",
    "amendment_closed",
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
    "extension_closed",
    "hearing_answered",
    "hearing_invited",
    "hearing_planned",
    "hearing_recorded",
    "hearing_reminder",
    "meeting_cancelled",
    "meeting_changed",
    "meeting_convened",
    "notice_given",
    "pact_ends",
    "papers_due",
    "please_vote",
    "register_heads",
    "round_opened",
    "round_reminder",
    "rounds",
    "seat_ended",
    "seat_offered",
    "seat_taken",
    "settlement_proposed",
    "term_ends",
    "vote_reminder",
    "words",
]
