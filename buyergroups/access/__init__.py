"""Who may what on this floor; each noun has a file."""

from buyergroups.access.actors import (
    actor_for,
)
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
    APPOINT_REPRESENTATIVE,
    CHECK_AGAIN,
    CONFIRM_USERS,
    COORDINATE,
    END_MEMBERSHIP,
    FOUND_GROUP,
    KEEP_GROUPS,
    LET_IN,
    SETTLE_GROUP,
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
from buyergroups.access.tenders import (
    BY_PARTNER,
    ENTER_TENDER,
)
from buyergroups.access.voices import (
    CHECK_EXAMPLE,
    GIVE_FEEDBACK,
    LOOK_AT_EXAMPLES,
    SUM_UP_FEEDBACK,
    WRITE_EXAMPLE,
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
    "APPOINT_REPRESENTATIVE",
    "ARRANGE_GATHERING",
    "BY_PARTNER",
    "CARRY_OUT",
    "CHECK_AGAIN",
    "CHECK_EXAMPLE",
    "COME_TO_GATHERING",
    "COMMENT_ON_DRAFT",
    "CONFIRM_USERS",
    "COORDINATE",
    "END_MEMBERSHIP",
    "ENTER_TENDER",
    "FOUND_GROUP",
    "GIVE_FEEDBACK",
    "KEEP_GROUPS",
    "LEAD_WORKING_GROUP",
    "LET_IN",
    "LOOK_AT_EXAMPLES",
    "PUBLISH_LIBRARY",
    "READ_APPROVAL",
    "READ_DRAFT",
    "REMOVE_FILE",
    "SEE_FILES",
    "SEE_GATHERINGS",
    "SETTLE_GROUP",
    "SHARE_FILES",
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
