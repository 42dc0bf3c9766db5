"""Reporting that a supporter uses the network for marketing or sales, and settling it (Pact 2.2.2 c)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines import end_of_day
from pact.files import store
from participants import access, deadlines, flow, mails, queries, verbs
from participants.models import MisuseReport, Organization

DAYS_TO_ANSWER = 14
_OUTCOMES = {
    "dismiss": MisuseReport.Outcome.NO_MISUSE,
    "remind": MisuseReport.Outcome.REMINDED,
    "put": MisuseReport.Outcome.COMMITTEE,
}


@transaction.atomic
def report_misuse(
    actor: Actor,
    organization: Organization,
    supporter: Organization,
    *,
    what: str,
    place: str,
    happened_on: date,
    on: date,
    at: datetime,
    evidence: str = "",
    scan: Any = None,
) -> MisuseReport:
    """By anybody who acts for a participant. Who it was is known to the Secretariat alone; `on` is today."""
    access.REPORT_MISUSE.require(actor, organization)
    if not queries.takes_part(organization):
        raise CannotNow(_("Participants report misuse of their network (2.2.2 c). Write to the Secretariat instead."))
    if queries.supporter_now(supporter.slug) is None:
        raise CannotNow(_("%(name)s is no supporter of the Pact (2.2.2 c).") % {"name": supporter.name})
    if happened_on > on:
        raise CannotNow(_("Name the day on which it happened: today or an earlier day."))
    owner = {"organization_id": organization.pk}
    stored = store(scan, allow=("pdf",), purpose="participants.misuse", actor=actor, at=at, **owner) if scan else None
    report = MisuseReport.objects.create(
        organization=organization,
        reporter_id=actor.user_id,
        supporter=supporter,
        what=what.strip(),
        place=place.strip(),
        happened_on=happened_on,
        evidence=evidence.strip(),
        file=stored,
        reported_at=at,
    )
    record(actor, verbs.MISUSE_REPORTED, report, at=at, clause="2.2.2.c", **owner)
    _announce(report, on, at)
    return report


def _announce(report: MisuseReport, on: date, at: datetime) -> None:
    """A receipt to the one who reported, a task for the Secretariat."""
    until = on + timedelta(days=DAYS_TO_ANSWER)
    with scope.as_system("misuse"):
        deadlines.MISUSE_DUE.set(
            about=report,
            at=at,
            due_at=end_of_day(until, settings.SECRETARIAT_TIME_ZONE),
            title=_("Look at a report of misuse: %(name)s") % {"name": report.supporter.name},
            url_name="participants:misuse-review",
            url_kwargs={"ref": report.ref},
            workspace="SECRETARIAT",
            zone=settings.SECRETARIAT_TIME_ZONE,
        )
        mails.misuse_received(report, until=until, at=at)


@transaction.atomic
def look(actor: Actor, report: MisuseReport, *, at: datetime) -> MisuseReport:
    """The Secretariat begins to look at it."""
    with flow.MISUSE.step("look", report, actor=actor, at=at) as row:
        row.looked_at, row.looked_by_id = at, actor.user_id
    return report


@transaction.atomic
def dismiss(actor: Actor, report: MisuseReport, answer: str, *, at: datetime) -> MisuseReport:
    """No misuse: the one who reported reads why."""
    return _settle(actor, report, "dismiss", answer, at)


@transaction.atomic
def remind(actor: Actor, report: MisuseReport, answer: str, told: str, *, on: date, at: datetime) -> MisuseReport:
    """The supporter gets a letter with the words of its undertaking and `told`; who reported stands nowhere in it."""
    if not told.strip():
        raise CannotNow(_("Write what the supporter reads about what was seen."))
    _settle(actor, report, "remind", answer, at)
    with scope.as_system("misuse"):
        support = queries.support_record(report.supporter, on).letter
        undertaking = support.undertakings[-1]["text"]
        people = queries.people_with(report.supporter_id, ("SIGNATORY", "MANAGER"), on)
        facts = {"happened": report.happened_on, "told": told.strip(), "key": report.ref}
        mails.undertaking_reminder(support, people, undertaking=undertaking, at=at, **facts)
        owner = {"organization_id": report.supporter_id}
        record(actor, verbs.SUPPORTER_REMINDED, support, at=at, clause="2.2.2.c", **owner)
    return report


@transaction.atomic
def mark_put(actor: Actor, report: MisuseReport, answer: str, matter_ref: str, *, at: datetime) -> MisuseReport:
    """The committee has it now (6.6.2); called by the action that puts the matter before it."""
    return _settle(actor, report, "put", answer, at, matter_ref=matter_ref)


def _settle(
    actor: Actor, report: MisuseReport, step: str, answer: str, at: datetime, *, matter_ref: str = ""
) -> MisuseReport:
    if not answer.strip():
        raise CannotNow(_("Write to the one who reported what came of it."))
    with flow.MISUSE.step(step, report, actor=actor, at=at) as row:
        row.settled_at, row.settled_by_id, row.outcome = at, actor.user_id, _OUTCOMES[step]
        row.answer, row.matter_ref = answer.strip(), matter_ref
    with scope.as_system("misuse"):
        deadlines.MISUSE_DUE.meet(report, at)
        mails.misuse_settled(report, at=at)
    return report
