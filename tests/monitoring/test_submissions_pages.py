"""The organization's pages over HTTP: what they show, who reaches them, what a plain form and the script get back."""

import json
from datetime import date

import pytest
from django.utils.html import escape

from monitoring.actions import lines, submissions
from monitoring.queries.lines import lines_of
from pact.access import CannotNow, scope
from participants.actions import texts

pytestmark = pytest.mark.django_db
BASE = "/o/vestbygd/monitoring/2026/"


@pytest.fixture
def ingrid(cast, submission, as_user):
    return as_user(cast.people["ingrid"])


@pytest.fixture
def draft(cast, submission):
    with scope.entered(cast.ingrid):
        submissions.begin(cast.ingrid, submission, at=cast.at)
    return submission


def first_line(cast, submission):
    return lines_of(cast.ingrid, submission)[0]


def put(cast, submission, **cells):
    line = first_line(cast, submission)
    with scope.entered(cast.ingrid):
        for column, text in cells.items():
            revision = lines_of(cast.ingrid, submission)[0].revisions[column]
            lines.save_cell(
                cast.ingrid, submission, line=line.line, column=column, text=text, revision=revision, at=cast.at
            )
    return line


def test_every_page_of_a_report_that_has_not_begun(ingrid):
    assert "Figures for 2026" in ingrid.get(BASE).content.decode()
    assert "2026" in ingrid.get("/o/vestbygd/monitoring/").content.decode()
    assert ingrid.get(f"{BASE}devices/").status_code == 302
    assert ingrid.get(f"{BASE}receipt/").status_code == 200
    started = ingrid.post(f"{BASE}begin/")
    assert started.status_code == 302 and started["Location"] == f"{BASE}devices/"


@pytest.mark.parametrize(
    "page",
    ["", "devices/", "devices/add/", "devices/lines/", "lifetimes/", "labels/", "check/", "nil/", "receipt/",
     "data.csv", "devices/import/", "devices/template.csv", "devices/template.xlsx"],
)  # fmt: skip
def test_a_stranger_finds_nothing_and_the_own_people_do(cast, draft, as_user, page):
    put(cast, draft, new="640", refurbished="?")
    assert as_user(cast.people["stranger"]).get(BASE + page).status_code == 404
    assert as_user(cast.people["coordinator"]).get(BASE + page).status_code == 404
    assert as_user(cast.people["ingrid"]).get(BASE + page).status_code == 200


def test_a_reader_reads_and_cannot_save(cast, draft, as_user):
    client = as_user(cast.people["reader"])
    html = client.get(f"{BASE}devices/").content.decode()
    assert "readonly" in html and "data-grid data-save-url" not in html and "Upload Excel" not in html
    assert client.post(f"{BASE}devices/", {}).status_code == 403
    assert client.post(f"{BASE}devices/cell/", "{}", content_type="application/json").status_code == 403


def test_a_reader_is_led_to_no_page_of_those_who_edit(cast, draft, as_user):
    closed = (f'href="{BASE}lifetimes/"', f'href="{BASE}labels/"')
    for who, led in (("ingrid", True), ("reader", False)):
        client = as_user(cast.people[who])
        for page in ("", "check/"):
            told = client.get(BASE + page).content.decode()
            assert [link in told for link in closed] == [led, led], (who, page)


def test_the_grid_shows_three_answers_and_at_least(cast, draft, ingrid):
    put(cast, draft, new="1150", refurbished="?", remanufactured="0")
    html = ingrid.get(f"{BASE}devices/").content.decode()
    assert 'value="1,150"' in html and 'value="not known"' in html and 'value="0"' in html
    assert "≥ 1,150" in html and "at least 1,150" in html
    assert "%%UNDEFINED" not in html


def test_the_grid_of_two_hundred_lines_asks_five_times(cast, draft, ingrid, django_assert_max_num_queries):
    from governance.models import ProductGroup
    from monitoring.actions import versions

    with scope.entered(cast.ingrid):
        version = versions.draft_of(cast.ingrid, draft)
        laptop = ProductGroup.objects.get(code="laptop")
        for number in range(198):
            versions.add_rows(version, laptop, f"Line {number}", number + 1, at=cast.at)
    with django_assert_max_num_queries(20) as seen:
        assert ingrid.get(f"{BASE}devices/").status_code == 200
    own = [q["sql"] for q in seen.captured_queries if "monitoring_" in q["sql"] or "governance_" in q["sql"]]
    assert len(own) <= 6, own


def save(client, **facts):
    return client.post(f"{BASE}devices/cell/", json.dumps(facts), content_type="application/json")


