"""Group report → frozen year → snapshot → committee → publication, by actions, with everything that must refuse."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from governance.actions import decisions
from governance.models import Decision, Matter
from monitoring.actions import cycles
from monitoring.models import Cycle
from pact.access import CannotNow, Refused, scope
from pact.demo.invention import editor_of
from pact.demo.stage import moment
from pact.documents.models import Document
from pact.mail.models import OutboxMail
from participants.models import Listing
from reports import public
from reports.actions import compiling, coordinated, progress
from reports.models import CoordinatedReport, CycleSnapshot, ProgressReport
from reports.rules import delivering, snapshots

STAFF = "jonas.meertens@pact.example"
NORWAY, NETHERLANDS = editor_of("norway")[2], editor_of("netherlands")[2]


@pytest.fixture
def at(stage):
    return moment(Cycle.objects.get(year=2025).group_due_on)


@pytest.fixture
def report(stage, at):
    coordinated.ensure(at=at)
    return CoordinatedReport.objects.get(cycle__year=2025, group__slug="norway")


def write_all(stage, report, at):
    for code in delivering.SECTIONS:
        coordinated.save_section(stage.actor(NORWAY, at), report, code, "Text.", "", 0, at=at)


def published_draft(stage, at):
    """The year frozen and compiled."""
    cycle = Cycle.objects.get(year=2025)
    cycles.freeze(stage.actor(STAFF, at), cycle, at=at)
    assert compiling.compile_due(at=at) == 1
    return ProgressReport.objects.get(snapshot__cycle=cycle)


def vote(stage, report, at, *, choice="YES"):
    matter = Matter.objects.get(subject_ref=report.ref, state="OPEN")
    decision = decisions.open_vote(
        stage.actor(STAFF, at), matter, question=matter.title, closes_at=at + timedelta(days=7), at=at
    )
    for elector in decision.electors.filter(recused=False).select_related("user"):
        decisions.cast(stage.actor(elector.user.email, at), decision, choice, "", at=at)
    decision.refresh_from_db()
    if choice == "NO":
        decisions.close(
            stage.actor(STAFF, at), decision, reasons="The fair chapter says too little.", public_text="", at=at
        )
        decision.refresh_from_db()
    report.refresh_from_db()
    return decision


def test_one_report_for_each_coordinated_group_and_asking_again_makes_no_second(stage, report, at):
    assert coordinated.ensure(at=at) == 0
    assert CoordinatedReport.objects.filter(cycle__year=2025).count() == 2


def test_a_report_with_gaps_is_not_delivered_and_says_all_of_them(stage, report, at):
    with pytest.raises(CannotNow) as refusal:
        coordinated.deliver(stage.actor(NORWAY, at), report, at=at)
    assert len(refusal.value.sentences) == 5


def test_delivering_keeps_the_figures_gives_a_receipt_and_writes(stage, report, at):
    write_all(stage, report, at)
    coordinated.deliver(stage.actor(NORWAY, at), report, at=at)
    assert report.state == "DELIVERED"
    assert report.receipt
    assert report.sha256 == snapshots.sha256(snapshots.canonical(report.pulled))
    assert Document.objects.filter(ref=report.document_ref).exists()
    assert OutboxMail.objects.filter(kind="reports.group_report_delivered", about_ref=report.ref).exists()


def test_two_colleagues_never_overwrite_each_other(stage, report, at):
    actor = stage.actor(NORWAY, at)
    coordinated.save_section(actor, report, "LESSONS", "First.", "", 0, at=at)
    with pytest.raises(CannotNow):
        coordinated.save_section(actor, report, "LESSONS", "Second.", "", 0, at=at)
    assert report.sections.get(code="LESSONS").body == "First."
    coordinated.save_section(actor, report, "LESSONS", "Both.", "", 1, at=at)
    assert report.sections.get(code="LESSONS").revision == 2


def test_another_coordinator_can_neither_write_nor_read(stage, report, at):
    stranger = stage.actor(NETHERLANDS, at)
    with pytest.raises(Refused):
        coordinated.save_section(stranger, report, "LESSONS", "x", "", 0, at=at)
    with scope.entered(stranger):
        assert not CoordinatedReport.objects.filter(pk=report.pk).exists()


def test_sent_back_with_remarks_it_can_be_written_and_sent_again_under_its_receipt(stage, report, at):
    write_all(stage, report, at)
    coordinated.deliver(stage.actor(NORWAY, at), report, at=at)
    receipt = report.receipt
    with pytest.raises(CannotNow):
        coordinated.send_back(stage.actor(STAFF, at), report, "  ", at=at)
    coordinated.send_back(stage.actor(STAFF, at), report, "Name the framework.", at=at)
    coordinated.save_section(stage.actor(NORWAY, at), report, "MONITORING", "Named.", "", 1, at=at)
    coordinated.deliver(stage.actor(NORWAY, at), report, at=at)
    assert (report.state, report.receipt, report.remarks) == ("DELIVERED", receipt, "")


def test_an_open_year_is_not_compiled(stage, at):
    with pytest.raises(CannotNow):
        compiling.compile_again(stage.actor(STAFF, at), Cycle.objects.get(year=2025), at=at)


def test_compiling_is_done_once_and_the_snapshot_never_changes(stage, at):
    report = published_draft(stage, at)
    assert compiling.compile_due(at=at) == 0
    snapshot = report.snapshot
    assert snapshot.sha256 == snapshots.sha256(snapshots.canonical(snapshot.body))
    with pytest.raises(DatabaseError), transaction.atomic():
        CycleSnapshot.objects.filter(pk=snapshot.pk).update(sha256="0" * 64)


def test_only_the_secretariat_compiles(stage, at):
    cycles.freeze(stage.actor(STAFF, at), Cycle.objects.get(year=2025), at=at)
    with pytest.raises(Refused):
        compiling.compile_again(stage.actor(NORWAY, at), Cycle.objects.get(year=2025), at=at)


def test_publishing_needs_the_committees_yes_on_this_very_version(stage, at):
    """Pact 5.1.2: approved on the exact hash, then published with the same numbers everywhere."""
    report = published_draft(stage, at)
    staff = stage.actor(STAFF, at)
    with pytest.raises(CannotNow):
        progress.publish(staff, report, at=at)
    progress.put_before_committee(staff, report, at=at)
    with pytest.raises(CannotNow):
        progress.save_chapters(staff, report, {"summary": "Changed."}, report.revision, at=at)
    decision = vote(stage, report, at)
    assert decision.state == Decision.State.ADOPTED
    assert (report.state, report.approved_sha256) == ("APPROVED", decision.subject_sha256)
    progress.publish(staff, report, at=at)
    card = public.report(report.slug)
    assert card.decision_number == decision.number
    assert json.loads(snapshots.canonical(card.body)) == report.snapshot.body
    assert Listing.objects.get(slug="vestbygd-municipality").latest_year == 2025
    document = Document.objects.get(ref=report.document_ref, public=True)
    seal, _, fingerprint = document.facts["audit_head"].partition(":")
    assert int(seal) > 0 and len(fingerprint) == 64, "whoever keeps the report can tell whether the chain was cut"


def test_words_changed_behind_the_committees_back_cannot_be_published(stage, at):
    """The second line: the database refuses a published report whose hash is not the approved one."""
    report = published_draft(stage, at)
    staff = stage.actor(STAFF, at)
    progress.put_before_committee(staff, report, at=at)
    vote(stage, report, at)
    with pytest.raises(DatabaseError), transaction.atomic():
        ProgressReport.objects.filter(pk=report.pk).update(sha256="0" * 64)


def test_a_no_brings_the_report_back_and_it_can_be_put_again(stage, at):
    report = published_draft(stage, at)
    staff = stage.actor(STAFF, at)
    progress.put_before_committee(staff, report, at=at)
    assert vote(stage, report, at, choice="NO").state == Decision.State.REJECTED
    assert report.state == "RETURNED"
    progress.save_chapters(staff, report, {"summary": "Better."}, report.revision, at=at)
    report.refresh_from_db()
    progress.put_before_committee(staff, report, at=at)
    assert vote(stage, report, at).state == Decision.State.ADOPTED
    assert report.state == "APPROVED"


def test_nothing_unpublished_is_seen_by_the_world(stage, at):
    report = published_draft(stage, at)
    assert public.report(report.slug) is None
    assert public.results(2025) is None
    assert [card.year for card in public.published_reports()] == [2024]
