"""Rules of this floor: pure functions, each with its clause or register entry."""

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
from buyergroups.rules.voices import example_gaps, feedback_gap, summed_up_for

__all__ = [
    "ASKED_BEFORE",
    "CHECK_BEFORE",
    "STALE_AFTER",
    "Counted",
    "Statement",
    "check_is_due",
    "check_is_overdue",
    "confirm_by",
    "count_users",
    "covers",
    "example_gaps",
    "feedback_gap",
    "is_asked_to_confirm",
    "is_stale",
    "lineage_of",
    "summed_up_for",
    "users_problems",
]
