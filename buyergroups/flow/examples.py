"""The life of a good example (3.3.2.b)."""

from buyergroups import access, verbs
from pact.flow import Flow, Step

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
