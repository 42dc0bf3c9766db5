"""The annual progress report: written, approved on its exact hash, published (Pact 5.2.3, 5.1.2)."""

from datetime import datetime

from django.db import transaction

from governance.actions import matters
from governance.models import Decision
from monitoring.actions import cycles as cycle_actions
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.documents import order
from pact.publishing import cache
from participants.actions import listings
from participants.models import Organization
from reports import access, deadlines, documents, mails, verbs
from reports.flow import PROGRESS
from reports.models import ProgressReport
from reports.queries.facts import devices_by_organization
from reports.rules import chapters


@transaction.atomic
def save_chapters(
    actor: Actor, report: ProgressReport, words: dict[str, str], revision: int, *, at: datetime
) -> ProgressReport:
    """Save the words; refused when a colleague saved meanwhile or the committee has the report."""
    access.COMPILE.require(actor, report)
    locked = ProgressReport.objects.select_for_update().get(pk=report.pk)
    if locked.state not in ("DRAFT", "RETURNED"):
        raise CannotNow("The Steering Committee has this version. It can be changed when it comes back.")
    if locked.revision != revision:
        raise CannotNow(
            "A colleague saved the report while you were writing. Open it again; your words are still below."
        )
    locked.chapters = {code: words.get(code, "") for code in chapters.CODES}
    locked.revision += 1
    locked.save()
    record(actor, verbs.CHAPTER_SAVED, locked, at=at, revision=locked.revision)
    return locked


@transaction.atomic
def put_before_committee(actor: Actor, report: ProgressReport, *, at: datetime) -> ProgressReport:
    """Fix the hash of figures and words and put exactly that before the committee, with its PDF."""
    with PROGRESS.step("put", report, actor=actor, at=at) as row:
        row.sha256 = chapters.sha256(row.snapshot.sha256, row.title, row.chapters)
    cycle_actions.put_before_committee(actor, report.snapshot.cycle, at=at)
    document = order(
        documents.PROGRESS,
        documents.progress_facts(report),
        actor=actor,
        at=at,
        about=report,
        for_committee=True,
    )
    report.document_ref = document.ref
    report.save(update_fields=["document_ref"])
    coverage = report.snapshot.body["coverage"]
    matters.put_before_committee(
        actor,
        kind="PROGRESS_REPORT",
        clause="5.1.2",
        title=f"Approve the {report.title.lower()}?",
        summary=f"{coverage['reported']} of {coverage['asked']} procuring organisations reported.",
        subject=report,
        subject_sha256=report.sha256,
        url_name="reports:progress-detail",
        url_kwargs={"ref": report.ref},
        at=at,
    )
    return report


def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """What follows from the committee's decision: approved on this very hash, or back to the Secretariat."""
    report = ProgressReport.objects.get(ref=decision.matter.subject_ref)
    hand = Actor.hand("decision")
    if decision.state == Decision.State.ADOPTED:
        with PROGRESS.step("approve", report, actor=hand, at=at, decision=decision.number) as row:
            row.decision, row.approved_sha256 = decision, decision.subject_sha256
    else:
        with PROGRESS.step("return", report, actor=hand, at=at, decision=decision.number):
            cycle_actions.take_back(hand, report.snapshot.cycle, at=at)
    deadlines.PUBLISH.set(
        about=report,
        at=at,
        title=f"Publish the {report.title.lower()}"
        if report.state == "APPROVED"
        else f"Revise the {report.title.lower()}",
        url_name="reports:progress-detail",
        url_kwargs={"ref": report.ref},
        workspace="SECRETARIAT",
    )


@transaction.atomic
def publish(actor: Actor, report: ProgressReport, *, at: datetime) -> ProgressReport:
    """To the world: page, data and PDF from the same snapshot; the list shows each organization's figures."""
    with PROGRESS.step("publish", report, actor=actor, at=at) as row:
        row.published_at = at
    document = order(
        documents.PROGRESS, documents.progress_facts(report), actor=actor, at=at, about=report, public=True
    )
    report.document_ref = document.ref
    report.save(update_fields=["document_ref"])
    deadlines.PUBLISH.meet(report, at)
    cycle_actions.publish(actor, report.snapshot.cycle, at=at)
    _note_figures(report)
    mails.published(report, at=at)
    cache.bump()
    return report


def _note_figures(report: ProgressReport) -> None:
    """Push each organization's state of the year down to the public list."""
    year = report.snapshot.body["year"]
    states = {one["slug"]: one["state"] for one in report.snapshot.body["reporters"]}
    devices = devices_by_organization(report.snapshot.cycle)
    for organization in Organization.objects.filter(slug__in=states):
        reported = states[organization.slug] in ("REPORTED", "NIL")
        listings.note(
            organization,
            latest_year=year,
            latest_state=states[organization.slug],
            latest_devices=devices.get(organization.pk) if reported else None,
        )
