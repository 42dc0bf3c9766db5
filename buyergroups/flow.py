"""The life of what this floor keeps: memberships, good examples."""

from buyergroups import access, verbs
from pact.flow import Flow, Step

# Participants are asked and join; others are let in or kept out after their screening.
MEMBERSHIP = Flow(
    Step("join", ("ASKED", "DECLINED"), "ACTIVE", verbs.JOINED, access.ANSWER_FOR_ORGANIZATION, clause="3.3.1"),
    Step("decline", ("ASKED",), "DECLINED", verbs.DECLINED, access.ANSWER_FOR_ORGANIZATION, clause="3.3.1"),
    Step("admit", ("INVITED",), "ACTIVE", verbs.ADMITTED, access.LET_IN, clause="3.3.3"),
    Step("keep_out", ("INVITED",), "DECLINED", verbs.KEPT_OUT, access.LET_IN, clause="2.1.4"),
    Step("end", ("ACTIVE",), "ENDED", verbs.MEMBERSHIP_ENDED, access.END_MEMBERSHIP, clause="3.3"),
)
# Its organization writes it; somebody who cares for its group looks at it before the world does.
GOOD_EXAMPLE = Flow(
    Step("send", ("DRAFT",), "CHECKED", verbs.EXAMPLE_SENT, access.WRITE_EXAMPLE, clause="3.3.2.b"),
    Step("publish", ("CHECKED",), "PUBLIC", verbs.EXAMPLE_PUBLISHED, access.CHECK_EXAMPLE, clause="3.3.2.b"),
    Step("send_back", ("CHECKED",), "DRAFT", verbs.EXAMPLE_RETURNED, access.CHECK_EXAMPLE, clause="3.3.2.b"),
    Step(
        "withdraw",
        ("DRAFT", "CHECKED", "PUBLIC"),
        "WITHDRAWN",
        verbs.EXAMPLE_WITHDRAWN,
        access.WRITE_EXAMPLE,
        clause="3.3.2.b",
    ),
)
