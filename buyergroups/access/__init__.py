"""Who may what on this floor; each noun has a file."""

from buyergroups.access.actors import actor_for
from buyergroups.access.groups import (
    ANSWER_FOR_ORGANIZATION,
    CHECK_AGAIN,
    CONFIRM_USERS,
    COORDINATE,
    END_MEMBERSHIP,
    FOUND_GROUP,
    LET_IN,
    STATE_USERS,
    VIEW_GROUP,
    stands_in,
)
from buyergroups.access.outreach import REACH_OUT, READ_OUTREACH
from buyergroups.access.working_groups import (
    LEAD_WORKING_GROUP,
    SUPPORT_WORKING_GROUP,
    WORK_IN_WORKING_GROUP,
    is_chair,
    is_guest,
    is_member,
)

__all__ = [
    "ANSWER_FOR_ORGANIZATION",
    "CHECK_AGAIN",
    "CONFIRM_USERS",
    "COORDINATE",
    "END_MEMBERSHIP",
    "FOUND_GROUP",
    "LEAD_WORKING_GROUP",
    "LET_IN",
    "REACH_OUT",
    "READ_OUTREACH",
    "STATE_USERS",
    "SUPPORT_WORKING_GROUP",
    "VIEW_GROUP",
    "WORK_IN_WORKING_GROUP",
    "actor_for",
    "is_chair",
    "is_guest",
    "is_member",
    "stands_in",
]
