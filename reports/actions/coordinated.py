"""The coordinated report from its opening to the freeze (Pact 3.2.1.d)."""

import json
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from buyergroups.models import BuyerGroup
from monitoring.models import Cycle, Submission
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in
from pact.documents import order
from participants.actions import onboarding
from reports import access, deadlines, documents, mails, verbs
from reports.flow import COORDINATED
from reports.models import CoordinatedReport, ReportSection
from reports.queries import coordinated as queries
from reports.queries.onboarding import REPORT
from reports.rules import snapshots

# How long a part stays with its author after the last word that was saved.
HELD = timedelta(minutes=5)


def ensure(*, at: datetime) -> int:
    """One report for each coordinated group with members in an open cycle; nightly, harmless when repeated."""
    opened = 0
    for cycle in Cycle.objects.filter(state="OPEN"):
        receiving = Submission.objects.filter(cycle=cycle, group__isnull=False).values("group_id")
        missing = BuyerGroup.objects.filter(pk__in=receiving).exclude(coordinated_reports__cycle=cycle)
        for group in missing:
            _begin(group, cycle, at)
            opened += 1
    return opened


@transaction.atomic
def _begin(group: BuyerGroup, cycle: Cycle, at: datetime) -> None:
    report = CoordinatedReport.objects.create(group=group, cycle=cycle, due_on=cycle.group_due_on)
    record(Actor.hand("cycle"), verbs.REPORT_BEGUN, report, at=at, group_id=group.pk, clause="3.2.1.d")
    coordinator = group.coordinator_on(day_in(at, settings.SECRETARIAT_TIME_ZONE))
    zone = coordinator.time_zone if coordinator else settings.SECRETARIAT_TIME_ZONE
    deadlines.GROUP_REPORT.set(
        about=report,
        at=at,
        due_at=end_of_day(report.due_on, zone),
        title=f"Group report {cycle.year}: {group.name}",
        url_name="reports:coordinated-detail",
        url_kwargs={"group": group.slug, "year": cycle.year},
        workspace="GROUP" if coordinator else "SECRETARIAT",
        group_id=group.pk,
        zone=zone,
    )


@transaction.atomic
def save_section(
    actor: Actor,
    report: CoordinatedReport,
    code: str,
    body: str,
    none_reason: str,
    revision: int,
    *,
    at: datetime,
    writing: bool = False,
) -> ReportSection:
    """Save one part; `writing`: while its author is still typing, so that the part stays held for a while.

    Raises CannotNow when a colleague holds it or saved it meanwhile: nothing is overwritten silently.
    """
    access.WRITE_REPORT.require(actor, report)
    section = _open_section(report, code)
    if section.held_from(actor.user_id, at):
        raise CannotNow(f"{section.held_by.name} is writing this part now. Your text is still below.")
    sitting = bool(section.held_until) and section.held_by_id == actor.user_id
    # Who presses the button while the last words are on their way has seen everything but the number.
    on_its_way = sitting and not writing and section.revision == revision + 1
    if section.revision != revision and not on_its_way:
        who = section.changed_by.name if section.changed_by else "A colleague"
        raise CannotNow(
            f"{who} saved this part while you were writing. Both texts are shown below; keep what you need."
        )
    section.body, section.none_reason, section.revision = body, none_reason, section.revision + 1
    section.changed_by_id, section.changed_at = actor.user_id, at
    section.held_by_id, section.held_until = (actor.user_id, at + HELD) if writing else (None, None)
    section.save()
    if not (writing and sitting):
        facts = {"part": code, "revision": section.revision}
        record(actor, verbs.SECTION_SAVED, report, at=at, group_id=report.group_id, **facts)
    return section


def _open_section(report: CoordinatedReport, code: str) -> ReportSection:
    """The part, locked, or a new one; raises CannotNow when the report has been sent.

    The report is locked first, so that two first words at once make one part, and none is written under a sent report.
    """
    locked = CoordinatedReport.objects.select_for_update().get(pk=report.pk)
    if locked.state not in ("DRAFT", "RETURNED"):
        raise CannotNow("The report has been sent. Its parts can be changed again when it comes back.")
    section = ReportSection.objects.select_for_update().filter(report=report, code=code).first()
    return section or ReportSection(report=report, group_id=report.group_id, code=code, revision=0)


@transaction.atomic
def take_section(actor: Actor, report: CoordinatedReport, code: str, *, at: datetime) -> None:
    """Take a part over from a colleague who has left it open; what was saved stays, and it is recorded."""
    access.WRITE_REPORT.require(actor, report)
    section = _open_section(report, code)
    section.held_by_id, section.held_until = actor.user_id, at + HELD
    section.save()
    record(actor, verbs.SECTION_TAKEN, report, at=at, group_id=report.group_id, part=code)


@transaction.atomic
def deliver(actor: Actor, report: CoordinatedReport, *, at: datetime) -> CoordinatedReport:
    """Send it to the Secretariat: figures pulled and kept, receipt given, obligation met."""
    pulled = queries.pulled(report.group, report.cycle).as_facts()
    with COORDINATED.step("deliver", report, actor=actor, at=at) as row:
        row.pulled, row.pulled_at = json.loads(json.dumps(pulled, default=str)), at
        row.sha256 = snapshots.sha256(snapshots.canonical(row.pulled))
        row.delivered_at, row.delivered_by_id, row.remarks = at, actor.user_id, ""
        row.receipt = row.receipt or f"{row.cycle.year}-G-{row.group_id:04d}"
    deadlines.GROUP_REPORT.meet(report, at)
    if coordinator := report.group.coordinator_on(day_in(at, settings.SECRETARIAT_TIME_ZONE)):
        onboarding.done(actor, coordinator, REPORT.code, at=at)
    deadlines.REVIEW_REPORT.set(
        about=report,
        at=at,
        title=f"Check the group report {report.cycle.year}: {report.group.name}",
        url_name="reports:coordinated-review",
        url_kwargs={"ref": report.ref},
        workspace="SECRETARIAT",
        group_id=report.group_id,
    )
    document = order(
        documents.COORDINATED,
        documents.coordinated_facts(report),
        actor=actor,
        at=at,
        about=report,
        group_id=report.group_id,
    )
    report.document_ref = document.ref
    report.save(update_fields=["document_ref"])
    mails.delivered(report, at=at)
    return report


@transaction.atomic
def accept(actor: Actor, report: CoordinatedReport, *, at: datetime) -> None:
    with COORDINATED.step("accept", report, actor=actor, at=at):
        pass
    deadlines.REVIEW_REPORT.meet(report, at)
    mails.accepted(report, at=at)


@transaction.atomic
def send_back(actor: Actor, report: CoordinatedReport, remarks: str, *, at: datetime) -> None:
    """Back to the coordinator with remarks; the day it was due stays."""
    if not remarks.strip():
        raise CannotNow("Say what is to be changed.")
    with COORDINATED.step("send_back", report, actor=actor, at=at, remarks=remarks) as row:
        row.remarks = remarks.strip()
    deadlines.REVIEW_REPORT.meet(report, at)
    deadlines.GROUP_REPORT.reopen(report, at)
    mails.returned(report, at=at)


def freeze_delivered(actor: Actor, cycle: Cycle, *, at: datetime) -> int:
    """Freeze the delivered reports of a frozen year; drafts stay drafts and are named as missing."""
    frozen = 0
    for report in CoordinatedReport.objects.filter(cycle=cycle, state__in=("DELIVERED", "ACCEPTED")):
        with COORDINATED.step("freeze", report, actor=actor, at=at):
            frozen += 1
    return frozen
