"""The life of a gathering (3.2.1.b)."""

from buyergroups import access, verbs
from pact.flow import Flow, Step

GATHERING = Flow(
    Step("hold", ("PLANNED",), "HELD", verbs.GATHERING_HELD, access.ARRANGE_GATHERING, clause="3.2.1.b"),
    Step("cancel", ("PLANNED",), "CANCELLED", verbs.GATHERING_CANCELLED, access.ARRANGE_GATHERING, clause="3.2.1.b"),
)
