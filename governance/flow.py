"""The lives of what the committee and all participants decide on: tables of states and steps."""

from governance import access, verbs
from governance.models import Amendment, ConsentRound, Extension
from pact.flow import Flow, Step
from participants.access import DECIDED

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

_R, _A = ConsentRound.State, Amendment.State
ROUND = Flow(
    Step("reach", (_R.OPEN,), _R.REACHED, verbs.ROUND_REACHED, access.BY_CONSENT, clause="6.5.2"),
    Step("fail", (_R.OPEN,), _R.FAILED, verbs.ROUND_FAILED, access.BY_CONSENT, clause="6.5.2"),
    Step("cancel", (_R.OPEN,), _R.CANCELLED, verbs.ROUND_CANCELLED, access.BY_CONSENT, clause="6.5.1"),
)
AMENDMENT = Flow(
    Step("return", (_A.REQUESTED,), _A.RETURNED, verbs.AMENDMENT_RETURNED, access.PUT_TO_VOTE, clause="6.5.1"),
    Step("decline", (_A.REQUESTED,), _A.DECLINED, verbs.AMENDMENT_DECLINED, DECIDED, clause="6.5.1"),
    Step("open", (_A.REQUESTED,), _A.OPEN, verbs.AMENDMENT_OPENED, DECIDED, clause="6.5.2"),
    Step(
        "withdraw",
        (_A.REQUESTED, _A.OPEN),
        _A.WITHDRAWN,
        verbs.AMENDMENT_WITHDRAWN,
        access.REQUEST_AMENDMENT,
        clause="6.5.1",
    ),
    Step("adopt", (_A.OPEN,), _A.ADOPTED, verbs.AMENDMENT_ADOPTED, access.BY_CONSENT, clause="6.5.2"),
    Step("fail", (_A.OPEN,), _A.FAILED, verbs.AMENDMENT_FAILED, access.BY_CONSENT, clause="6.5.2"),
)
_E = Extension.State
EXTENSION = Flow(
    Step("suffice", (_E.OPEN,), _E.SUFFICIENT, verbs.EXTENSION_SUFFICIENT, access.BY_CONSENT, clause="6.2.2"),
    Step("fail", (_E.OPEN,), _E.FAILED, verbs.EXTENSION_FAILED, access.BY_CONSENT, clause="6.2.2"),
    Step("extend", (_E.SUFFICIENT,), _E.EXTENDED, verbs.EXTENSION_DECIDED, DECIDED, clause="6.2.2"),
    Step("refuse", (_E.SUFFICIENT,), _E.FAILED, verbs.EXTENSION_FAILED, DECIDED, clause="6.2.2"),
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
