"""The rule book, the readings, the targets and the decisions in public (Pact 1.1.2, 1.2.1, 5.1)."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from governance.actions import decisions, proposals
from governance.models import Decision
from governance.rules.readings import readings
from pact.rulebook.actions import change_rule
from pact.rulebook.models import RuleParameter
from tests.governance.make import AT, CLOSES, HAND, cast_all, committee, matter, member, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pact")]
FEE = {"year": 2028, "cents": 1200000}


def decided(kind, content, votes="YYYYY"):
    terms = committee(5)
    put = proposals.put(staff(), kind, content, reasons="", at=AT)
    decision = decisions.open_vote(HAND, put, question=put.title, closes_at=CLOSES, at=AT)
    return cast_all(decision, terms, votes)


def test_the_rule_book_shows_every_number_with_clause_words_history_and_source(visit):
    decision = decided("FEE", FEE)
    page = " ".join(visit("/about/rules/").content.decode().split())
    for words in ("75%", "31 December 2030", "15,000", "12,000", "6.5.2", "All values", "31 Dec 2027", "1/3"):
        assert words in page, words
    assert 'href="/about/pact/#c-6.5.2"' in page
    assert f'href="/about/decisions/{decision.number}/"' in page
    assert "an amendment of the Pact" in page and "a decision of the Steering Committee" in page
    for row in RuleParameter.objects.exclude(key__startswith="reading."):
        assert f'id="{row.key}"' in page


def test_the_rule_book_is_a_file_too(visit):
    decision = decided("FEE", FEE)
    rows = list(csv.reader(io.StringIO(visit("/about/rules/rules.csv").content.decode("utf-8-sig"))))[1:]
    assert len(rows) == RuleParameter.objects.exclude(key__startswith="reading.").count()
    told = {row["key"]: row for row in visit("/about/rules/rules.json").json()["rules"]}
    assert (told["fee.initial"]["value"], told["fee.initial"]["source"]) == ("12000.00", decision.number)
    assert visit("/about/rules/rules.exe").status_code == 404


def test_a_value_of_the_future_is_not_the_value_of_today(visit):
    committee(5)
    change_rule("fee.initial", "9000.00", by="DECISION", valid_from=date(2090, 1, 1), source="SC-2026-001")
    page = " ".join(visit("/about/rules/").content.decode().split())
    row = page[page.index('id="fee.initial"') :]
    assert row.index("15,000") < row.index("9,000")


@pytest.mark.parametrize("source", ["SC-2026-001", "Decision SC-2026-001"])
def test_a_source_that_is_a_decision_leads_to_it(visit, source):
    committee(5)
    change_rule("fee.initial", "9000.00", by="DECISION", valid_from=date(2026, 1, 1), source=source)
    assert f'<a href="/about/decisions/SC-2026-001/">{source}</a>' in visit("/about/rules/").content.decode()


def test_every_entry_of_the_register_is_public_with_its_reading(visit):
    committee(5)
    page = visit("/about/readings/").content.decode()
    for entry in readings():
        assert f"{entry.id}. " in page
    assert page.count("Another reading needs a change of the software.") == sum(
        not entry.has_a_choice for entry in readings()
    )
    assert "In a tie the chair&#x27;s vote decides." in page


def test_a_published_decision_has_a_page_that_says_what_it_changes(visit):
    decision = decided("FEE", FEE)
    assert decision.number in visit("/about/decisions/").content.decode()
    page = " ".join(visit(f"/about/decisions/{decision.number}/").content.decode().split())
    for words in ("Set the yearly contribution to EUR 12,000.00 from 2028 on?", "12,000 EUR a year from 1 January 2028",
                  "5.3.2", decision.subject_sha256, 'href="/about/rules/#fee.initial"'):  # fmt: skip
        assert words in page, words
    assert "Member 1" not in page, "numbers, no names"
    assert visit("/about/decisions/SC-2099-001/").status_code == 404


def test_a_target_by_decision_stands_in_the_register_and_at_the_decision(visit):
    content = {"metric": "USERS_SERVED", "title": "Five million users", "value": Decimal(5000000), "value_to": None}
    decision = decided("TARGET", {**content, "due_on": date(2028, 12, 31)})
    page = visit("/results/targets/").content.decode()
    for words in ("3,000,000", "5,000,000", "31 Dec 2028", decision.number, "33.3% – 50.0%"):
        assert words in page, words
    assert "Five million users" in visit(f"/about/decisions/{decision.number}/").content.decode()


def test_a_scope_decision_stands_in_the_rule_book(visit):
    content = {"code": "monitor", "name": "Monitor", "plural": "Monitors", "definition": "A screen.", "enters": True}
    decision = decided("SCOPE", {**content, "valid_from": date(2028, 1, 1)})
    assert "Monitors" in visit("/about/rules/").content.decode()
    assert (
        "Monitors come into scope on 1 January 2028." in visit(f"/about/decisions/{decision.number}/").content.decode()
    )


def test_refused_applicants_are_not_named(visit):
    terms = committee(5)
    for kind in ("APPLICATION", "GROUP_DOUBT", "APPLICATION_DOUBT"):
        put = matter(f"Admit Refused {kind}?", kind=kind)
        decision = decisions.open_vote(HAND, put, question=put.title, closes_at=CLOSES, at=AT)
        for term in terms:
            decisions.cast(member(term), decision, "NO", "", at=AT)
        Decision.objects.filter(pk=decision.pk).update(
            state="REJECTED", number=f"SC-2027-{90 + decision.pk}", decided_at=AT, tally={"electors": 5, "no": 5}
        )
        decision.refresh_from_db()
        assert visit(f"/about/decisions/{decision.number}/").status_code == 404
    assert "Refused" not in visit("/about/decisions/").content.decode()


def test_a_public_text_of_its_own_leaves_out_whom_the_question_names(visit):
    terms = committee(5)
    put = matter("End the participation of Somebody?", kind="TEST")
    decision = decisions.open_vote(HAND, put, question=put.title, closes_at=CLOSES, at=AT)
    for term in terms[:4]:
        decisions.cast(member(term), decision, "YES", "", at=AT)
    late = CLOSES.replace(day=29)
    closed = decisions.close(HAND, decision, reasons="", public_text="A case was decided.", at=late)
    for address in (
        "/about/decisions/",
        f"/about/decisions/{closed.number}/",
        "/about/governance/",
        "/feeds/published.atom",
    ):
        page = visit(address).content.decode()
        assert "A case was decided." in page and "Somebody" not in page


def test_decisions_are_found_by_words_and_year_and_an_empty_answer_says_so(visit):
    decision = decided("FEE", FEE)
    year = decision.decided_at.year
    assert decision.number in visit(f"/about/decisions/?year={year}&q=contribution").content.decode()
    assert "No decision matches." in visit("/about/decisions/?q=zebra").content.decode()
    assert decision.number in visit("/about/decisions/?year=nonsense").content.decode()


def test_before_anything_is_decided_the_registers_say_so(visit):
    assert "No decision has been published yet." in visit("/about/decisions/").content.decode()


def test_a_decision_is_news_and_stands_in_the_feed_and_the_sitemap(visit):
    decision = decided("FEE", FEE)
    for address in ("/feeds/published.atom", "/sitemap.xml"):
        assert f"/about/decisions/{decision.number}/" in visit(address).content.decode()