def test_a_cell_is_saved_and_the_answer_holds_totals_and_findings(cast, draft, ingrid):
    line = put(cast, draft, new="10").line
    answer = save(ingrid, line=line, column="meets", value="1 240", version=1)
    assert answer.status_code == 200
    facts = answer.json()
    assert (facts["version"], facts["value"], facts["shown"]) == (2, "1240", "1,240")
    assert facts["totals"]["column:meets"] == "1,240" and facts["totals"]["all"] == "10"
    assert [(one["column"], one["level"]) for one in facts["findings"]] == [("meets", "error")]


def test_a_stale_cell_gets_both_values_and_who(cast, draft, ingrid):
    line = put(cast, draft, new="10").line
    with scope.entered(cast.olav):
        lines.save_cell(cast.olav, draft, line=line, column="new", text="11", revision=2, at=cast.at)
    answer = save(ingrid, line=line, column="new", value="12", version=2)
    assert answer.status_code == 409
    assert answer.json() == {"version": 3, "value": "11", "by": "Olav Berg", "at": "11:00"}


@pytest.mark.parametrize(
    "facts",
    [{}, {"line": "x"}, {"line": 1, "column": "new", "value": "1", "version": 1},
     {"line": "nothere", "column": "new", "value": "1", "version": 1},
     {"line": "x", "column": "evil", "value": "1", "version": 1},
     {"line": "a\x00b", "column": "new", "value": "1", "version": 1},
     {"line": "\ud800", "column": "new", "value": "1", "version": 1}],
)  # fmt: skip
def test_odd_saves_get_a_sentence(draft, ingrid, facts):
    answer = save(ingrid, **facts)
    assert answer.status_code == 422 and answer.json()["error"]


TWELVE_K = '"12k" is not a number. Use ? if you do not know.'


@pytest.mark.parametrize("column", ["new", "meets", "refurbished"])
def test_text_that_is_no_number_stays_to_be_corrected(cast, draft, ingrid, column):
    line = first_line(cast, draft).line
    first = save(ingrid, line=line, column=column, value="640", version=1)
    answer = save(ingrid, line=line, column=column, value=" 12k ", version=first.json()["version"])
    facts = answer.json()
    assert answer.status_code == 200 and (facts["value"], facts["shown"]) == ("12k", "12k")
    assert {"column": column, "level": "error", "sentence": TWELVE_K} in facts["findings"]
    # Then it stands there after the page was loaded again, red, with its sentence, and in the history of the cell
    html = ingrid.get(f"{BASE}devices/").content.decode()
    assert 'value="12k"' in html and html.count('aria-invalid="true"') == 1 and escape(TWELVE_K) in html
    assert "entered 12k (was 640)" in ingrid.get(f"{BASE}devices/panel/?cell={line}:{column}").content.decode()
    # Then it stands in the way of sending, with a link to the cell
    check = ingrid.get(f"{BASE}check/").content.decode()
    assert f"/devices/#c-{line}-{column}" in check and escape(TWELVE_K) in check
    with scope.entered(cast.ingrid), pytest.raises(CannotNow, match="12k"):
        submissions.send(cast.ingrid, draft, at=cast.at)
    # Then a figure takes its place
    readable = save(ingrid, line=line, column=column, value="12000", version=facts["version"])
    assert (readable.status_code, readable.json()["value"]) == (200, "12000")
    assert 'value="12k"' not in ingrid.get(f"{BASE}devices/").content.decode()
    assert escape(TWELVE_K) not in ingrid.get(f"{BASE}check/").content.decode()


def test_a_sum_with_a_text_in_it_is_a_lower_bound(cast, draft, ingrid):
    line = put(cast, draft, new="640").line
    totals = save(ingrid, line=line, column="refurbished", value="forty", version=1).json()["totals"]
    assert (totals["all"], totals[f"line:{line}"], totals["column:new"]) == ("≥ 640", "≥ 640", "640")
    assert "≥ 640" in ingrid.get(f"{BASE}check/").content.decode()


def test_a_text_longer_than_a_cell_keeps_gets_a_sentence_and_stays_on_the_page(cast, draft, ingrid):
    line = first_line(cast, draft).line
    answer = save(ingrid, line=line, column="new", value="many " * 200, version=1)
    assert answer.status_code == 422 and "is not a number" in answer.json()["error"]
    page = ingrid.post(f"{BASE}devices/", {f"{line}:new": "many " * 200})
    assert page.status_code == 422 and "many " * 200 in page.content.decode()


def test_a_colleague_s_text_is_not_overwritten(cast, draft, ingrid):
    line = put(cast, draft, new="12k").line
    answer = save(ingrid, line=line, column="new", value="12000", version=1)
    assert answer.status_code == 409 and answer.json()["value"] == "12k"


