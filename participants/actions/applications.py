"""An application from its first word to its receipt (Pact 6.4.1). No account is needed: a key opens it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow, scope
from pact.access.refs import new_key
from pact.audit import record
from pact.deadlines import end_of_day
from pact.rulebook import rules as rules_on
from participants import deadlines, flow, mails, queries, verbs
from participants.actions.filling import fill
from participants.actions.reviewing import (
    answer,
    ask,
    assign,
    mark_with_committee,
    match,
    recommend,
    record_finding,
    remind_of_questions,
    screen,
)
from participants.models import (
    Application,
    ApplicationRole,
    CriterionFinding,
    Signature,
)
from participants.rules import (
    application_number,
    decide_by,
    what_was_signed_changed,
)

__all__ = [
    "answer",
    "ask",
    "assign",
    "begin",
    "choose_roles",
    "keep",
    "keep_typed",
    "mark_with_committee",
    "match",
    "receive",
    "recommend",
    "record_finding",
    "remind_of_questions",
    "save_step",
    "screen",
    "send",
    "withdraw",
]
LONGEST = 8000
ORDER = ("COORDINATING", "PROCURING", "SUPPORTER")


def door(application: Application) -> Actor:
    """Whoever holds the key of an application."""
    return Actor.at_the_door(application.key)


@transaction.atomic
def begin(kind: str, roles: list[str], *, at: datetime) -> Application:
    """Open a draft. Its key is the secret of its address; call inside `scope.as_system` or with the key's own scope."""
    key = new_key()
    with scope.entered(Actor.at_the_door(key)):
        application = Application.objects.create(key=key, kind=kind, begun_at=at)
        choose_roles(application, kind, roles, at=at)
        record(door(application), verbs.APPLICATION_BEGUN, application, at=at, kind=kind, roles=roles)
    return application


@transaction.atomic
def choose_roles(application: Application, kind: str, roles: list[str], *, at: datetime) -> None:
    """What is asked for: procuring, coordinating, both, or to support. Signatures for other roles fall away."""
    application = _draft(application)
    roles = ["SUPPORTER"] if kind == Application.Kind.SUPPORTER else [role for role in ORDER[:2] if role in roles]
    before, answers = application.answers, {**application.answers, "part": {"kind": kind, "roles": roles}}
    application.kind = kind
    application.answers = answers
    _note_change(application, at)
    application.save()
    application.roles.exclude(role__in=roles).delete()
    known = set(application.roles.values_list("role", flat=True))
    ApplicationRole.objects.bulk_create(
        ApplicationRole(application=application, role=role) for role in roles if role not in known
    )
    if before and what_was_signed_changed(before, answers):
        _void_signatures(application, at)


@transaction.atomic
def save_step(application: Application, step: str, answers: Mapping[str, Any], *, at: datetime) -> Application:
    """Keep every word as typed, right or wrong. What changes the thing signed makes its signatures void."""
    application = _draft(application)
    before, after = application.answers, {**application.answers, step: _clean(answers)}
    if step != "check":
        after.pop("check", None)  # whoever changes an answer looks at all of them once more before it is sent
    application.answers = after
    application.revision += 1
    _note_change(application, at)
    application.save()
    if what_was_signed_changed(before, after):
        _void_signatures(application, at)
    return application


@transaction.atomic
def keep_typed(application: Application, step: str, answers: Mapping[str, Any], *, at: datetime) -> bool:
    """Keep a step while it is being typed, so that a lost connection loses nothing. Once somebody has signed, only
    what is saved on purpose may make his signature void: then nothing is kept, and the answer is False."""
    if _draft(application).roles.filter(signature__isnull=False).exists():
        return False
    save_step(application, step, answers, at=at)
    return True


@transaction.atomic
def keep(application: Application, email: str, *, at: datetime) -> None:
    """M2: a link to come back to, by e-mail."""
    application = _draft(application)
    mails.application_continue(application, email, at=at)
    record(door(application), verbs.APPLICATION_SAVED, application, at=at)


@transaction.atomic
def send(application: Application, *, at: datetime, evidence: Mapping[str, Any] | None = None) -> Application:
    """Hand it in: reference, receipt and decide-by day, once. Sending again gives back what was received."""
    row = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if row.received_at:
        return row
    return receive(door(row), row, step="receive", received_at=at, at=at, evidence=evidence)


