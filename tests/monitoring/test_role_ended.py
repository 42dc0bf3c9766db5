"""Pact 6.6.1: from the day a procuring role ends, a draft that was begun is read and no longer written to."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange

from buyergroups.access import actor_for
from governance.models import ProductGroup
from monitoring import tasks
from monitoring.actions import explanations, imports, large, lines, submissions, terms
from monitoring.models import DeviceLine, LargeFile, SubmissionVersion
from monitoring.queries.lines import lines_of
from monitoring.rules import Answer
from pact.access import CannotNow, Refused, scope
from pact.clock import today
from participants.models import Participation
from tests.monitoring.conftest import START, organization

pytestmark = pytest.mark.django_db
BASE = "/o/vestbygd/monitoring/2026/devices/"
ENDED = "Your role as procuring organisation has ended (Pact 6.6.1)"
CLAUSE = r"has ended \(Pact 6\.6\.1\)"
HEADS = "Device type;Contract, department or brand;New, all"


@pytest.fixture
def draft(cast, submission):
    """A draft with a figure, of an organization that coordinates as well and keeps its editors."""
    with scope.entered(cast.ingrid):
        submissions.begin(cast.ingrid, submission, at=cast.at)
        save(cast, submission, "12")
    held = organization("held", "Held", role="COORDINATING", text=cast.vestbygd.participation.text).participation
    held.organization = cast.vestbygd
    held.save()
    return submission


def leaves(cast, day: date, role="PROCURING"):
    rows = Participation.objects.filter(organization=cast.vestbygd, role=role)
    rows.update(period=DateRange(START, day), state="ENDING", end_kind="LEFT")


def first(cast, submission):
    return lines_of(cast.ingrid, submission)[0]


def save(cast, submission, text, at=None):
    line = first(cast, submission)
    revision = DeviceLine.objects.get(version__submission=submission, line=line.line, condition="NEW").revision
    facts = {"line": line.line, "column": "new", "text": text, "revision": revision, "at": at or cast.at}
    return lines.save_cell(cast.ingrid, submission, **facts)


def figure(cast, submission) -> int:
    return first(cast, submission).answers["new"].value


def test_6_6_1_rights_are_full_until_the_last_moment_before_the_day_where_the_secretariat_is(cast, draft):
    leaves(cast, date(2027, 2, 2))
    before = datetime(2027, 2, 1, 22, 59, tzinfo=UTC)
    with scope.entered(cast.ingrid):
        save(cast, draft, "13", at=before)
        with pytest.raises(CannotNow, match=CLAUSE):
            save(cast, draft, "14", at=before + timedelta(minutes=1))
        assert figure(cast, draft) == 13


def write(cast, draft, what):
    """Every way in which a draft is written to."""
    actor, at, line = cast.ingrid, cast.at, first(cast, draft)
    laptop = ProductGroup.objects.get(code="laptop")
    ways = {
        "a cell": lambda: save(cast, draft, "99"),
        "a text that is no figure": lambda: save(cast, draft, "about ten"),
        "many cells": lambda: lines.save_cells(actor, draft, [(line.line, "new", Answer(99), 2)], at=at),
        "a new line": lambda: lines.add_line(actor, draft, laptop, "Schools", at=at),
        "a line below": lambda: lines.add_after(actor, draft, line.line, at=at),
        "a line less": lambda: lines.remove_line(actor, draft, line.line, at=at),
        "another name": lambda: lines.rename_line(actor, draft, line.line, "Schools", at=at),
        "the lines of last year": lambda: lines.start_from_last_year(actor, draft, at=at),
        "lifetimes": lambda: terms.save_lifetimes(actor, draft, {}, at=at),
        "labels": lambda: terms.save_labels(actor, draft, {}, at=at),
        "a reason": lambda: explanations.explain(
            actor, draft, line=line.line, column="new", rule="x", reason="y", words="z", at=at
        ),
        "a file": lambda: imports.upload(actor, draft, [], [], {"name": "a.csv", "sha256": "0" * 64}, at=at),
        "a large file": lambda: large.keep(actor, draft, table(), at=at),
        "sending": lambda: submissions.send(actor, draft, at=at),
        "no devices": lambda: submissions.send_nil(actor, draft, "None.", at=at),
    }
    return ways[what]()


WAYS = (
    "a cell", "a text that is no figure", "many cells", "a new line", "a line below", "a line less", "another name",
    "the lines of last year", "lifetimes", "labels", "a reason", "a file", "a large file", "sending", "no devices",
)  # fmt: skip


def table():
    return SimpleUploadedFile("a.csv", f"{HEADS}\r\nLaptops;Schools;7".encode(), content_type="text/csv")


@pytest.mark.parametrize("what", WAYS)
def test_6_6_1_no_way_of_writing_is_open_from_the_day_on(cast, draft, what):
    leaves(cast, cast.at.date())
    kept = list(DeviceLine.objects.order_by("pk").values())
    with scope.entered(cast.ingrid), pytest.raises(CannotNow, match=CLAUSE):
        write(cast, draft, what)
    assert list(DeviceLine.objects.order_by("pk").values()) == kept


def test_6_6_1_a_file_read_before_is_not_taken_over_and_one_taken_over_is_not_undone(cast, draft):
    with scope.entered(cast.ingrid):
        line = {"line": "", "product": "laptop", "label": "Schools"}
        facts = {"name": "a.csv", "sha256": "0" * 64}
        read = imports.upload(cast.ingrid, draft, [], [], {**facts, "row": line}, at=cast.at)
        taken = imports.upload(cast.ingrid, draft, [], [], facts, at=cast.at)
        imports.apply(cast.ingrid, taken, at=cast.at)
    leaves(cast, cast.at.date())
    with scope.entered(cast.ingrid):
        for act, batch in ((imports.apply, read), (imports.undo, taken)):
            with pytest.raises(CannotNow, match=CLAUSE):
                act(cast.ingrid, batch, at=cast.at)


def test_6_6_1_a_large_file_that_waits_for_the_worker_changes_nothing_and_says_why(cast, draft, as_user):
    with scope.entered(cast.ingrid):
        row = large.keep(cast.ingrid, draft, table(), at=cast.at)
    leaves(cast, today())
    tasks.large_files()
    row = LargeFile.objects.get(pk=row.pk)
    assert row.stage == "READING" and "6.6.1" in row.failure
    assert figure(cast, draft) == 12


def test_6_6_1_the_pages_refuse_every_write_with_the_sentence_and_stay_readable(cast, draft, as_user):
    leaves(cast, today())
    client, line = as_user(cast.people["ingrid"]), first(cast, draft)
    cell = {"line": line.line, "column": "new", "value": "99", "version": 2}
    answer = client.post(f"{BASE}cell/", json.dumps(cell), content_type="application/json")
    assert answer.status_code == 422 and ENDED in answer.json()["error"]
    for path, data in (
        ("", {f"{line.line}:new": "99", "versions": "{}"}),
        ("add/", {"product": "laptop", "label": "Schools"}),
        ("last-year/", {}),
        ("import/", {"file": table()}),
    ):
        answer = client.post(BASE + path, data)
        assert answer.status_code in (409, 422) and ENDED in answer.content.decode(), path
    page = client.get(BASE).content.decode()
    assert ENDED in page and "12" in page and "data-grid>" not in page and "Save the figures" not in page
    assert client.get("/o/vestbygd/monitoring/2026/").status_code == 200
    assert figure(cast, draft) == 12


def test_6_6_1_figures_that_were_sent_stay_as_they_are_and_cannot_be_taken_back(cast, draft):
    with scope.entered(cast.ingrid):
        sent = submissions.send(cast.ingrid, draft, at=cast.at)
    leaves(cast, cast.at.date())
    with scope.entered(cast.ingrid), pytest.raises(CannotNow, match=CLAUSE):
        submissions.recall(cast.ingrid, sent, at=cast.at)
    sent.refresh_from_db()
    assert (sent.state, sent.devices) == ("SENT", 12)
    assert SubmissionVersion.objects.get(submission=sent).sent_at is not None
    with scope.entered(cast.coordinator):
        submissions.accept(cast.coordinator, sent, at=cast.at)
    sent.refresh_from_db()
    assert sent.state == "ACCEPTED"


def test_who_ends_another_role_goes_on_writing_and_who_left_altogether_is_a_reader(cast, draft):
    leaves(cast, cast.at.date(), role="COORDINATING")
    with scope.entered(cast.ingrid):
        save(cast, draft, "13")
    leaves(cast, cast.at.date())
    reader = actor_for(cast.people["ingrid"], at=cast.at)
    with scope.entered(reader), pytest.raises(Refused):
        lines.rename_line(reader, draft, first(cast, draft).line, "Schools", at=cast.at)
