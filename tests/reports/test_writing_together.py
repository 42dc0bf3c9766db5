"""Two coordinators on one report: saved while they write, a part held by one, members' words taken over with credit."""

from datetime import timedelta

import pytest
from django.test import Client

from monitoring.models import Cycle, Explanation, Submission
from pact.access import CannotNow
from pact.audit.models import Event
from pact.clock import now
from pact.demo.invention import editor_of
from pact.demo.stage import moment
from reports.actions import coordinated
from reports.models import CoordinatedReport, ReportSection

NORWAY = editor_of("norway")[2]
PART = "/g/norway/reports/2025/parts/monitoring/"


@pytest.fixture
def at(stage):
    return moment(Cycle.objects.get(year=2025).group_due_on)


@pytest.fixture
def report(stage, at):
    coordinated.ensure(at=at)
    return CoordinatedReport.objects.get(cycle__year=2025, group__slug="norway")


@pytest.fixture
def ann(stage):
    client = Client()
    client.force_login(stage.cast[NORWAY])
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa"}]
    session.save()
    return client


@pytest.fixture
def held(stage, report):
    """A part that a colleague is writing at this moment."""
    colleague = stage.cast["jonas.meertens@pact.example"]
    return ReportSection.objects.create(
        report=report, group_id=report.group_id, code="MONITORING", body="Begun.", held_by=colleague,
        changed_by=colleague, changed_at=now(), held_until=now() + timedelta(minutes=5),
    )  # fmt: skip


def typed(body, revision, **more):
    return {"body": body, "none_reason": "", "revision": revision, **more}


def test_what_is_typed_is_saved_meanwhile_and_the_part_is_held(ann, report):
    answer = ann.post(PART, typed("First", 0), headers={"HX-Request": "true"})
    assert answer.status_code == 200 and "saved" in answer.headers["HX-Trigger"]
    assert 'name="revision" id="id_revision" value="1" hx-swap-oob="true"' in answer.content.decode()
    ann.post(PART, typed("First words", 1), headers={"HX-Request": "true"})
    section = report.sections.get(code="MONITORING")
    assert (section.body, section.revision) == ("First words", 2) and section.held_until > now()
    assert Event.objects.filter(verb="reports.section.saved", subject_ref=report.ref).count() == 1
    assert ann.post(PART, typed("First words.", 2)).status_code == 302
    section.refresh_from_db()
    assert section.held_until is None and section.body == "First words."


def test_the_button_pressed_while_the_last_words_are_on_their_way_is_no_conflict(ann, report):
    ann.post(PART, typed("First", 0), headers={"HX-Request": "true"})
    assert ann.post(PART, typed("First words", 0)).status_code == 302
    assert report.sections.get(code="MONITORING").body == "First words"
    assert ann.post(PART, typed("From an old window", 0)).status_code == 422


def test_a_held_part_is_read_by_colleagues_and_nothing_of_theirs_is_lost(ann, report, held):
    page = ann.get(PART).content.decode()
    assert "Jonas Meertens is writing this part now." in page and "Begun." in page and "<textarea" not in page
    answer = ann.post(PART, typed("Mine", 1))
    assert answer.status_code == 422
    assert "is writing this part now" in answer.content.decode() and "Mine</textarea>" in answer.content.decode()
    told = ann.post(PART, typed("Mine", 1), headers={"HX-Request": "true"})
    assert "is writing this part now" in told.content.decode() and "HX-Trigger" not in told.headers
    assert report.sections.get(code="MONITORING").body == "Begun."


def test_a_part_left_open_can_be_taken_over_and_becomes_free_by_itself(ann, stage, report, held):
    assert ann.post(f"{PART}take/").status_code == 302
    assert "<textarea" in ann.get(PART).content.decode()
    assert Event.objects.filter(verb="reports.section.taken", subject_ref=report.ref).exists()
    ReportSection.objects.filter(pk=held.pk).update(held_by=held.changed_by, held_until=now() - timedelta(seconds=1))
    coordinated.save_section(stage.actor(NORWAY, now()), report, "MONITORING", "Free.", "", 1, at=now())


def test_a_wrong_answer_is_told_while_writing(ann, report):
    assert ann.post(PART, {}).status_code == 422
    told = ann.post(PART, typed("Text", 0, none_reason="None"), headers={"HX-Request": "true"}).content.decode()
    assert "Leave this empty" in told
    assert not report.sections.exists()


def test_members_words_go_in_with_credit_and_are_not_saved_by_that(ann, report):
    submission = Submission.objects.get(cycle=report.cycle, organization__slug="vestbygd-municipality")
    said = Explanation.objects.create(
        version=submission.accepted_version, organization=submission.organization, group=report.group,
        rule="JUMP", words="All schools changed in one year.", written_at=submission.sent_at or now(),
    )  # fmt: skip
    assert "All schools changed in one year." in ann.get(PART).content.decode()
    page = ann.post(PART, typed("Typed.", 0, insert=str(said.pk))).content.decode()
    assert "Typed.\n\n“All schools changed in one year.” (Vestbygd kommune)</textarea>" in page
    assert "not saved yet" in page and not report.sections.exists()
    assert "“" not in ann.post(PART, typed("Typed.", 0, insert="0")).content.decode().split("<textarea")[1]


def test_a_report_that_was_sent_is_not_taken(stage, report, at):
    CoordinatedReport.objects.filter(pk=report.pk).update(state="DELIVERED", delivered_at=at, receipt="2025-G-9")
    report.refresh_from_db()
    with pytest.raises(CannotNow):
        coordinated.take_section(stage.actor(NORWAY, at), report, "LESSONS", at=at)
