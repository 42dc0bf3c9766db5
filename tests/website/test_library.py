"""The library for the world and for buyers: list, versions, what changed, chosen clauses, files (Pact 4.6, 3.1.1.a)."""

import io
import json
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from buyergroups.models import Criterion, Label
from pact.access import scope
from tests.buyergroups import make_library as lib

pytestmark = pytest.mark.django_db


def published(slug="laptop-criteria", **facts):
    return lib.version(lib.item(slug, **facts))


def page(visit, path: str) -> str:
    answer = visit(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_an_empty_library_says_what_comes_and_whom_to_ask(visit):
    told = page(visit, "/library/")
    assert "The library is being made" in told and "Ask the Secretariat" in told
    assert visit("/library/library.json").json()["rows"] == []


def test_the_list_shows_what_is_public_with_counts(visit):
    group = lib.working_group()
    published(group=group)
    lib.version(lib.item("phone-criteria", group=group), "DRAFT")
    lib.version(lib.item("own-draft"), "CONSULTATION")
    told = page(visit, "/library/")
    assert "2 items" in told and "with 4 rows" in told
    assert "Laptop-criteria" in told or "Laptop criteria" in told
    assert "Phone criteria" not in told and "draft of the Secretariat" in told


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kind=CRITERIA", True), ("kind=TOOL", False), ("group=laptop", True), ("group=smartphone", False),
        ("theme=CIRCULAR", True), ("theme=FAIR", False), ("level=BASELINE", True), ("level=AMBITIOUS", False),
        ("type=REQUIREMENT", True), ("type=AWARD", False), ("language=en", True), ("state=PUBLISHED", True),
        ("state=CONSULTATION", False), ("q=batt", True), ("q=BATTERIE", True), ("q=lap-02", True), ("q=zzzz", False),
        ("kind=NONSENSE", True), ("q=%00", True), ("page=99", True),
    ],
)  # fmt: skip
def test_filters_stand_in_the_address(visit, asked, found):
    of = lib.item(themes=["CIRCULAR"])
    lib.version(of, words="The bátterie can be changed with common tools.")
    lib.version(lib.item("other", kind="GUIDELINE", language="nl"), codes=("OTH-01",))
    assert ('href="/library/laptop-criteria/"' in page(visit, f"/library/?{asked}")) is found


def test_words_in_rows_are_shown_with_the_row(visit):
    lib.version(lib.item(), words="The battery can be changed with common tools.")
    told = page(visit, "/library/?q=common+tool")
    assert 'href="/library/laptop-criteria/v/1/#LAP-01"' in told and "battery can be changed" in told


def test_nothing_found_suggests_the_nearest_and_a_working_group(visit):
    group = lib.working_group()
    published(group=group)
    told = page(visit, "/library/?q=laptop+unicorn")
    assert "Nothing in the library matches" in told and "Near to it:" in told
    assert 'href="/library/laptop-criteria/"' in told and "Ask a working group" in told and group.name in told


def test_the_address_of_an_item_is_its_newest_public_version(visit):
    of = lib.item()
    lib.version(of)
    lib.version(of, words="Other words.")
    lib.version(of, "DRAFT")
    told = page(visit, "/library/laptop-criteria/")
    assert "Version 2" in told and 'id="LAP-01"' in told and "Other words." in told
    assert "changed since version 1" in told
    assert visit("/library/laptop-criteria/v/3/").status_code == 404
    assert visit("/library/nobody/").status_code == 404


def test_a_published_version_comes_before_a_newer_draft(visit):
    of = lib.item()
    lib.version(of)
    lib.version(of, "CONSULTATION")
    told = page(visit, "/library/laptop-criteria/")
    assert "Version 2 is open for comment" in told and "Text of LAP-01 in version 1." in told
    draft = page(visit, "/library/laptop-criteria/v/2/")
    assert "Draft of the Secretariat, for comment." in draft and "/library/laptop-criteria/v/2/comment/" in draft


def test_a_version_shows_its_decision_its_hash_and_how_to_cite_it(visit):
    row = published()
    told = page(visit, "/library/laptop-criteria/v/1/")
    assert f'href="/about/decisions/{row.decision.number}/"' in told and lib.SHA in told
    assert "Circular &amp; Fair ICT Pact, Laptop criteria, version 1, LAP-01, " in told
    assert "/library/laptop-criteria/v/1/#LAP-01" in told


