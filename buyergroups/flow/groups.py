"""The life of groups, of memberships, of start-ups, and of lists of members; what stands in the way of each step."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from buyergroups import access, verbs
from buyergroups.models import BuyerGroup
from pact.deadlines.days import day_in
from pact.flow import Flow, Step


def _coordinated(group: BuyerGroup, at: datetime) -> list[str]:
    """3.2.1: a coordinating participation in force carries a group that works."""
    if group.is_coordinated_on(day_in(at, settings.SECRETARIAT_TIME_ZONE)):
        return []
    return [_("Nobody coordinates this group. Give it a coordinating organisation first (Pact 3.2.1).")]


GROUP = Flow(
    Step("begin", ("STARTING",), "ACTIVE", verbs.GROUP_BEGUN, access.KEEP_GROUPS, _coordinated, "3.2.1.a"),
    Step("rest", ("ACTIVE",), "DORMANT", verbs.GROUP_RESTED, access.KEEP_GROUPS, clause="5.2.2"),
    Step("wake", ("DORMANT",), "ACTIVE", verbs.GROUP_WOKEN, access.KEEP_GROUPS, _coordinated, "5.2.2"),
    Step("close", ("STARTING", "ACTIVE", "DORMANT"), "CLOSED", verbs.GROUP_CLOSED, access.KEEP_GROUPS, clause="5.2.2"),
)
# Participants are asked and join; others are let in or kept out after their screening.
MEMBERSHIP = Flow(
    Step("join", ("ASKED", "DECLINED"), "ACTIVE", verbs.JOINED, access.ANSWER_FOR_ORGANIZATION, clause="3.3.1"),
    Step("decline", ("ASKED",), "DECLINED", verbs.DECLINED, access.ANSWER_FOR_ORGANIZATION, clause="3.3.1"),
    Step("admit", ("INVITED",), "ACTIVE", verbs.ADMITTED, access.LET_IN, clause="3.3.3"),
    Step("keep_out", ("INVITED",), "DECLINED", verbs.KEPT_OUT, access.LET_IN, clause="2.1.4"),
    Step("end", ("ACTIVE",), "ENDED", verbs.MEMBERSHIP_ENDED, access.END_MEMBERSHIP, clause="3.3"),
    # Nobody is asked any more: the group closed, or no longer covers the area.
    Step(
        "withdraw",
        ("ASKED", "INVITED", "DECLINED"),
        "ENDED",
        verbs.QUESTION_WITHDRAWN,
        access.KEEP_GROUPS,
        clause="3.3.1",
    ),
)
START_UP = Flow(
    Step("hold_workshop", ("INTEREST",), "WORKSHOP", verbs.WORKSHOP_HELD, access.KEEP_GROUPS, clause="5.2.2"),
    Step("agree_charter", ("WORKSHOP",), "CHARTER", verbs.CHARTER_AGREED, access.KEEP_GROUPS, clause="5.2.2"),
    Step("hand_over", ("CHARTER",), "HANDED_OVER", verbs.HANDED_OVER, access.KEEP_GROUPS, clause="5.2.2"),
    Step(
        "drop",
        ("INTEREST", "WORKSHOP", "CHARTER"),
        "DROPPED",
        verbs.START_UP_DROPPED,
        access.KEEP_GROUPS,
        clause="5.2.2",
    ),
)
MEMBER_IMPORT = Flow(
    Step("apply", ("PREVIEW",), "APPLIED", verbs.MEMBERS_TAKEN_OVER, access.COORDINATE, clause="3.3.3"),
    Step("drop", ("PREVIEW",), "DROPPED", verbs.MEMBERS_DROPPED, access.COORDINATE, clause="3.3.3"),
)
