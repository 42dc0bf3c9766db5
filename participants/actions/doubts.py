"""What comes before the vote on an application: a doubt of 2.1.4, and whether a body that is no government coordinates
(2.1.3). The committee's answer is the floor above's; here is what it does to the application. The month runs on."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow
from pact.audit import record
from participants import access, deadlines, flow, mails, verbs
from participants.actions import screenings
from participants.models import Application, ApplicationRole
from participants.rules import IN_DOUBT

_OPEN = (Application.State.RECEIVED, Application.State.QUESTION, Application.State.WITH_COMMITTEE)


def open_questions(application: Application) -> list[str]:
    """What the committee has still to answer before it votes on this application."""
    return flow.questions_before(application)


@transaction.atomic
def ask(actor: Actor, application: Application, about: str, *, at: datetime) -> Application:
    """Note that the committee has the question; raises CannotNow when there is none to ask."""
    access.SECRETARIAT.require(actor)
    row = Application.objects.select_for_update(of=("self",)).select_related("screening").get(pk=application.pk)
    if row.state not in _OPEN:
        raise CannotNow(_("This application is closed: it was decided or withdrawn."))
    if about not in flow.questions_before(row):
        raise CannotNow(_("There is no such question about this application: it was settled already (2.1.3, 2.1.4)."))
    if about == IN_DOUBT:
        screenings.ask_committee(actor, row.screening, at=at)
        record(actor, verbs.DOUBT_ASKED, row, at=at, clause="2.1.4")
    else:
        role = row.roles.select_for_update().get(role="COORDINATING")
        role.asked_at = at
        role.save()
        record(actor, verbs.MAY_COORDINATE_ASKED, row, at=at, clause="2.1.3")
    return row


@transaction.atomic
def allow(actor: Actor, application: Application, about: str, number: str, *, at: datetime) -> None:
    """The committee's yes: no conflict of interest, or this body may coordinate. The way to the vote is open."""
    access.DECIDED.require(actor)
    if about == IN_DOUBT:
        screenings.settle_doubt(actor, application.screening, number, at=at)
        record(actor, verbs.SCREENED, application, at=at, clause="2.1.4", outcome="CLEAR", decision=number)
        return
    role = application.roles.select_for_update().get(role="COORDINATING")
    role.allowed_number = number
    role.save()
    record(actor, verbs.MAY_COORDINATE, application, at=at, clause="2.1.3", decision=number)


@transaction.atomic
def refuse(actor: Actor, application: Application, about: str, number: str, reasons: str, *, at: datetime) -> None:
    """The committee's no: with a conflict of interest every role is refused, by 2.1.3 the coordinating one alone."""
    access.DECIDED.require(actor)
    roles = application.roles.filter(outcome=ApplicationRole.Outcome.OPEN)
    if about == IN_DOUBT:
        screenings.settle_doubt(actor, application.screening, number, clear=False, at=at)
    else:
        roles = roles.filter(role="COORDINATING")
    refused = _close_roles(list(roles.select_for_update()), number, reasons)
    clause = "2.1.4" if about == IN_DOUBT else "2.1.3"
    for role in refused:
        record(actor, verbs.ROLE_REFUSED, application, at=at, clause=clause, role=role.role, decision=number)
        _tell(application, role, at)
    if not application.roles.filter(outcome=ApplicationRole.Outcome.OPEN).exists():
        with flow.APPLICATION.step("decide_early", application, actor=actor, at=at, decision=number) as row:
            row.decided_at = at
        _over(application, at)


@transaction.atomic
def turn_away(actor: Actor, application: Application, reasons: str, *, at: datetime) -> None:
    """A clear conflict of interest found by the Secretariat: no vote, but the way to the Letter of Support."""
    with flow.APPLICATION.step("turn_away", application, actor=actor, at=at) as row:
        row.decided_at = at
    roles = application.roles.filter(outcome=ApplicationRole.Outcome.OPEN).select_for_update()
    _close_roles(list(roles), "", reasons)
    mails.application_turned_away(application, reason=reasons, at=at)
    _over(application, at)


def _close_roles(roles: list[ApplicationRole], number: str, reasons: str) -> list[ApplicationRole]:
    for role in roles:
        role.outcome, role.decision_number, role.reason = ApplicationRole.Outcome.REFUSED, number, reasons
        role.save()
    return roles


def _tell(application: Application, role: ApplicationRole, at: datetime) -> None:
    words = str(role.get_role_display()).lower()
    mails.application_refused(application, role=words, decision=role.decision_number, reason=role.reason, at=at)


def _over(application: Application, at: datetime) -> None:
    deadlines.DECISION_DUE.meet(application, at)
    deadlines.DECISION_OVERDUE.meet(application, at)