def test_labels_stand_beside_their_row(visit):
    row = lib.version(lib.item(), "CONSULTATION")
    label = Label.objects.create(code="tco", name="TCO Certified", tier="gen 9", owner="TCO", kind="label",
        type_one="yes", circular="yes", climate="no", fair="yes", url="https://tco.example/")  # fmt: skip
    with scope.as_system("test"):
        Criterion.objects.get(version=row, code="LAP-01").labels.add(label)
    assert '<a href="https://tco.example/">TCO Certified gen 9</a>' in page(visit, "/library/laptop-criteria/")


def test_a_clause_is_copied_with_its_citation_without_a_script(visit):
    published()
    told = page(visit, "/library/laptop-criteria/")
    box = told.split('id="t-LAP-01"')[1].split("</textarea>")[0]
    assert "readonly" in box and "Text of LAP-01 in version 1." in box and "version 1, LAP-01, http" in box


def test_words_of_a_row_are_never_markup(visit):
    lib.version(lib.item(), words="<script>alert(1)</script>")
    assert "<script>alert" not in page(visit, "/library/laptop-criteria/")


def test_two_versions_are_compared_row_by_row(visit):
    of = lib.item()
    lib.version(of, codes=("LAP-01", "LAP-02"), words="Same words and four years.")
    lib.version(of, codes=("LAP-01", "LAP-03"), words="Same words and five years.")
    told = page(visit, "/library/laptop-criteria/compare/?from=1&to=2")
    assert "3 rows changed" in told and "<ins>" in told and "four" in told and "left out" in told
    assert "left out" in told and "LAP-03" in told
    assert "Both versions read the same" in page(visit, "/library/laptop-criteria/compare/?from=2&to=2")
    assert visit("/library/laptop-criteria/compare/?from=x&to=99").status_code == 200
    assert "Left out since version 1" in page(visit, "/library/laptop-criteria/")


def test_a_clause_of_version_1_stays_version_1_after_version_2_is_published(visit):
    of = lib.item()
    lib.version(of)
    chosen = "c=laptop-criteria.1.LAP-01"
    before = page(visit, f"/library/basket/?{chosen}")
    assert "a newer version exists" not in before
    lib.version(of, words="New words.")
    old = page(visit, "/library/laptop-criteria/v/1/")
    assert "Text of LAP-01 in version 1." in old and "A newer version exists." in old
    told = page(visit, f"/library/basket/?{chosen}")
    assert "version 1, LAP-01, " in told and "Text of LAP-01 in version 1." in told and "New words." not in told
    assert "a newer version exists" in told and "/library/basket/?c=laptop-criteria.2.LAP-01" in told
    rows = visit("/library/basket.docx?" + chosen)
    body = zipfile.ZipFile(io.BytesIO(rows.content)).read("word/document.xml").decode()
    assert "Text of LAP-01 in version 1." in body and "/library/laptop-criteria/v/1/#LAP-01" in body


def test_what_was_chosen_before_is_kept_without_a_cookie(visit):
    published()
    published("other")
    answer = visit("/library/laptop-criteria/?c=other.1.LAP-01&c=laptop-criteria.1.LAP-02")
    told = answer.content.decode()
    assert not answer.cookies
    assert '<input type="hidden" name="c" value="other.1.LAP-01">' in told
    assert 'value="laptop-criteria.1.LAP-02" id="c-LAP-02" checked' in told
    assert "2 clauses chosen." in told


def test_the_basket_names_what_it_does_not_know_and_takes_no_more_than_its_limit(visit):
    published()
    told = page(visit, "/library/basket/?c=laptop-criteria.1.LAP-01&c=nothing.9.X&c=%3Cb%3E&c=laptop-criteria.1.NO")
    assert (
        "1 clause</strong>" in told and "nothing.9.X" in told and "&lt;b&gt;" in told and "laptop-criteria.1.NO" in told
    )
    many = "&".join(f"c=laptop-criteria.1.R{n}" for n in range(230))
    assert "Only the first 200 are taken." in page(visit, f"/library/basket/?{many}")
    assert "No clause is chosen." in page(visit, "/library/basket/")
    assert visit("/library/basket.docx").status_code == 404
    assert visit("/library/basket.exe?c=laptop-criteria.1.LAP-01").status_code == 404


def test_a_clause_can_be_taken_out(visit):
    published()
    told = page(visit, "/library/basket/?c=laptop-criteria.1.LAP-01&c=laptop-criteria.1.LAP-02")
    assert 'href="/library/basket/?c=laptop-criteria.1.LAP-02">Take out' in told


