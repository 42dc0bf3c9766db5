"""The life of a tender, stage by stage (3.1.1.e)."""

from buyergroups import access, verbs
from pact.flow import Flow, Step

_COMING = ("IDEA", "CONSULTATION", "ANNOUNCED", "POSTPONED")
# Any step forward is possible, as procedures differ from country to country; what is over stays over.
TENDER = Flow(
    Step("consult", ("IDEA", "POSTPONED"), "CONSULTATION", verbs.TENDER_IN_CONSULTATION, access.ENTER_TENDER,
         clause="3.1.1.e"),
    Step("announce", ("IDEA", "CONSULTATION", "POSTPONED"), "ANNOUNCED", verbs.TENDER_ANNOUNCED, access.ENTER_TENDER,
         clause="3.1.1.e"),
    Step("publish", _COMING, "PUBLISHED", verbs.TENDER_PUBLISHED, access.ENTER_TENDER, clause="3.1.1.e"),
    Step("award", (*_COMING, "PUBLISHED"), "AWARDED", verbs.TENDER_AWARDED, access.ENTER_TENDER, clause="3.1.1.e"),
    Step("postpone", _COMING, "POSTPONED", verbs.TENDER_POSTPONED, access.ENTER_TENDER, clause="3.1.1.e"),
    Step("cancel", (*_COMING, "PUBLISHED"), "CANCELLED", verbs.TENDER_CANCELLED, access.ENTER_TENDER,
         clause="3.1.1.e"),
    field="stage",
)  # fmt: skip
