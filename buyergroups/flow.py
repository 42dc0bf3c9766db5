"""The lives of memberships and tenders."""

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