@pytest.mark.parametrize("kind", ["docx", "odt", "xlsx"])
def test_the_files_of_a_basket_are_the_same_each_time_and_cite_each_row(visit, kind):
    published()
    address = f"/library/basket.{kind}?c=laptop-criteria.1.LAP-01&c=laptop-criteria.1.LAP-02"
    first, again = visit(address), visit(address)
    assert first.content == again.content and "attachment" in first["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(first.content))
    words = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="ignore")
    for wanted in ("LAP-01", "LAP-02", "Text of LAP-02 in version 1.", "/library/laptop-criteria/v/1/#LAP-02"):
        assert wanted in words
    assert not any("vba" in name.lower() or "script" in name.lower() for name in archive.namelist())


def test_documents_have_headings_table_heads_and_a_language(visit):
    lib.version(lib.item(language="nl"))
    path = "/library/laptop-criteria/v/1/rows."
    word = zipfile.ZipFile(io.BytesIO(visit(path + "docx").content))
    body, styles = word.read("word/document.xml").decode(), word.read("word/styles.xml").decode()
    assert 'w:val="Heading1"' in body and "<w:tblHeader/>" in body and 'w:lang w:val="nl-NL"' in styles
    odt = zipfile.ZipFile(io.BytesIO(visit(path + "odt").content))
    assert odt.namelist()[0] == "mimetype"
    content = odt.read("content.xml").decode()
    assert "<text:h " in content and "<table:table-header-rows>" in content
    assert 'fo:language="nl"' in odt.read("styles.xml").decode()


def test_a_version_is_downloaded_as_table_and_as_data(visit):
    published()
    path = "/library/laptop-criteria/v/1/rows."
    sheet = load_workbook(io.BytesIO(visit(path + "xlsx").content)).active
    assert [cell.value for cell in sheet[1]][:2] == ["Code", "Part of the tender"] and sheet["A2"].value == "LAP-01"
    assert "LAP-02" in visit(path + "csv").content.decode()
    told = visit(path + "json").json()
    assert told["licence"] == "CC0-1.0" and told["rows"][0]["version"] == 1
    assert visit(path + "exe").status_code == 404 and visit("/library/laptop-criteria/v/9/rows.csv").status_code == 404


def test_formulas_in_words_are_no_formulas_in_files(visit):
    lib.version(lib.item(), words="=1+1")
    assert "'=1+1" in visit("/library/laptop-criteria/v/1/rows.csv").content.decode()


def test_open_data_holds_every_row_of_every_public_version(visit):
    of = lib.item()
    lib.version(of)
    lib.version(of)
    lib.version(of, "DRAFT")
    rows = json.loads(visit("/library/library.json").content)["rows"]
    assert [(row["version"], row["state"]) for row in rows] == [(1, "SUPERSEDED")] * 2 + [(2, "PUBLISHED")] * 2
    assert visit("/library/library.csv").status_code == 200 and visit("/library/library.docx").status_code == 404


@pytest.mark.parametrize("path", ["/library/", "/library/?q=text", "/library/laptop-criteria/", "/library/library.json",
    "/library/basket/?c=laptop-criteria.1.LAP-01&c=item-1.1.LAP-01&c=item-2.1.LAP-01"])  # fmt: skip
def test_the_number_of_queries_does_not_grow_with_what_is_there(visit, path):
    published()
    with CaptureQueriesContext(connection) as few:
        page(visit, path)
    for n in range(5):
        lib.version(lib.item(f"item-{n}"), codes=[f"LAP-{row:02}" for row in range(1, 9)])
    with CaptureQueriesContext(connection) as many:
        page(visit, path)
    assert len(many) <= len(few)


def test_the_search_over_everything_finds_items_and_rows(visit):
    lib.version(lib.item(), words="A battery that can be changed.")
    assert "/library/laptop-criteria/" in page(visit, "/search/?q=laptop+crit")
    assert "/library/laptop-criteria/v/1/#LAP-01" in page(visit, "/search/?q=battery")


@pytest.mark.usefixtures("pact")
def test_what_was_published_last_is_news(visit):
    published()
    assert "/library/laptop-criteria/v/1/" in page(visit, "/")
    assert "/library/laptop-criteria/v/1/" in page(visit, "/feeds/published.atom")
    assert "/library/laptop-criteria/v/1/" in page(visit, "/sitemap.xml")
