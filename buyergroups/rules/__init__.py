"""Rules of this floor: pure functions, each with its clause or register entry."""

from buyergroups.rules.adoptions import OWN_RULE, carries
from buyergroups.rules.groups import (
    ASKED_BEFORE,
    CHECK_BEFORE,
    STALE_AFTER,
    Counted,
    Statement,
    check_is_due,
    check_is_overdue,
    confirm_by,
    count_users,
    covers,
    is_asked_to_confirm,
    is_stale,
    lineage_of,
    users_problems,
)
from buyergroups.rules.working_groups import ANSWER_BEFORE, free_slug, may_not_join, may_not_propose, reminder_due

__all__ = [
    "ANSWER_BEFORE",
    "ASKED_BEFORE",
    "CHECK_BEFORE",
    "OWN_RULE",
    "STALE_AFTER",
    "Counted",
    "Statement",
    "carries",
    "check_is_due",
    "check_is_overdue",
    "confirm_by",
    "count_users",
    "covers",
    "free_slug",
    "is_asked_to_confirm",
    "is_stale",
    "lineage_of",
    "may_not_join",
    "may_not_propose",
    "reminder_due",
    "users_problems",
]
