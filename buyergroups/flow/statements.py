"""The life of a joint statement of demand (4.1)."""

from buyergroups import access, verbs
from pact.flow import Flow, Step

STATEMENT = Flow(
    Step("adopt", ("DRAFT",), "ADOPTED", verbs.STATEMENT_ADOPTED, access.BY_VOTE, clause="4.1"),
    Step("open", ("DRAFT", "ADOPTED"), "OPEN", verbs.STATEMENT_OPENED, access.LEAD_STATEMENT, clause="4.1"),
    Step("close", ("OPEN",), "CLOSED", verbs.STATEMENT_CLOSED, access.ON_ITS_DAY, clause="4.1"),
    Step(
        "withdraw",
        ("DRAFT", "ADOPTED", "OPEN"),
        "WITHDRAWN",
        verbs.STATEMENT_WITHDRAWN,
        access.LEAD_STATEMENT,
        clause="4.1",
    ),
)
