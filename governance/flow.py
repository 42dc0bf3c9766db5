"""The life of a decision: draft, open, and one of three ends."""

from governance import access, verbs
from pact.flow import Flow, Step

DECISION = Flow(
    Step("open", ("DRAFT",), "OPEN", verbs.VOTE_OPENED, access.PUT_TO_VOTE, clause="5.1"),
    Step("adopt", ("OPEN",), "ADOPTED", verbs.ADOPTED, access.SEE_VOTES, clause="5.1"),
    Step("reject", ("OPEN",), "REJECTED", verbs.REJECTED, access.SEE_VOTES, clause="5.1"),
    Step("lapse", ("OPEN",), "LAPSED", verbs.LAPSED, access.SEE_VOTES, clause="5.1"),
)
MATTER = Flow(
    Step("decide", ("OPEN",), "DECIDED", verbs.MATTER_DECIDED, access.SEE_VOTES),
    Step("withdraw", ("OPEN",), "WITHDRAWN", verbs.MATTER_WITHDRAWN, access.PUT_TO_VOTE),
)
ROTATION = Flow(
    Step("carry_out", ("DRAFT",), "DONE", verbs.ROTATION_DONE, access.FILL_SEATS, clause="5.1.4"),
    Step("drop", ("DRAFT",), "DROPPED", verbs.ROTATION_DROPPED, access.FILL_SEATS),
)
ELECTION = Flow(
    Step("open", ("NOMINATING",), "VOTING", verbs.ELECTION_OPENED, access.CALL_ELECTION, clause="5.1.3"),
    Step("next_round", ("VOTING",), "VOTING", verbs.ELECTION_TIED, access.CALL_ELECTION, clause="5.1.3"),
    Step("elect", ("VOTING",), "ELECTED", verbs.ELECTED, access.CALL_ELECTION, clause="5.1.3"),
    Step("cancel", ("NOMINATING", "VOTING"), "CANCELLED", verbs.ELECTION_ENDED, access.CALL_ELECTION, clause="5.1.3"),
)
MEETING = Flow(
    Step("convene", ("PLANNED",), "CONVENED", verbs.MEETING_CONVENED, access.PLAN_MEETING, clause="5.1.5"),
    Step("hold", ("CONVENED",), "HELD", verbs.MEETING_HELD, access.PLAN_MEETING, clause="5.1.5"),
    Step("publish", ("HELD",), "PUBLISHED", verbs.MINUTES_PUBLISHED, access.PLAN_MEETING, clause="5.1.5"),
    Step("cancel", ("PLANNED", "CONVENED"), "CANCELLED", verbs.MEETING_CANCELLED, access.PLAN_MEETING, clause="5.1.5"),
)
