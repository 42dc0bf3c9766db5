"""The life of an entry of outreach (3.2.1.a)."""

from buyergroups import access, verbs
from pact.flow import Flow, Step

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
