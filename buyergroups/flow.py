"""The life of a membership: participants are asked and join; others are let in or kept out after their screening."""

from buyergroups import access, verbs
from pact.flow import Flow, Step

MEMBERSHIP = Flow(
    Step("join", ("ASKED", "DECLINED"), "ACTIVE", verbs.JOINED, access.ANSWER_FOR_ORGANIZATION, clause="3.3.1"),
    Step("decline", ("ASKED",), "DECLINED", verbs.DECLINED, access.ANSWER_FOR_ORGANIZATION, clause="3.3.1"),
    Step("admit", ("INVITED",), "ACTIVE", verbs.ADMITTED, access.LET_IN, clause="3.3.3"),
    Step("keep_out", ("INVITED",), "DECLINED", verbs.KEPT_OUT, access.LET_IN, clause="2.1.4"),
    Step("end", ("ACTIVE",), "ENDED", verbs.MEMBERSHIP_ENDED, access.END_MEMBERSHIP, clause="3.3"),
)
GATHERING = Flow(
    Step("hold", ("PLANNED",), "HELD", verbs.GATHERING_HELD, access.ARRANGE_GATHERING, clause="3.2.1.b"),
    Step("cancel", ("PLANNED",), "CANCELLED", verbs.GATHERING_CANCELLED, access.ARRANGE_GATHERING, clause="3.2.1.b"),
)
