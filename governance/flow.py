"""The lives of what the committee and all participants decide on: tables of states and steps."""

from datetime import datetime

from django.conf import settings

from governance import access, rules, verbs
from governance.models import Amendment, ConsentRound, Dispute, Extension, TerminationCase
from pact.deadlines.days import day_in
from pact.flow import Flow, Step
from participants.access import BY_RULE, DECIDED, SECRETARIAT

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


_T = TerminationCase.State


def _is_heard(case: TerminationCase, at: datetime) -> list[str]:
    """Pact 6.6.2: the committee decides only after a hearing that was held, declined or let pass unanswered."""
    hearing = getattr(case, "hearing", None)
    return [] if hearing and rules.is_heard(hearing.outcome) else ["The organisation is heard first (Pact 6.6.2)."]


TERMINATION = Flow(
    Step("notify", (_T.OPENED,), _T.NOTICED, verbs.CASE_NOTICED, access.PUT_TO_VOTE, clause="6.6.2"),
    Step("hold", (_T.NOTICED,), _T.HEARD, verbs.HEARING_HELD, SECRETARIAT, clause="6.6.2"),
    Step("decline", (_T.NOTICED,), _T.HEARD, verbs.HEARING_DECLINED, access.ANSWER_HEARING, clause="6.6.2"),
    Step("run_out", (_T.NOTICED,), _T.HEARD, verbs.HEARING_RAN_OUT, BY_RULE, clause="6.6.2"),
    Step("put", (_T.HEARD,), _T.WITH_COMMITTEE, verbs.CASE_PUT, access.PUT_TO_VOTE, _is_heard, "6.6.2"),
    Step("end", (_T.WITH_COMMITTEE,), _T.ENDED, verbs.CASE_ENDED, DECIDED, _is_heard, "6.6.2"),
    Step("keep", (_T.WITH_COMMITTEE,), _T.CLOSED, verbs.CASE_KEPT, DECIDED, clause="6.6.2"),
    Step(
        "close", (_T.OPENED, _T.NOTICED, _T.HEARD, _T.WITH_COMMITTEE), _T.CLOSED, verbs.CASE_CLOSED,
        access.PUT_TO_VOTE, clause="6.6.2",
    ),
)  # fmt: skip


_D = Dispute.State


def _is_consulted(dispute: Dispute, at: datetime) -> list[str]:
    """Pact 6.7.1: first mutual consultation, then the committee."""
    return rules.before_presenting(dispute.consultation)


def _may_be_recommended(dispute: Dispute, at: datetime) -> list[str]:
    """Pact 6.7.2: after the months have passed, and when every party was asked for its views."""
    asked = {
        party.organization.name: party.asked_at is not None for party in dispute.parties.select_related("organization")
    }
    return rules.before_recommending(dispute.recommend_from, day_in(at, settings.SECRETARIAT_TIME_ZONE), asked)


DISPUTE = Flow(
    Step(
        "present", (_D.CONSULTATION,), _D.PRESENTED, verbs.DISPUTE_PRESENTED, access.ARGUE, _is_consulted, "6.7.1",
    ),
    Step("recommend", (_D.PRESENTED,), _D.RECOMMENDED, verbs.RECOMMENDED, DECIDED, _may_be_recommended, "6.7.2"),
    Step("settle", (_D.CONSULTATION, _D.PRESENTED), _D.SETTLED, verbs.DISPUTE_SETTLED, access.SETTLE, clause="6.7.1"),
    Step("close", (_D.RECOMMENDED,), _D.CLOSED, verbs.DISPUTE_CLOSED, SECRETARIAT, clause="6.7.2"),
)  # fmt: skip