def test_figures_that_meet_the_criteria_need_as_many_new_ones(cast, draft, ingrid):
    line = first_line(cast, draft).line
    facts = save(ingrid, line=line, column="meets", value="900", version=1).json()
    sentence = "900 meet the criteria, but no new devices are entered."
    assert [(one["column"], one["level"]) for one in facts["findings"]] == [("meets", "error")]
    assert facts["findings"][0]["sentence"].startswith(sentence)
    assert sentence in ingrid.get(f"{BASE}check/").content.decode()
    fewer = save(ingrid, line=line, column="new", value="899", version=1).json()["findings"]
    assert fewer[0]["sentence"].startswith("900 meet the criteria, but only 899 are new.")
    assert "but only 899 are new." in ingrid.get(f"{BASE}check/").content.decode()
    assert save(ingrid, line=line, column="new", value="900", version=2).json()["findings"] == []


def test_the_plain_form_saves_and_keeps_what_it_could_not_read(cast, draft, ingrid):
    line = first_line(cast, draft).line
    typed = {f"{line}:new": "640", f"{line}:meets": "12k", f"{line}:refurbished": "not known"}
    versions = json.dumps(dict.fromkeys(typed, 1))
    page = ingrid.post(f"{BASE}devices/", {**typed, "versions": versions})
    html = page.content.decode()
    assert page.status_code == 422 and 'value="12k"' in html and "<title>Error:" in html
    answers = first_line(cast, draft).answers
    assert (answers["new"].value, answers["refurbished"].not_known, answers["meets"].typed) == (640, True, "12k")
    assert 'value="12k"' in ingrid.get(f"{BASE}devices/").content.decode()
    unchanged = ingrid.post(f"{BASE}devices/", {f"{line}:meets": "12k", "onward": "1"})
    assert unchanged.status_code == 422 and first_line(cast, draft).revisions["meets"] == 2
    again = {f"{line}:meets": "600", "versions": json.dumps({f"{line}:meets": 2}), "onward": "1"}
    assert ingrid.post(f"{BASE}devices/", again)["Location"] == f"{BASE}lifetimes/"


def test_the_plain_form_never_overwrites_a_colleague(cast, draft, ingrid):
    line = put(cast, draft, new="640").line
    page = ingrid.post(f"{BASE}devices/", {f"{line}:new": "700", "versions": json.dumps({f"{line}:new": 1})})
    html = page.content.decode()
    assert page.status_code == 422 and "Ingrid Halvorsen entered 640 meanwhile" in html and 'value="700"' in html
    assert first_line(cast, draft).answers["new"].value == 640


def test_the_side_panel_knows_the_history_of_a_cell(cast, draft, ingrid):
    line = put(cast, draft, new="640").line
    html = ingrid.get(f"{BASE}devices/panel/?cell={line}:new").content.decode()
    assert "Ingrid Halvorsen entered 640 (was empty)" in html
    assert ingrid.get(f"{BASE}devices/panel/?cell=nothere:new").status_code == 404


def test_a_line_is_added_renamed_and_taken_out(cast, draft, ingrid):
    assert ingrid.post(f"{BASE}devices/add/", {"product": "tablet", "label": "Schools"}).status_code == 302
    assert ingrid.post(f"{BASE}devices/add/", {"product": "tablet", "label": ""}).status_code == 422
    assert ingrid.post(f"{BASE}devices/add/", {"product": "tablet", "label": "schools"}).status_code == 409
    tablets = [line for line in lines_of(cast.ingrid, draft) if line.group == "tablet"]
    assert [line.label for line in tablets] == ["Schools"]
    ingrid.post(f"{BASE}devices/lines/", {f"label-{tablets[0].line}": "All schools"})
    assert [line.label for line in lines_of(cast.ingrid, draft)][-1] == "All schools"
    ingrid.post(f"{BASE}devices/lines/", {"remove": tablets[0].line})
    assert "tablet" not in [line.group for line in lines_of(cast.ingrid, draft)]


def test_letters_that_no_database_takes_are_taken_out(cast, draft, ingrid):
    line = first_line(cast, draft).line
    assert ingrid.post(f"{BASE}devices/lines/", {f"label-{line}": "Sch\x00ools\n two"}).status_code == 302
    assert first_line(cast, draft).label == "Schools two"
    assert ingrid.post(f"{BASE}devices/lines/", {"remove": "a\x00"}).status_code == 302
    assert ingrid.get(f"{BASE}devices/panel/?cell=a%00b:new").status_code == 404
    odd = save(ingrid, line=line, column="new", value="\ud800\x00", version=1)
    assert odd.status_code == 422 and "not a number" in odd.json()["error"]
    zero = save(ingrid, line=line, column="new", value=0, version=1)
    assert zero.json()["value"] == "0"
    said = {"rule": "x", "line": line, "column": "new", "words": "a\x00b"}
    assert ingrid.post(f"{BASE}devices/explain/", said).status_code == 409
    assert ingrid.get("/o/vestbygd/monitoring/99999999999/").status_code == 404
    assert ingrid.get(f"{BASE}devices/?page=abc").status_code == 200


