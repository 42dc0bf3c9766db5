"""The letters of this floor."""

from governance.mails.confirmations import confirm_no_conflict
from governance.mails.leaving import notice_given
from governance.mails.registers import register_heads
from governance.mails.seats import seat_ended, seat_offered, seat_taken, term_ends
from governance.mails.votes import please_vote, vote_reminder

__all__ = [
    "confirm_no_conflict",
    "notice_given",
    "please_vote",
    "register_heads",
    "seat_ended",
    "seat_offered",
    "seat_taken",
    "term_ends",
    "vote_reminder",
]
