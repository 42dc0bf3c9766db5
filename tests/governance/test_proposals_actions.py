"""Proposals to the committee and what their adoption does (Pact 1.1.2, 5.1.1, 5.3.2)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from buyergroups.access import actor_for
from governance.actions import decisions, matters, proposals
from governance.models import Matter, ProductGroup, ScopePeriod, SeatTerm
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from pact.mail.models import OutboxMail
from pact.rulebook import rule
from pact.rulebook.actions import change_rule
from pact.rulebook.models import RuleParameter
from tests.governance.make import AT, CLOSES, HAND, cast_all, committee, member, person, staff
from tests.participants import make

pytestmark = pytest.mark.django_db
MONITORS = {
    "code": "monitor",
    "name": "Monitor",
    "plural": "Monitors",
    "definition": "A screen without a computer in it.",
    "enters": True,
    "valid_from": date(2028, 1, 1),
}
FEE = {"year": 2028, "cents": 1200000}


def put(kind, content, actor=None):
    return proposals.put(actor or staff(), kind, content, reasons="It is time.", at=AT)


def decided(kind, content, votes="YYYYY", at=AT):
    terms = committee(5)
    matter = put(kind, content)
    decision = decisions.open_vote(HAND, matter, question=matter.title, closes_at=CLOSES, at=AT)
    return cast_all(decision, terms, votes, at=at)


def test_a_member_proposes_staff_and_strangers_do_not_vote_or_propose():
    terms = committee(5)
    matter = put("STRATEGY", {"title": "Reuse first", "text": "We reuse.", "paper": None}, member(terms[1]))
    assert "Proposed by Ministry 2." in matter.summary
    decision = decisions.open_vote(HAND, matter, question=matter.title, closes_at=CLOSES, at=AT)
    with pytest.raises(Refused):
        decisions.cast(staff(), decision, "YES", "", at=AT)
    with pytest.raises(Refused):
        put("STRATEGY", {"title": "x", "text": "y", "paper": None}, actor_for(person("stranger@x.example"), at=AT))


def test_5_3_2_the_contribution_changes_from_a_first_of_january_with_its_source():
    decision = decided("FEE", FEE)
    assert decision.state == "ADOPTED"
    assert rule("fee.initial", on=date(2027, 12, 31)) == "15000.00"
    assert rule("fee.initial", on=date(2028, 1, 1)) == "12000.00"
    row = RuleParameter.objects.get(key="fee.initial", valid__upper_inf=True)
    assert (row.source, row.clause, row.changed_by) == (decision.number, "5.3.2", "DECISION")
    assert Event.objects.filter(verb="governance.rule.changed").exists()


def test_a_proposal_that_is_not_adopted_changes_nothing():
    terms = committee(5)
    matter = put("FEE", FEE)
    decision = decisions.open_vote(HAND, matter, question=matter.title, closes_at=CLOSES, at=AT)
    cast_all(decision, terms, "NNNNN")
    decisions.close(HAND, decision, reasons="Too little.", public_text="", at=AT)
    assert rule("fee.initial", on=date(2028, 1, 1)) == "15000.00"


def test_5_3_2_a_year_that_has_begun_is_refused():
    committee(5)
    with pytest.raises(CannotNow, match="later day"):
        put("FEE", {"year": 2027, "cents": 100})


def test_6_5_what_stands_in_the_text_is_not_changed_by_a_decision():
    committee(5)
    for key in ("sc.min", "amend.share", "pact.end"):
        with pytest.raises(CannotNow, match=r"6\.5"):
            change_rule(key, 3, by="DECISION", valid_from=date(2028, 1, 1), source="SC-2027-001")
    with pytest.raises(CannotNow, match=r"6\.5"):
        put("READING", {"key": "sc.min", "choice": "3", "valid_from": date(2028, 1, 1)})


def test_a_value_from_a_later_day_stands_in_the_way_of_an_earlier_one():
    committee(5)
    change_rule("fee.initial", "9000.00", by="DECISION", valid_from=date(2029, 1, 1), source="SC-2027-001")
    with pytest.raises(CannotNow, match="1 January 2029"):
        change_rule("fee.initial", "8000.00", by="DECISION", valid_from=date(2028, 1, 1), source="SC-2027-002")


def test_1_1_2_a_new_product_group_comes_into_scope_by_decision():
    decision = decided("SCOPE", MONITORS)
    group = ProductGroup.objects.get(code="monitor")
    period = ScopePeriod.objects.get(product_group=group)
    assert (group.name_plural, group.computed, period.decision, period.source) == (
        "Monitors", False, decision, decision.number,
    )  # fmt: skip
    assert not ProductGroup.objects.in_scope(date(2027, 12, 31)).filter(pk=group.pk).exists()
    assert ProductGroup.objects.in_scope(date(2028, 1, 1)).filter(pk=group.pk).exists()


def test_1_1_2_a_day_in_the_past_is_refused_when_it_is_put():
    committee(5)
    with pytest.raises(CannotNow, match="nothing begins before it is decided"):
        put("SCOPE", MONITORS | {"valid_from": AT.date() - timedelta(days=1)})


def test_1_1_2_a_day_that_passed_while_the_vote_ran_leaves_the_vote_open_for_the_secretariat():
    terms = committee(5)
    matter = put("SCOPE", MONITORS | {"valid_from": CLOSES.date()})
    decision = decisions.open_vote(HAND, matter, question=matter.title, closes_at=CLOSES, at=AT)
    cast_all(decision, terms, "YYYY-")
    late = CLOSES + timedelta(days=1)
    assert decisions.close_due(at=late) == 0
    assert not ScopePeriod.objects.filter(product_group__code="monitor").exists()
    with pytest.raises(CannotNow, match="is over"):
        decisions.close(HAND, decision, reasons="", public_text="", at=late)
    matters.withdraw(HAND, matter, at=late)
    decision.refresh_from_db()
    assert decision.state == "LAPSED"


def test_a_vote_closes_before_what_it_decides_begins():
    committee(5)
    matter = put("SCOPE", MONITORS | {"valid_from": CLOSES.date() - timedelta(days=1)})
    with pytest.raises(CannotNow, match="or an earlier day"):
        decisions.open_vote(HAND, matter, question=matter.title, closes_at=CLOSES, at=AT)


def test_1_1_2_a_product_group_leaves_the_scope_and_its_years_stay_counted():
    decision = decided("SCOPE", {
        "code": "laptop", "name": "Laptop", "plural": "Laptops", "definition": "x",
        "enters": False, "valid_from": date(2027, 7, 1),
    })  # fmt: skip
    period = ScopePeriod.objects.get(product_group__code="laptop")
    assert (period.period.upper, period.left_by) == (date(2027, 7, 1), decision)
    counted = [year for year in range(2021, 2030) if ProductGroup.objects.counted_in(year).filter(code="laptop")]
    assert counted == [2021, 2022, 2023, 2024, 2025, 2026, 2027]


def test_1_1_2_years_that_began_before_an_entry_are_never_recounted():
    decided("SCOPE", MONITORS | {"valid_from": date(2027, 7, 1)})
    counted = [year for year in range(2021, 2030) if ProductGroup.objects.counted_in(year).filter(code="monitor")]
    assert counted == [2028, 2029]


def test_5_1_1_one_open_proposal_about_one_thing():
    committee(5)
    put("FEE", FEE)
    with pytest.raises(CannotNow, match="already before"):
        put("FEE", FEE)
    put("STRATEGY", {"title": "A", "text": "a", "paper": None})
    put("STRATEGY", {"title": "B", "text": "b", "paper": None})
    assert Matter.objects.filter(kind="STRATEGY").count() == 2


def test_texts_and_budgets_stay_on_record_and_change_nothing_else():
    before = RuleParameter.objects.count()
    lines = [{"purpose": "Working groups", "cents": 4000000}, {"purpose": "Secretariat", "cents": 9000050}]
    decision = decided("BUDGET", {"year": 2028, "lines": lines, "total": 13000050})
    assert decision.question == "Adopt the budget for 2028 of EUR 130,000.50?"
    assert RuleParameter.objects.exclude(source__startswith="SC-").count() >= before
    assert not RuleParameter.objects.filter(source=decision.number).exists()
    assert matters.content_of(decision)["total"] == 13000050


def test_values_keep_their_kind_from_proposal_to_effect():
    terms = committee(5)
    content = {
        "metric": "REDUCTION",
        "title": "Less",
        "due_on": date(2030, 12, 31),
        "value": Decimal("0.4"),
        "value_to": None,
    }
    matter = put("TARGET", content)
    decision = decisions.open_vote(HAND, matter, question=matter.title, closes_at=CLOSES, at=AT)
    assert matters.content_of(decision) == content
    assert matter.clause == "5.1.1"
    assert len(terms) == 5


def test_1_1_2_every_participant_hears_of_a_new_scope_and_coordinators_of_the_contribution():
    buyer, coordinator, gone = make.founder("Vestbygd"), make.founder("Norway", "COORDINATING"), make.founder("Nordby")
    for number, one in enumerate((buyer, coordinator, gone)):
        person(f"signer{number}@x.example", role="SIGNATORY", organization=one.organization)
        person(f"editor{number}@x.example", role="EDITOR", organization=one.organization)
    gone.period = DateRange(gone.period.lower, AT.date())
    gone.save()
    decision = decided("SCOPE", MONITORS)
    letters = OutboxMail.objects.filter(kind="governance.decided")
    assert sorted(letters.values_list("to", flat=True)) == ["signer0@x.example", "signer1@x.example"]
    assert letters[0].subject == f"Decision {decision.number} of the Steering Committee"
    assert "Product group: Monitors" in letters[0].text
    assert f"/about/decisions/{decision.number}/" in letters[0].text
    matter = put("FEE", FEE)
    vote = decisions.open_vote(HAND, matter, question=matter.title, closes_at=CLOSES, at=AT)
    cast_all(vote, list(SeatTerm.objects.order_by("seat_no")), "YYYYY")
    told = letters.filter(subject__contains="-002").values_list("to", flat=True)
    assert list(told) == ["signer1@x.example"]


def test_a_text_on_record_is_no_letter():
    decided("STRATEGY", {"title": "A", "text": "a", "paper": None})
    assert not OutboxMail.objects.filter(kind="governance.decided").exists()
