"""The letters of this floor."""

from governance.mails import rounds
from governance.mails.amendments import amendment_answered, amendment_asked, amendment_closed
from governance.mails.confirmations import confirm_no_conflict
from governance.mails.extensions import extension_closed, pact_ends
from governance.mails.leaving import notice_given
from governance.mails.registers import register_heads
from governance.mails.rounds import round_opened, round_reminder
from governance.mails.votes import please_vote, vote_reminder

__all__ = [
    "amendment_answered",
    "amendment_asked",
    "amendment_closed",
    "confirm_no_conflict",
    "extension_closed",
    "notice_given",
    "pact_ends",
    "please_vote",
    "register_heads",
    "round_opened",
    "round_reminder",
    "rounds",
    "vote_reminder",
]
