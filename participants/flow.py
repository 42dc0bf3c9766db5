"""How applications, participations, letters of support and delegations move: the tables of states and steps."""

from django.conf import settings
from django.utils.translation import gettext as _

from pact.access import Permission
from pact.deadlines.days import day_in
from pact.flow import Flow, Step
from participants import access, rules, verbs
from participants.models import Application, Delegation, MisuseReport, Participation, SupportLetter
from participants.models.participations import EndKind, State

_S = Application.State


def _signatures_missing(application: Application, at) -> list[str]:
    """Pact, "Signing the Pact" and P18: each role asked has its own signature."""
    roles = application.roles.all()
    if not roles:
        return [_("Choose how you want to take part (2.1.1).")]
    return (
        [_("The application is not signed for every role yet (Signing the Pact).")]
        if any(not r.signature_id for r in roles)
        else []
    )


def _may_be_received(application: Application, at) -> list[str]:
    """Pact 2.1.4: a clear conflict of interest cannot become a participation."""
    if application.kind == Application.Kind.PARTICIPANT and application.screening.outcome == "CONFLICT":
        return [_("An organisation with a conflict of interest cannot take part. It can support the Pact (2.2).")]
    return _signatures_missing(application, at)


def _screened(application: Application) -> list[str]:
    """Pact 2.1.4 and 2.1.3: what is in doubt is decided before the application is; a conflict is never voted on."""
    screening = application.screening
    if screening is None or screening.organization_id not in (None, application.organization_id):
        return [_("Record your own check for a conflict of interest first: none is about this organisation (2.1.4).")]
    if screening.outcome == "CONFLICT":
        return [_("A conflict of interest was found (Pact 2.1.4). Offer the Letter of Support; there is no vote.")]
    if screening.outcome == "DOUBT" and screening.asked_at:
        return [_("The Steering Committee has the doubt about a conflict of interest and decides it first (2.1.4).")]
    if screening.outcome == "DOUBT":
        return [_("Put the doubt about a conflict of interest to the Steering Committee first (Pact 2.1.4).")]
    waiting = rules.MAY_COORDINATE in questions_before(application)
    if waiting and not application.roles.filter(outcome="OPEN").exclude(role="COORDINATING").exists():
        return [_("Ask the Steering Committee first whether a body that is no government may coordinate (Pact 2.1.3).")]
    return []


def questions_before(application: Application) -> list[str]:
    """The questions that the committee has still to answer before it votes."""
    if application.kind != Application.Kind.PARTICIPANT or not application.screening_id:
        return []
    coordinating = application.roles.filter(role="COORDINATING", outcome="OPEN", allowed_number="").exists()
    outcome = application.screening.outcome
    return rules.questions_before_vote(outcome, application.legal_kind, coordinating=coordinating)


def _may_be_decided_on(application: Application, at) -> list[str]:
    """Pact 6.4.2: the committee decides on three criteria, so each has a finding; a doubt is settled before (2.1.4)."""
    if application.kind == Application.Kind.PARTICIPANT and (gaps := _screened(application)):
        return gaps
    findings = application.findings.all()
    if any(finding.finding == "OPEN" for finding in findings) or len(findings) < 3:
        return [_("Record a finding on each of the three criteria first (6.4.2 a, b, c).")]
    signed = application.roles.select_related("signature")
    if any(role.signature_id and role.signature.scan_id and not role.legible_at for role in signed):
        return [_("Confirm first that the scan of each signature can be read (Signing the Pact).")]
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
    Step(
        "decide_early", (_S.RECEIVED, _S.QUESTION, _S.WITH_COMMITTEE), _S.DECIDED, verbs.APPLICATION_DECIDED,
        access.DECIDED, clause="2.1.4",
    ),
    Step(
        "turn_away", (_S.RECEIVED, _S.QUESTION, _S.WITH_COMMITTEE), _S.DECIDED, verbs.TURNED_AWAY, access.SECRETARIAT,
        clause="2.1.4",
    ),
    Step("decide", (_S.WITH_COMMITTEE,), _S.DECIDED, verbs.APPLICATION_DECIDED, access.DECIDED, clause="6.4.2"),
    Step(
        "withdraw", (_S.DRAFT, _S.RECEIVED, _S.QUESTION, _S.WITH_COMMITTEE), _S.WITHDRAWN, verbs.APPLICATION_WITHDRAWN,
        APPLICANT,
    ),
)  # fmt: skip


def _nothing_has_ended(membership, at) -> list[str]:
    """Pact 6.6.1: until its day a notice has taken no effect; from then on only a new application leads back (6.4)."""
    if membership.end_kind == EndKind.LEFT and day_in(at, settings.SECRETARIAT_TIME_ZONE) in membership.period:
        return []
    if membership.end_kind == EndKind.TERMINATED:
        return [_("The Steering Committee ended this role; a notice cannot be withdrawn any more (Pact 6.6.2).")]
    return [_("The notice has taken effect. Your organisation is welcome to apply again (Pact 6.4.1).")]


def _not_leaving_yet(membership, at) -> list[str]:
    """Pact 6.6.1: at any time, also for those whose part ends with the old end of the Pact (6.2.2)."""
    if membership.state == State.ACTIVE or membership.end_kind == EndKind.NOT_EXTENDED:
        return []
    return [_("Your notice was given already; until its day you can still withdraw it (Pact 6.6.1).")]