def test_a_paste_gets_more_lines(cast, draft, ingrid):
    facts = json.dumps({"after": first_line(cast, draft).line})
    answer = ingrid.post(f"{BASE}devices/add-after/", facts, content_type="application/json")
    assert answer.json()["html"].startswith("<tr data-line=")
    assert [line.label for line in lines_of(cast.ingrid, draft)] == ["All departments", "Line 2", "All departments"]


def test_lifetimes_and_labels(cast, draft, ingrid):
    put(cast, draft, new="640")
    assert ingrid.post(f"{BASE}lifetimes/", {"years-laptop-new": "five"}).status_code == 422
    done = ingrid.post(f"{BASE}lifetimes/", {"years-laptop-new": "4,5", "end-laptop-new": "donation"})
    assert done["Location"] == f"{BASE}labels/"
    line = first_line(cast, draft)
    assert (line.lifetimes["new"].value, line.ends["new"]) == (54, "donation")
    assert ingrid.post(f"{BASE}labels/", {"labels-laptop": ["tco_certified", "none"]}).status_code == 422
    done = ingrid.post(f"{BASE}labels/", {"labels-laptop": ["tco_certified"]})
    assert done["Location"] == f"{BASE}check/" and first_line(cast, draft).labels == ["tco_certified"]


def test_a_stale_lifetimes_page_asks_again(cast, draft, ingrid):
    put(cast, draft, new="640")
    page = ingrid.post(f"{BASE}lifetimes/", {"years-laptop-new": "5", "seen": "somethingelse"})
    assert page.status_code == 422 and "A colleague changed these answers" in page.content.decode()


def test_check_send_receipt_and_take_back(cast, draft, ingrid):
    put(cast, draft, new="640")
    assert "Send to the Norway group" in ingrid.get(f"{BASE}check/").content.decode()
    assert ingrid.post(f"{BASE}send/", {}).status_code == 422
    assert ingrid.post(f"{BASE}send/", {"sure": "on"})["Location"] == f"{BASE}receipt/"
    assert ingrid.post(f"{BASE}send/", {"sure": "on"})["Location"] == f"{BASE}receipt/", "a second click"
    receipt = ingrid.get(f"{BASE}receipt/").content.decode()
    assert "Your 2026 figures are with the Norway group" in receipt and "2026-NO-0001" in receipt
    assert ingrid.get(BASE).status_code == 200
    data = ingrid.get(f"{BASE}data.csv").content.decode()
    assert data.startswith("year,receipt,device_type") and "2026-NO-0001,Laptops,All departments,new,640" in data
    assert ingrid.post(f"{BASE}recall/").status_code == 302
    assert ingrid.get(f"{BASE}devices/").status_code == 200


def test_a_warning_wants_a_word_before_the_button_appears(cast, draft, ingrid):
    put(cast, draft, new="0")
    page = ingrid.get(f"{BASE}check/").content.decode()
    assert "All lines add up to 0" in page and "Send to the Norway group" not in page
    ingrid.post(
        f"{BASE}devices/explain/", {"rule": "total_zero_with_lines", "words": "We stopped buying.", "check": "1"}
    )
    assert "Send to the Norway group" in ingrid.get(f"{BASE}check/").content.decode()


def test_no_devices_is_one_step(ingrid):
    assert ingrid.post(f"{BASE}nil/", {"reason": ""}).status_code == 422
    assert ingrid.post(f"{BASE}nil/", {"reason": "Nothing was replaced."})["Location"] == f"{BASE}receipt/"
    assert "No devices were bought" in ingrid.get(f"{BASE}receipt/").content.decode()


def test_1_3_the_pacts_own_words_stand_beside_the_devices(ingrid, draft, cast):
    assert "1.3.3" not in ingrid.get(f"{BASE}devices/").content.decode()
    meaning = "Circular and fair procurement is defined as: procurement which facilitates the move."
    clauses = [{"id": "1.3.3", "kind": "clause", "title": "1.3.3", "text": meaning}]
    facts = {"version": 9, "title": "Text", "valid_from": date(2021, 6, 15), "source": "test", "clauses": clauses}
    texts.adopt(cast.ingrid, **facts, at=cast.at)
    page = ingrid.get(f"{BASE}devices/").content.decode()
    assert "procurement which facilitates the move." in page and "1.3.3" in page