@transaction.atomic
def receive(
    actor: Actor,
    application: Application,
    *,
    step: str,
    received_at: datetime,
    at: datetime,
    evidence: Mapping[str, Any] | None = None,
) -> Application:
    """What receipt means, for what came online and what came on paper."""
    with scope.as_system("receipt"):
        fill(application, at)
        day = received_at.astimezone(ZoneInfo(settings.SECRETARIAT_TIME_ZONE)).date()
        with flow.APPLICATION.step(step, application, actor=actor, at=at, evidence=dict(evidence or {})) as row:
            row.ref = _next_number(day.year)
            row.received_at = received_at
            row.decide_by = _decide_by(day)
        CriterionFinding.objects.bulk_create(
            CriterionFinding(application=application, criterion=criterion) for criterion in CriterionFinding.Criterion
        )
        _announce(application, at)
    return application


@transaction.atomic
def withdraw(actor: Actor, application: Application, *, at: datetime) -> Application:
    """By the applicant, before the decision; the clock ends."""
    with flow.APPLICATION.step("withdraw", application, actor=actor, at=at) as row:
        row.changed_at = at
    with scope.as_system("withdrawal"):
        deadlines.DECISION_DUE.waive(application, at)
        deadlines.DECISION_OVERDUE.waive(application, at)
    return application


def _note_change(application: Application, at: datetime) -> None:
    """The time of a draft begins anew (retention)."""
    application.changed_at, application.ending_told_at, application.emptied_at = at, None, None


def _draft(application: Application) -> Application:
    row = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if row.state != Application.State.DRAFT:
        raise CannotNow(_("This application was sent. Its answers cannot be changed any more."))
    return row


def _clean(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Text that the database can hold, at a length that a person types."""
    kept = {}
    for name, value in answers.items():
        values = value if isinstance(value, list) else [value]
        texts = [
            str(v).replace("\x00", "").encode("utf-8", "ignore").decode()[:LONGEST] for v in values if v is not None
        ]
        kept[name] = texts if isinstance(value, list) else (texts[0] if texts else "")
    return kept


def _void_signatures(application: Application, at: datetime) -> None:
    """The signatures stay as evidence of what was signed; they no longer stand for this application."""
    application.roles.update(signature=None)
    application.signing_requests.filter(used_at=None, void_at=None).update(void_at=at)


def _next_number(year: int) -> str:
    """The next number of the year. One at a time: the lock is held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('participants.application'))")
    count = Application.objects.filter(ref__startswith=f"{year}-", received_at__isnull=False).count()
    return application_number(year, count + 1)


def _decide_by(received: date) -> date:
    """The month of 6.4.2 and how its last day is read (register I-5) stand in the rule book; before the book is laid
    it is what the text says."""
    found = rules_on(["apply.decide_within", "reading.i-5"], on=received)
    moves_on = found.get("reading.i-5") == "NEXT_WORKING_DAY"
    return decide_by(received, int(found.get("apply.decide_within", 1)), moves_on=moves_on)


def _announce(application: Application, at: datetime) -> None:
    """Receipt to the applicant, news to the Secretariat, and the clock on their tasks."""
    deadlines.DECISION_DUE.set(
        about=application,
        at=at,
        due_at=end_of_day(application.decide_by, settings.SECRETARIAT_TIME_ZONE),
        title=_("Decide on %(name)s (%(ref)s)") % {"name": application.organization_name, "ref": application.ref},
        url_name="participants:application-detail",
        url_kwargs={"ref": application.ref},
        workspace="SECRETARIAT",
        zone=settings.SECRETARIAT_TIME_ZONE,
    )
    mails.application_received(application, at=at)
    mails.application_arrived(application, queries.secretariat_people(at.date()), at=at)


def signature_fields(application: Application, signer: Mapping[str, Any], role: str) -> dict[str, Any]:
    """The six fields of the signature block (P18), as far as the application knows them."""
    name = application.answers.get("organization", {}).get("name", "").strip()[:200]
    return {
        "application_ref": application.key,
        "organization_name": name,
        "signer_name": signer["name"],
        "signer_title": signer["title"],
        "signer_email": signer["email"],
        "role": role,
        "method": signer.get("method", Signature.Method.TYPED),
    }