def _membership(noticed, withdrawn, ended, merged, terminated, over) -> Flow:
    """ACTIVE → ENDING (a day is named) → ENDED; `end_kind` is set with the step. A duplicate ends at once."""
    by: Permission = access.LEAVE
    return Flow(
        Step("give_notice", (State.ACTIVE, State.ENDING), State.ENDING, noticed, by, _not_leaving_yet, "6.6.1"),
        Step("withdraw_notice", (State.ENDING,), State.ACTIVE, withdrawn, by, _nothing_has_ended, "6.6.1"),
        Step("end", (State.ENDING,), State.ENDED, ended, access.BY_RULE, clause="6.6.1"),
        Step("terminate", (State.ACTIVE, State.ENDING), State.ENDING, terminated, access.DECIDED, clause="6.6.2"),
        Step(
            "not_extend",
            (State.ACTIVE,),
            State.ENDING,
            verbs.PARTICIPATION_NOT_EXTENDED,
            access.BY_RULE,
            clause="6.2.2",
        ),
        Step("end_with_pact", (State.ACTIVE, State.ENDING), State.ENDED, over, access.BY_RULE, clause="6.2.1"),
        Step("merge", (State.ACTIVE,), State.ENDED, merged, access.MERGE, clause="6.4.3"),
    )


PARTICIPATION = _membership(
    verbs.NOTICE_GIVEN,
    verbs.NOTICE_WITHDRAWN,
    verbs.PARTICIPATION_ENDED,
    verbs.PARTICIPATION_MERGED,
    verbs.PARTICIPATION_TERMINATED,
    verbs.PARTICIPATION_OVER,
)
SUPPORT = _membership(
    verbs.SUPPORT_NOTICE_GIVEN,
    verbs.SUPPORT_NOTICE_WITHDRAWN,
    verbs.SUPPORT_ENDED,
    verbs.SUPPORT_MERGED,
    verbs.SUPPORT_TERMINATED,
    verbs.SUPPORT_OVER,
)


def flow_of(membership) -> Flow:
    return SUPPORT if isinstance(membership, SupportLetter) else PARTICIPATION


_D = Delegation.State
_OPEN = (_D.PROPOSED, _D.ACCEPTED, _D.ACTIVE)
_AGREED = (_D.ACCEPTED, _D.ACTIVE)


def _role_is_there(delegation: Delegation, at) -> list[str]:
    """Pact 3.2.3: what is carried out for somebody is that organisation's own role, for a time."""
    day, role = day_in(at, settings.SECRETARIAT_TIME_ZONE), delegation.participation
    if role.role != Participation.Role.COORDINATING or day not in role.period:
        return [_("Only a coordinating organisation can appoint another one for its role (Pact 3.2.3).")]
    over = delegation.period.upper and delegation.period.upper <= day
    return [_("The period of this appointment is over (Pact 3.2.3).")] if over else []


def _may_begin(delegation: Delegation, at) -> list[str]:
    """Pact 3.2.3 and 2.1.4: accepted, its day has come, and no conflict of interest, looked at in the last year."""
    screening, day = delegation.screening, day_in(at, settings.SECRETARIAT_TIME_ZONE)
    if not screening or screening.outcome != "CLEAR" or screening.organization_id != delegation.delegate_id:
        return [_("Only an organisation without a conflict of interest can be appointed (Pact 3.2.3).")]
    if screening.valid_until and screening.valid_until < day:
        return [_("The check for a conflict of interest is older than twelve months. Check again (Pact 2.1.4).")]
    if day < delegation.period.lower:
        return [_("The first day of this appointment is still to come (Pact 3.2.3).")]
    return _role_is_there(delegation, at)


DELEGATION = Flow(
    Step("accept", (_D.PROPOSED,), _D.ACCEPTED, verbs.DELEGATION_ACCEPTED, access.CARRY_OUT, _role_is_there, "3.2.3"),
    Step("decline", (_D.PROPOSED,), _D.DECLINED, verbs.DELEGATION_DECLINED, access.CARRY_OUT, clause="3.2.3"),
    Step("fail", _AGREED, _D.FAILED, verbs.DELEGATION_FAILED, access.SECRETARIAT, clause="2.1.4"),
    Step("begin", (_D.ACCEPTED,), _D.ACTIVE, verbs.DELEGATION_BEGUN, access.BY_RULE, _may_begin, "3.2.3"),
    Step("revoke", _OPEN, _D.REVOKED, verbs.DELEGATION_REVOKED, access.DELEGATE, clause="3.2.3"),
    Step("give_back", _AGREED, _D.RETURNED, verbs.DELEGATION_RETURNED, access.CARRY_OUT, clause="3.2.3"),
    Step("expire", _OPEN, _D.EXPIRED, verbs.DELEGATION_EXPIRED, access.BY_RULE, clause="3.2.3"),
)

_M = MisuseReport.State


def _still_supports(report: MisuseReport, at) -> list[str]:
    """Pact 2.2.2 c: a reminder or a hearing is about somebody who made the undertaking."""
    letters = report.supporter.support_letters.exclude(state=State.ENDED)
    return (
        []
        if letters.exists()
        else [_("It supports the Pact no more (2.2.2 c): settle the report as no misuse, and say so.")]
    )


MISUSE = Flow(
    Step("look", (_M.REPORTED,), _M.LOOKED_AT, verbs.MISUSE_LOOKED_AT, access.SECRETARIAT, clause="2.2.2.c"),
    Step("dismiss", (_M.LOOKED_AT,), _M.SETTLED, verbs.MISUSE_NOT_FOUND, access.SECRETARIAT, clause="2.2.2.c"),
    Step(
        "remind", (_M.LOOKED_AT,), _M.SETTLED, verbs.MISUSE_REMINDED, access.SECRETARIAT, _still_supports, "2.2.2.c"
    ),
    Step("put", (_M.LOOKED_AT,), _M.SETTLED, verbs.MISUSE_PUT, access.SECRETARIAT, _still_supports, "6.6.2"),
)  # fmt: skip
