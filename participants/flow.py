"""How applications, participations and letters of support move: the tables of states and steps."""

from django.utils.translation import gettext as _

from pact.access import Permission
from pact.flow import Flow, Step
from participants import access, verbs
from participants.models import Application, SupportLetter
from participants.models.participations import State

_S = Application.State


def _signatures_missing(application: Application, at) -> list[str]:
    """Pact, "Signing the Pact" and P18: each role asked has its own signature."""
    roles = application.roles.all()
    if not roles:
        return [_("Choose how you want to take part.")]
    return [_("The application is not signed for every role yet.")] if any(not r.signature_id for r in roles) else []


def _may_be_received(application: Application, at) -> list[str]:
    """Pact 2.1.4: a clear conflict of interest cannot become a participation."""
    if application.kind == Application.Kind.PARTICIPANT and application.screening.outcome == "CONFLICT":
        return [_("An organisation with a conflict of interest cannot take part. It can support the Pact (2.2).")]
    return _signatures_missing(application, at)


def _may_be_decided_on(application: Application, at) -> list[str]:
    """Pact 6.4.2: the committee decides on three criteria, so each has a finding."""
    findings = application.findings.all()
    if any(finding.finding == "OPEN" for finding in findings) or len(findings) < 3:
        return [_("Record a finding on each of the three criteria first (6.4.2 a, b, c).")]
    return []


APPLICANT = access.APPLY
APPLICATION = Flow(
    Step("receive", (_S.DRAFT,), _S.RECEIVED, verbs.APPLICATION_RECEIVED, APPLICANT, _may_be_received, "6.4.1"),
    Step("record_paper", (_S.DRAFT,), _S.RECEIVED, verbs.PAPER_RECORDED, access.SECRETARIAT, _may_be_received, "6.4.1"),
    Step("ask", (_S.RECEIVED,), _S.QUESTION, verbs.QUESTION_ASKED, access.SECRETARIAT),
    Step("answer", (_S.QUESTION,), _S.RECEIVED, verbs.QUESTION_ANSWERED, APPLICANT),
    Step(
        "put_to_committee", (_S.RECEIVED, _S.QUESTION), _S.WITH_COMMITTEE, verbs.WITH_COMMITTEE, access.SECRETARIAT,
        _may_be_decided_on, "6.4.2",
    ),
    Step("decide", (_S.WITH_COMMITTEE,), _S.DECIDED, verbs.APPLICATION_DECIDED, access.DECIDED, clause="6.4.2"),
    Step(
        "withdraw", (_S.DRAFT, _S.RECEIVED, _S.QUESTION, _S.WITH_COMMITTEE), _S.WITHDRAWN, verbs.APPLICATION_WITHDRAWN,
        APPLICANT,
    ),
)  # fmt: skip


def _membership(noticed, ended) -> Flow:
    """ACTIVE → ENDING (a day is named) → ENDED; `end_kind` is set with the step."""
    by: Permission = access.LEAVE
    return Flow(
        Step("give_notice", (State.ACTIVE,), State.ENDING, noticed, by, clause="6.6.1"),
        Step("end", (State.ENDING,), State.ENDED, ended, access.BY_RULE, clause="6.6.1"),
    )


PARTICIPATION = _membership(verbs.NOTICE_GIVEN, verbs.PARTICIPATION_ENDED)
SUPPORT = _membership(verbs.SUPPORT_NOTICE_GIVEN, verbs.SUPPORT_ENDED)


def flow_of(membership) -> Flow:
    return SUPPORT if isinstance(membership, SupportLetter) else PARTICIPATION
