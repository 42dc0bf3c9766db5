"""The letters of this floor."""

from governance.mails import rounds
from governance.mails.amendments import amendment_answered, amendment_asked, amendment_closed
from governance.mails.confirmations import confirm_no_conflict
from governance.mails.decided import decided
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
from governance.mails.votes import please_vote, vote_reminder

__all__ = [
    "amendment_answered",
    "amendment_asked",
    "amendment_closed",
    "candidacy_reminder",
    "candidate_named",
    "confirm_no_conflict",
    "decided",
    "election_called",
    "election_open",
    "election_reminder",
    "election_result",
    "extension_closed",
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
    "term_ends",
    "vote_reminder",
]
