"""What the Secretariat does with an application between receipt and decision; the month runs on (register I-4)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines import end_of_day
from participants import access, deadlines, flow, mails, queries, verbs
from participants.actions import doubts, screenings
from participants.models import Application, ApplicationQuestion, CriterionFinding, Organization, Screening
from participants.rules import is_private, may_find

_OPEN = queries.OPEN_STATES
AGAIN_AFTER = timedelta(days=7)


@transaction.atomic
def ask(actor: Actor, application: Application, text: str, *, at: datetime) -> ApplicationQuestion:
    """Ask the applicant; he answers on his own page. The clock of 6.4.2 does not stop."""
    access.SECRETARIAT.require(actor)
    _require_open(application)
    question = ApplicationQuestion.objects.create(
        application=application, text=text, asked_by_id=actor.user_id, asked_at=at
    )
    if application.state == Application.State.RECEIVED:
        with flow.APPLICATION.step("ask", application, actor=actor, at=at):
            pass
    else:
        record(actor, verbs.QUESTION_ASKED, application, at=at)
    mails.application_question(application, question, at=at)
    return question


@transaction.atomic
def answer(
    actor: Actor, application: Application, question: ApplicationQuestion, text: str, *, at: datetime
) -> ApplicationQuestion:
    """The applicant's answer; a second one to the same question is not taken."""
    access.APPLY.require(actor, application)
    _require_open(application)
    row = ApplicationQuestion.objects.select_for_update().get(pk=question.pk, application=application)
    if row.answered_at:
        raise CannotNow(_("This question was answered already."))
    row.answer, row.answered_at = text, at
    row.save()
    still_open = application.questions.filter(answered_at=None).exists()
    if application.state == Application.State.QUESTION and not still_open:
        with flow.APPLICATION.step("answer", application, actor=actor, at=at):
            pass
    else:
        record(actor, verbs.QUESTION_ANSWERED, application, at=at)
    with scope.as_system("answer"):
        mails.application_answered(application, row, queries.secretariat_people(at.date()), at=at)
    return row


@transaction.atomic
def record_finding(
    actor: Actor, application: Application, criterion: str, finding: str, evidence: str, *, at: datetime
) -> CriterionFinding:
    """What was found on one criterion of 6.4.2 a-c. A finding other than open says on which evidence."""
    access.SECRETARIAT.require(actor)
    _require_open(application)
    if finding != CriterionFinding.Finding.OPEN and not evidence.strip():
        raise CannotNow(_("Say in a few words what this finding rests on (6.4.2)."))
    row = CriterionFinding.objects.select_for_update().get(application=application, criterion=criterion)
    row.finding, row.evidence, row.found_by_id, row.found_at = finding, evidence, actor.user_id, at
    row.save()
    record(actor, verbs.FINDING_RECORDED, application, at=at, clause=f"6.4.2.{criterion.lower()}", finding=finding)
    return row


@transaction.atomic
def recommend(actor: Actor, application: Application, text: str, *, at: datetime) -> Application:
    access.SECRETARIAT.require(actor)
    row = _locked(application)
    row.recommendation = text
    row.save()
    record(actor, verbs.RECOMMENDED, row, at=at)
    return row


@transaction.atomic
def assign(actor: Actor, application: Application, *, at: datetime) -> Application:
    """Whoever of the Secretariat takes charge of it."""
    access.SECRETARIAT.require(actor)
    row = _locked(application)
    row.assigned_to_id = actor.user_id
    row.save()
    record(actor, verbs.ASSIGNED, row, at=at)
    return row


@transaction.atomic
def screen(actor: Actor, application: Application, outcome: str, evidence: str, *, at: datetime) -> Screening:
    """The Secretariat's own conflict check (2.1.4), beside what the applicant said; in doubt the committee decides.

    A conflict ends the way to the vote: the application is closed, and the Letter of Support is offered."""
    access.SECRETARIAT.require(actor)
    row = _locked(application)
    _may_be_checked(row, outcome, evidence)
    screening = screenings.write(
        actor,
        Screening.Purpose.PARTICIPATION,
        row.screening.answers if row.screening_id else {},
        outcome=outcome,
        evidence=evidence,
        organization=row.organization,
        application_ref=row.key,
        at=at,
    )
    row.screening = screening
    row.save()
    record(actor, verbs.SCREENED, row, at=at, clause="2.1.4", outcome=outcome)
    if outcome == Screening.Outcome.CONFLICT:
        doubts.turn_away(actor, row, evidence, at=at)
    return screening


