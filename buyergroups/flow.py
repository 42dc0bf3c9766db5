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
STATEMENT = Flow(
    Step("adopt", ("DRAFT",), "ADOPTED", verbs.STATEMENT_ADOPTED, access.BY_VOTE, clause="4.1"),
    Step("open", ("DRAFT", "ADOPTED"), "OPEN", verbs.STATEMENT_OPENED, access.LEAD_STATEMENT, clause="4.1"),
    Step("close", ("OPEN",), "CLOSED", verbs.STATEMENT_CLOSED, access.ON_ITS_DAY, clause="4.1"),
    Step(
        "withdraw", ("DRAFT", "ADOPTED", "OPEN"), "WITHDRAWN", verbs.STATEMENT_WITHDRAWN, access.LEAD_STATEMENT,
        clause="4.1",
    ),
)  # fmt: skip
