"""Spreadsheets above what a page reads at once: kept, read by a worker, confirmed, taken over as a whole."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from monitoring import tasks
from monitoring.actions import large, lines, submissions
from monitoring.models import DeviceLine, LargeFile
from monitoring.queries.lines import lines_of
from pact.access import scope
from pact.audit.models import Event
from pact.files.models import StoredFile
from pact.sheets import Column, write_xlsx

pytestmark = pytest.mark.django_db
BASE = "/o/vestbygd/monitoring/2026/devices/"
HEADS = ["Device type", "Contract, department or brand", "New, all", "New, of which meet the criteria", "Refurbished"]
ROWS = 5_200


@pytest.fixture
def draft(cast, submission):
    with scope.entered(cast.ingrid):
        submissions.begin(cast.ingrid, submission, at=cast.at)
    return submission


@pytest.fixture
def ingrid(cast, draft, as_user):
    return as_user(cast.people["ingrid"])


def rows(count=ROWS):
    return [["Laptops", f"School {n}", str(n % 90 + 2), "1", "" if n % 2 else "?"] for n in range(count)]


def table(found):
    text = "\r\n".join(";".join(row) for row in [HEADS, *found])
    return SimpleUploadedFile("register.csv", text.encode(), content_type="text/csv")


def uploaded(client, found) -> str:
    answer = client.post(f"{BASE}import/", {"file": table(found)})
    assert answer.status_code == 302 and "/devices/large/" in answer["Location"], answer
    return answer["Location"]


def written(cast, draft) -> int:
    return sum(line.answers["new"].value or 0 for line in lines_of(cast.ingrid, draft, compare=False))


def test_a_large_file_is_read_confirmed_and_taken_over(cast, draft, ingrid):
    page = uploaded(ingrid, rows())
    html = ingrid.get(page).content.decode()
    assert "Begins within half a minute" in html and 'http-equiv="refresh"' in html and "Look again" in html
    assert "register.csv" in ingrid.get(f"{BASE}import/").content.decode()
    tasks.large_files()
    html = ingrid.get(page).content.decode()
    assert "5,200" in html and "Take the file over" in html and written(cast, draft) == 0
    ingrid.post(f"{page}apply/")
    assert "Taking the file over" in ingrid.get(page).content.decode() and written(cast, draft) == 0
    tasks.large_files()
    assert "The file is taken over" in ingrid.get(page).content.decode()
    found = {line.label: line for line in lines_of(cast.ingrid, draft, compare=False)}
    assert len(found) == ROWS + 1 and written(cast, draft) == sum(n % 90 + 2 for n in range(ROWS))
    school = found["School 2"]
    assert (school.answers["meets"].value, school.answers["refurbished"].not_known) == (1, True)
    assert school.revisions == {"new": 2, "meets": 2, "refurbished": 2, "remanufactured": 1}
    assert found["School 3"].position > school.position and not StoredFile.objects.exists()
    event = Event.objects.get(verb="monitoring.large_file.applied")
    assert event.actor == cast.people["ingrid"] and event.facts["NEW"] == ROWS and event.facts["sha256"]


def test_the_same_file_twice_changes_nothing_and_a_corrected_one_only_what_differs(cast, draft, ingrid):
    for what, counts in ((rows(), {"NEW": ROWS, "CHANGED": 0, "SAME": 0}), (rows(), {"NEW": 0, "SAME": ROWS})):
        page = uploaded(ingrid, what)
        tasks.large_files()
        row = LargeFile.objects.latest("pk")
        assert counts.items() <= row.counts.items()
        if counts["NEW"]:
            ingrid.post(f"{page}apply/")
            tasks.large_files()
    assert "There is nothing to take over" in ingrid.get(page).content.decode()
    before = dict(DeviceLine.objects.values_list("pk", "revision"))
    corrected = [["Laptops", "school 7", "77", "", ""], *rows()[8:]]
    page = uploaded(ingrid, corrected)
    tasks.large_files()
    assert LargeFile.objects.latest("pk").counts["CHANGED"] == 1
    ingrid.post(f"{page}apply/")
    tasks.large_files()
    after = dict(DeviceLine.objects.values_list("pk", "revision"))
    assert [pk for pk in after if after[pk] != before[pk]] == [
        DeviceLine.objects.get(label="school 7", condition="NEW", quantity=77).pk
    ]
    untouched = DeviceLine.objects.get(label="school 7", condition="REFURBISHED")
    assert untouched.not_known is False and untouched.quantity is None


def test_every_thing_to_correct_is_told_and_nothing_is_written(cast, draft, ingrid):
    wrong = rows()
    wrong[3][2], wrong[9][0], wrong[20][3] = "12k", "Toasters", "500"
    wrong[30][1] = wrong[29][1].upper()
    for n in range(100, 160):
        wrong[n][2] = "1.5"
    page = uploaded(ingrid, wrong)
    tasks.large_files()
    html = ingrid.get(page).content.decode()
    assert "64 things to correct in the file. Nothing was taken over." in html and "And 44 more in the report" in html
    assert "Take the file over" not in html
    report = ingrid.get(f"{page}report.csv").content.decode("utf-8-sig")
    for sentence in (
        'Row 5, column New, all: ""12k"" is not a number',
        'Row 11, column Device type: ""Toasters"" is not in the list',
        "Row 22: 500 meet the criteria, but only 22 are new",
        "Row 32: row 31 is about the same line",
    ):
        assert sentence in report
    assert report.count("\r\n") == 65
    assert ingrid.post(f"{page}apply/").status_code == 302, "the worker looks again, and keeps it back again"
    tasks.large_files()
    assert LargeFile.objects.get().stage == "READ" and written(cast, draft) == 0
    ingrid.post(f"{page}drop/")
    assert LargeFile.objects.get().stage == "DROPPED" and not StoredFile.objects.exists()


def test_what_was_sent_meanwhile_is_not_touched(cast, draft, ingrid):
    page = uploaded(ingrid, rows())
    tasks.large_files()
    ingrid.post(f"{page}apply/")
    with scope.entered(cast.olav):
        line = lines_of(cast.olav, draft)[0]
        lines.save_cell(cast.olav, draft, line=line.line, column="new", text="640", revision=1, at=cast.at)
        submissions.send(cast.olav, draft, at=cast.at)
    tasks.large_files()
    row = LargeFile.objects.get()
    assert row.state == "FAILED" and "no longer a draft" in row.failure
    assert DeviceLine.objects.filter(label__startswith="School").count() == 0


def test_a_workbook_of_that_size_is_read_alike(cast, draft):
    columns = [Column(str(at), head, value=lambda row, at=at: row[at]) for at, head in enumerate(HEADS)]
    content = write_xlsx(rows(), columns, title="Device lines")
    with scope.entered(cast.ingrid):
        row = large.keep(cast.ingrid, draft, SimpleUploadedFile("register.xlsx", content), at=cast.at)
    tasks.large_files()
    row.refresh_from_db()
    assert (row.stage, row.facts["kind"], row.counts["NEW"], row.wrong) == ("READ", "xlsx", ROWS, 0)


def test_a_file_that_is_none_gets_its_sentence(cast, draft):
    noise = io.BytesIO(("one;two\r\n" + "1;2\r\n" * 5_100).encode())
    noise.name = "noise.csv"
    with scope.entered(cast.ingrid):
        row = large.keep(cast.ingrid, draft, noise, at=cast.at)
    tasks.large_files()
    row.refresh_from_db()
    assert "none of the columns" in row.problems[0]["sentence"] and row.problems[0]["row"] == 0


def test_a_killed_worker_leaves_nothing_and_another_begins_anew(cast, draft, ingrid):
    page = uploaded(ingrid, rows())
    LargeFile.objects.update(state="MAKING", attempts=1)
    with connection.cursor() as cursor:
        cursor.execute("update monitoring_largefile set claimed_at = now() - interval '5 minutes'")
    tasks.large_files()
    row = LargeFile.objects.get()
    assert (row.stage, row.attempts) == ("READ", 2) and "Take the file over" in ingrid.get(page).content.decode()


def test_strangers_reach_no_large_file(cast, ingrid, as_user):
    page = uploaded(ingrid, rows())
    for name in ("stranger", "coordinator"):
        client = as_user(cast.people[name])
        for path in (page, f"{page}state/", f"{page}report.csv"):
            assert client.get(path).status_code == 404
        assert client.post(f"{page}apply/").status_code == 404
    reader = as_user(cast.people["reader"])
    assert reader.get(page).status_code == 403 and reader.post(f"{page}drop/").status_code == 403