def _may_be_checked(row: Application, outcome: str, evidence: str) -> None:
    if not evidence.strip():
        raise CannotNow(_("Say in a few words what this outcome rests on (2.1.4)."))
    _require_open(row)
    if row.kind != Application.Kind.PARTICIPANT:
        raise CannotNow(_("Supporters are not screened: the Letter of Support is open to all (Pact 2.2.1)."))
    if not may_find(outcome, private=is_private(row.legal_kind)):
        raise CannotNow(_("Of a public body record a doubt: the Steering Committee decides about it (Pact 2.1.4)."))
    asked = row.screening_id and row.screening.asked_at and row.screening.outcome == Screening.Outcome.DOUBT
    if asked:
        raise CannotNow(_("The Steering Committee has this question and decides about it (Pact 2.1.4)."))


@transaction.atomic
def match(actor: Actor, application: Application, organization: Organization | None, *, at: datetime) -> Application:
    """The organization that applies is one we know (or, with None, is not): no second record is made of it."""
    access.SECRETARIAT.require(actor)
    row = _locked(application)
    if organization and organization.merged_into:
        organization = organization.merged_into
    if row.kind == Application.Kind.SUPPORTER:
        refuse_participant(row, organization)
    row.organization = organization
    row.save()
    record(actor, verbs.MATCHED, row, at=at, slug=organization.slug if organization else "")
    return row


def refuse_participant(application: Application, organization: Organization | None) -> None:
    """Pact 2.2.1: only who does not take part can support; the organization that is meant, or one of that very name."""
    facts = {"country": application.country, "registry": application.answers["organization"].get("registry", "")}
    known = organization.name if queries.takes_part(organization) else ""
    known = known or (queries.participant_called(application.organization_name, **facts) if not organization else "")
    if known:
        sentence = _("%(name)s takes part in the Pact and cannot support it at the same time (2.2.1).")
        raise CannotNow(sentence % {"name": known})


@transaction.atomic
def mark_with_committee(actor: Actor, application: Application, *, at: datetime) -> Application:
    """The committee has it now; called by the action that opens the vote."""
    with flow.APPLICATION.step("put_to_committee", application, actor=actor, at=at):
        pass
    return application


def remind_of_questions(*, at: datetime) -> int:
    """Nightly: a question that waits for seven days is sent once more."""
    waiting = ApplicationQuestion.objects.filter(answered_at=None, asked_at__lte=at - AGAIN_AFTER)
    rows = waiting.filter(application__state__in=_OPEN).select_related("application")
    for question in rows:
        mails.application_question_again(question.application, question, at=at)
    return len(rows)


def flag_overdue(actor: Actor, *, at: datetime) -> int:
    """Nightly: what was not decided within the month is overdue: a flag, never an approval (6.4.2)."""
    flagged = 0
    for application in Application.objects.filter(state__in=_OPEN, decide_by__lt=at.date()):
        due_at = end_of_day(application.decide_by, settings.SECRETARIAT_TIME_ZONE)
        names = {"name": application.organization_name, "ref": application.ref}
        deadlines.DECISION_OVERDUE.set(
            about=application,
            at=at,
            due_at=due_at,
            title=_("Overdue: decide on %(name)s (%(ref)s)") % names,
            url_name="participants:application-detail",
            url_kwargs={"ref": application.ref},
            workspace="SECRETARIAT",
            zone=settings.SECRETARIAT_TIME_ZONE,
        )
        flagged += 1
    return flagged


def _locked(application: Application) -> Application:
    row = Application.objects.select_for_update(of=("self",)).select_related("screening", "organization")
    return row.get(pk=application.pk)


def _require_open(application: Application) -> None:
    if application.state not in _OPEN:
        raise CannotNow(_("This application is closed: it was decided or withdrawn."))
