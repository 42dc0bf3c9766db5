"""The spreadsheet round trip over HTTP."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from monitoring.actions import imports, lines, submissions
from monitoring.models import DeviceLine, ImportBatch
from monitoring.queries.lines import lines_of
from pact.access import CannotNow, scope

pytestmark = pytest.mark.django_db
BASE = "/o/vestbygd/monitoring/2026/devices/"
HEADS = ["Device type", "Contract, department or brand", "New, all", "New, of which meet the criteria", "Refurbished"]


@pytest.fixture
def draft(cast, submission):
    with scope.entered(cast.ingrid):
        submissions.begin(cast.ingrid, submission, at=cast.at)
    return submission


@pytest.fixture
def ingrid(cast, draft, as_user):
    return as_user(cast.people["ingrid"])


def table(*rows):
    text = "\r\n".join(";".join(row) for row in [HEADS, *rows])
    return SimpleUploadedFile("devices.csv", text.encode(), content_type="text/csv")


def upload(client, *rows):
    answer = client.post(f"{BASE}import/", {"file": table(*rows)})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return answer["Location"]


def test_the_filled_template_comes_back_and_changes_nothing(cast, draft, ingrid):
    content = ingrid.get(f"{BASE}template.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Device lines"]
    assert [cell.value for cell in sheet[4]][1:3] == ["Laptops", "All departments"]
    sheet["D4"], sheet["F4"], sheet["H4"] = 640, "?", 4.5
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("filled.xlsx", out.getvalue())
    page = ingrid.post(f"{BASE}import/", {"file": file})["Location"]
    assert "0 new, 1 changed, 1 the same, 0 to correct" in ingrid.get(page).content.decode()
    ingrid.post(f"{page}apply/")
    line = lines_of(cast.ingrid, draft)[0]
    assert (line.answers["new"].value, line.answers["refurbished"].not_known) == (640, True)
    assert line.lifetimes["new"].value == 54
    file.seek(0)
    again = ingrid.post(f"{BASE}import/", {"file": SimpleUploadedFile("filled.xlsx", out.getvalue())})["Location"]
    html = ingrid.get(again).content.decode()
    assert "0 new, 0 changed, 2 the same, 0 to correct" in html and "There is nothing to take over" in html


def test_new_and_changed_lines_are_shown_before_they_are_written(cast, draft, ingrid):
    page = upload(ingrid, ["Laptops", "Schools", "1.150", "480", "412"], ["Laptops", "All departments", "640", "", ""])
    html = ingrid.get(page).content.decode()
    assert "1 new, 1 changed" in html and not DeviceLine.objects.filter(quantity__isnull=False).exists()
    ingrid.post(f"{page}apply/")
    found = {line.label: line.answers["new"].value for line in lines_of(cast.ingrid, draft) if line.group == "laptop"}
    assert found == {"All departments": 640, "Schools": 1150}


def test_all_problems_at_once_and_nothing_written(cast, draft, ingrid):
    page = upload(
        ingrid,
        ["Laptops", "Office", "12k", "1.5", "3"],
        ["Toasters", "Kitchen", "3", "", ""],
        ["Laptops", "Schools", "10", "11", ""],
        ["Smartphones", "All", "1", "", ""],
        ["Smartphones", "all", "2", "", ""],
    )
    html = ingrid.get(page).content.decode()
    for sentence in (
        "Row 2, column New, all: &quot;12k&quot; is not a number",
        "Row 2, column New, of which meet the criteria",
        "Row 3, column Device type: &quot;Toasters&quot; is not in the list",
        "Row 4: 11 meet the criteria, but only 10 are new",
        "Row 6: row 5 is about the same line",
    ):
        assert sentence in html
    assert ingrid.post(f"{page}apply/").status_code == 409
    assert not DeviceLine.objects.filter(quantity__isnull=False).exists()
    assert ImportBatch.objects.get().state == "READ"


def test_undo_within_half_an_hour_puts_everything_back(cast, draft):
    cells = [("Schools", "9"), ("All departments", "5")]
    rows = [
        {"number": at, "id": "", "cells": {"product": "laptop", "label": label, "new": new}, "raw": {}}
        for at, (label, new) in enumerate(cells, 2)
    ]
    facts = {"name": "a.csv", "sha256": "0" * 64}
    with scope.entered(cast.ingrid):
        batch = imports.upload(cast.ingrid, draft, rows, [], facts, at=cast.at)
        imports.apply(cast.ingrid, batch, at=cast.at)
        assert len(lines_of(cast.ingrid, draft)) == 3
        imports.undo(cast.ingrid, batch, at=cast.at)
        found = lines_of(cast.ingrid, draft)
    assert [(line.label, line.answers["new"].value) for line in found] == [("All departments", None)] * 2
    assert found[0].revisions["new"] > 2, "an open page notices"


def test_undo_is_refused_when_somebody_worked_on(cast, draft, ingrid):
    page = upload(ingrid, ["Laptops", "All departments", "640", "", ""])
    ingrid.post(f"{page}apply/")
    line = lines_of(cast.ingrid, draft)[0]
    with scope.entered(cast.olav):
        lines.save_cell(cast.olav, draft, line=line.line, column="meets", text="1", revision=1, at=cast.at)
    assert ingrid.post(f"{page}undo/").status_code == 409
    assert lines_of(cast.ingrid, draft)[0].answers["new"].value == 640


def test_a_file_that_is_none_gets_a_sentence(ingrid):
    for name, data, sentence in (
        ("a.xlsx", b"PK\x03\x04nothing", "This file is not"),
        ("a.csv", b"\x00\x01\x02", "This file is not"),
        ("a.csv", b"", "empty"),
        ("a.pdf", b"%PDF-1.7", "This file is not"),
    ):
        page = ingrid.post(f"{BASE}import/", {"file": SimpleUploadedFile(name, data)})
        assert page.status_code == 422 and sentence in page.content.decode(), name
    assert ingrid.post(f"{BASE}import/").status_code == 422
    odd = ingrid.post(f"{BASE}import/", {"file": SimpleUploadedFile("a.csv", b"one;two\r\n1;2\r\n")})
    assert "none of the columns" in ingrid.get(odd["Location"]).content.decode()


def test_the_file_comes_back_with_its_errors_marked(ingrid):
    answer = ingrid.post(f"{BASE}import/", {"file": table(["Laptops", "Office", "12k", "", ""]), "marked": "1"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert "What to correct" in [cell.value for cell in book["Device lines"][3]]


def test_strangers_reach_no_import(cast, ingrid, as_user):
    page = upload(ingrid, ["Laptops", "All departments", "640", "", ""])
    for name in ("stranger", "coordinator"):
        client = as_user(cast.people[name])
        assert client.get(page).status_code == 404
        assert client.post(f"{page}apply/").status_code == 404
    assert as_user(cast.people["reader"]).post(f"{page}apply/").status_code == 403


def test_a_large_file_is_taken_over_in_a_few_statements(cast, draft, django_assert_max_num_queries):
    rows = [
        {"number": n, "id": "", "cells": {"product": "laptop", "label": f"School {n}", "new": str(n)}, "raw": {}}
        for n in range(1500)
    ]
    with scope.entered(cast.ingrid):
        batch = imports.upload(cast.ingrid, draft, rows, [], {"name": "a.csv", "sha256": "0" * 64}, at=cast.at)
        with django_assert_max_num_queries(40):
            imports.apply(cast.ingrid, batch, at=cast.at)
        assert len(lines_of(cast.ingrid, draft)) == 1502
        more = [{**row, "cells": {**row["cells"], "label": f"More {row['number']}"}} for row in rows]
        batch = imports.upload(cast.ingrid, draft, more, [], {"name": "b.csv", "sha256": "1" * 64}, at=cast.at)
        with pytest.raises(CannotNow, match="at most 2000 lines"):
            imports.apply(cast.ingrid, batch, at=cast.at)
        assert len(lines_of(cast.ingrid, draft)) == 1502
