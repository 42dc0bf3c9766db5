"""Who may what on this floor; each noun has a file."""

from buyergroups.access.actors import actor_for
from buyergroups.access.gatherings import (
    ARRANGE_GATHERING,
    COME_TO_GATHERING,
    REMOVE_FILE,
    SEE_FILES,
    SEE_GATHERINGS,
    SHARE_FILES,
)
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
    "ARRANGE_GATHERING",
    "CHECK_AGAIN",
    "COME_TO_GATHERING",
    "CONFIRM_USERS",
    "COORDINATE",
    "END_MEMBERSHIP",
    "FOUND_GROUP",
    "LEAD_WORKING_GROUP",
    "LET_IN",
    "REMOVE_FILE",
    "SEE_FILES",
    "SEE_GATHERINGS",
    "SHARE_FILES",
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
