"""The lives of working groups, of votes on what they made, and of guests (4.2, 4.4, 4.5)."""

from datetime import datetime

from buyergroups import access, verbs
from buyergroups.models import Adoption, WorkingGroup, WorkingGroupGuest
from pact.flow import Flow, Step

_W, _V, _G = WorkingGroup.State, Adoption.State, WorkingGroupGuest.State


def _one_monitoring(group: WorkingGroup, at: datetime) -> list[str]:
    """One group defines indicators and the methodology at a time (3.1.2.d)."""
    if not group.is_monitoring or not group.has_rival():
        return []
    return ["Another working group for monitoring is active. There is one at a time (Pact 3.1.2.d)."]


WORKING_GROUP = Flow(
    Step(
        "begin", (_W.PROPOSED,), _W.ACTIVE, verbs.WORKING_GROUP_BEGUN, access.DECIDE_WORKING_GROUP, _one_monitoring,
        clause="4.5",
    ),
    Step("refuse", (_W.PROPOSED,), _W.REFUSED, verbs.WORKING_GROUP_REFUSED, access.DECIDE_WORKING_GROUP, clause="4.5"),
    Step("rest", (_W.ACTIVE,), _W.DORMANT, verbs.WORKING_GROUP_RESTED, access.LEAD_WORKING_GROUP, clause="4.3"),
    Step(
        "wake", (_W.DORMANT,), _W.ACTIVE, verbs.WORKING_GROUP_WOKEN, access.LEAD_WORKING_GROUP, _one_monitoring,
        clause="4.3",
    ),
    Step(
        "close", (_W.ACTIVE, _W.DORMANT), _W.CLOSED, verbs.WORKING_GROUP_CLOSED, access.DECIDE_WORKING_GROUP,
        clause="4.5",
    ),
)  # fmt: skip
ADOPTION = Flow(
    Step("adopt", (_V.OPEN,), _V.ADOPTED, verbs.ADOPTION_CARRIED, access.LEAD_WORKING_GROUP, clause="4.4"),
    Step("reject", (_V.OPEN,), _V.REJECTED, verbs.ADOPTION_REJECTED, access.LEAD_WORKING_GROUP, clause="4.4"),
    Step("cancel", (_V.OPEN,), _V.CANCELLED, verbs.ADOPTION_CANCELLED, access.LEAD_WORKING_GROUP, clause="4.4"),
)
GUEST = Flow(
    Step("accept", (_G.INVITED,), _G.ACCEPTED, verbs.GUEST_ACCEPTED, access.ANSWER_INVITATION, clause="4.4"),
    Step("decline", (_G.INVITED,), _G.DECLINED, verbs.GUEST_DECLINED, access.ANSWER_INVITATION, clause="4.4"),
    Step(
        "withdraw", (_G.INVITED, _G.ACCEPTED), _G.WITHDRAWN, verbs.GUEST_WITHDRAWN, access.LEAD_WORKING_GROUP,
        clause="4.4",
    ),
)  # fmt: skip
