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
from buyergroups.access.library import (
    CARRY_OUT,
    COMMENT_ON_DRAFT,
    PUBLISH_LIBRARY,
    READ_APPROVAL,
    READ_DRAFT,
)
from buyergroups.access.tenders import BY_PARTNER, ENTER_TENDER
from buyergroups.access.voices import CHECK_EXAMPLE, GIVE_FEEDBACK, LOOK_AT_EXAMPLES, SUM_UP_FEEDBACK, WRITE_EXAMPLE
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
    "BY_PARTNER",
    "CARRY_OUT",
    "CHECK_AGAIN",
    "CHECK_EXAMPLE",
    "COMMENT_ON_DRAFT",
    "CONFIRM_USERS",
    "COORDINATE",
    "END_MEMBERSHIP",
    "ENTER_TENDER",
    "FOUND_GROUP",
    "GIVE_FEEDBACK",
    "LEAD_WORKING_GROUP",
    "LET_IN",
    "LOOK_AT_EXAMPLES",
    "PUBLISH_LIBRARY",
    "READ_APPROVAL",
    "READ_DRAFT",
    "STATE_USERS",
    "SUM_UP_FEEDBACK",
    "SUPPORT_WORKING_GROUP",
    "VIEW_GROUP",
    "WORK_IN_WORKING_GROUP",
    "WRITE_EXAMPLE",
    "actor_for",
    "is_chair",
    "is_guest",
    "is_member",
    "stands_in",
]
