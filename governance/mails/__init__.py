"""The letters of this floor."""

from governance.mails.confirmations import confirm_no_conflict
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
from governance.mails.leaving import notice_given
from governance.mails.registers import register_heads
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
    "case_closed",
    "case_ended",
    "confirm_no_conflict",
    "dispute_closed",
    "dispute_due",
    "dispute_opened",
    "dispute_presented",
    "dispute_recommended",
    "dispute_settled",
    "dispute_views",
    "hearing_answered",
    "hearing_invited",
    "hearing_planned",
    "hearing_recorded",
    "hearing_reminder",
    "notice_given",
    "please_vote",
    "register_heads",
    "settlement_proposed",
    "vote_reminder",
    "words",
]
