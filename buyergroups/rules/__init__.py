"""Rules of this floor: pure functions, each with its clause or register entry."""

from buyergroups.rules.gatherings import (
    LONGEST_NOTES,
    attended_by_organization,
    faults_of_time,
    in_the_way_of_notes,
    is_moved,
)
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

__all__ = [
    "ASKED_BEFORE",
    "CHECK_BEFORE",
    "LONGEST_NOTES",
    "STALE_AFTER",
    "Counted",
    "Statement",
    "attended_by_organization",
    "check_is_due",
    "check_is_overdue",
    "confirm_by",
    "count_users",
    "covers",
    "faults_of_time",
    "in_the_way_of_notes",
    "is_asked_to_confirm",
    "is_moved",
    "is_stale",
    "lineage_of",
    "users_problems",
]
