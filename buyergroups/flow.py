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
# Whom a group reached out to (3.2.1.a): what it answered, and whether it joined.
OUTREACH = Flow(
    Step(
        "interested",
        ("CONTACTED", "NOT_INTERESTED"),
        "INTERESTED",
        verbs.OUTREACH_INTERESTED,
        access.REACH_OUT,
        clause="3.2.1.a",
    ),
    Step(
        "joined",
        ("CONTACTED", "INTERESTED", "NOT_INTERESTED"),
        "JOINED",
        verbs.OUTREACH_JOINED,
        access.REACH_OUT,
        clause="3.2.1.a",
    ),
    Step(
        "not-interested",
        ("CONTACTED", "INTERESTED"),
        "NOT_INTERESTED",
        verbs.OUTREACH_NOT_INTERESTED,
        access.REACH_OUT,
        clause="3.2.1.a",
    ),
    Step(
        "contacted",
        ("INTERESTED", "NOT_INTERESTED"),
        "CONTACTED",
        verbs.OUTREACH_CONTACTED,
        access.REACH_OUT,
        clause="3.2.1.a",
    ),
)
