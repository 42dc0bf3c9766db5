"""The tender calendar by its actions (Pact 3.1.1.a, 3.1.1.e, 3.3.2.a, 6.3.2)."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from buyergroups import rules
from buyergroups.access import actor_for
from buyergroups.actions import tender_stages, tenders
from buyergroups.models import TenderEntry, TenderMove
from buyergroups.queries import tenders as queries
from governance.models import ProductGroup
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from pact.mail.models import OutboxMail
from tests.buyergroups.make import AT, DAY, HAND, buyer, group, manager, member
from tests.buyergroups.make_tenders import criteria, published, tender, told
from tests.governance.make import person
from tests.participants import make

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=40)


@pytest.fixture
def vestbygd():
    group()
    return buyer()


def secretariat():
    return actor_for(person("office@pact.example", role="SECRETARIAT"), at=AT)


def test_three_answers_are_enough(vestbygd):
    row = tender(vestbygd, actor=manager(vestbygd))
    assert (row.stage, row.version, row.confirmed_on, row.on_paper) == ("IDEA", 1, DAY, False)
    assert row.slug.startswith("laptops-with-take-back-")
    assert [lot.quantity for lot in row.lots.all()] == [500]
    assert TenderMove.objects.get(tender=row).stage == "IDEA"
    event = Event.objects.get(verb="buyergroups.tender.entered")
    assert (event.organization_id, event.clause) == (vestbygd.pk, "3.1.1.e")


def test_who_may(vestbygd):
    reader = actor_for(person("reads@vestbygd.example", role="VIEWER", organization=vestbygd), at=AT)
    other = manager(buyer("Solvik kommune"))
    for actor in (reader, other):
        with pytest.raises(Refused, match="editing rights"):
            tender(vestbygd, actor=actor)
    signs = actor_for(person("signs@vestbygd.example", role="SIGNATORY", organization=vestbygd), at=AT)
    assert tender(vestbygd, actor=signs)
    assert tender(vestbygd, actor=secretariat()).on_paper


def test_only_participants(vestbygd):
    outside = make.organization("Outside")
    with pytest.raises(CannotNow, match="Only participants"):
        tender(outside)


def test_a_time_that_has_passed_is_not_coming(vestbygd):
    with pytest.raises(CannotNow, match="passed"):
        tender(vestbygd, when=f"January {DAY.year - 1}")
    with pytest.raises(CannotNow, match="entered while it is coming"):
        tender(vestbygd, stage="PUBLISHED")


@pytest.mark.parametrize("field", ["title", "description", "pilot", "no_criteria_reason"])
def test_prices_are_never_shared(vestbygd, field):
    facts = {field: "about EUR 400 per device"}
    with pytest.raises(CannotNow, match=r"6\.3\.2"):
        tender(vestbygd, **facts)
    assert not TenderEntry.objects.exists()


def test_there_is_no_field_for_a_price():
    names = {field.name for field in TenderEntry._meta.get_fields()}
    assert not {name for name in names if any(word in name for word in ("price", "amount", "value", "cost", "budget"))}


def test_a_persons_address_is_no_mailbox(vestbygd):
    with pytest.raises(CannotNow, match="person's account"):
        tender(vestbygd, contact_email=f"MANAGER@{vestbygd.slug}.example")
    assert tender(vestbygd, contact_email="procurement@vestbygd.example")


def test_the_group_is_one_of_its_own(vestbygd):
    elsewhere, own = group("Sweden group", ("SE",)), group("Nordic group", ("NO", "SE"))
    member(own, vestbygd)
    with pytest.raises(CannotNow, match="buyer group"):
        tender(vestbygd, group=elsewhere)
    row = tender(vestbygd, group=own)
    assert list(queries.coming_tenders_of(own, DAY)) == [row]
    assert queries.coming_tenders_of(elsewhere, DAY) == []


def test_a_coordinator_enters_for_its_group(vestbygd):
    made = group("Nordic group", ("NO", "SE"))
    coordinator = made.coordination.organization
    actor = actor_for(person(f"care@{coordinator.slug}.example"), at=AT)
    row = tender(coordinator, actor=actor, group=made)
    assert list(queries.coming_tenders_of(made, DAY)) == [row]


def test_a_member_without_another_group_counts_for_its_own(vestbygd):
    own = group("Nordic group", ("NO", "SE"))
    member(own, vestbygd)
    row = tender(vestbygd)
    assert list(queries.coming_tenders_of(own, DAY)) == [row]


def test_two_who_write_at_once_lose_nothing(vestbygd):
    row = tender(vestbygd)
    tenders.change(HAND, row, told("Laptops and phones"), version=1, at=LATER)
    with pytest.raises(tenders.ChangedMeanwhile):
        tenders.change(HAND, row, told("Laptops with repair"), version=1, at=LATER)
    row.refresh_from_db()
    assert (row.title, row.version) == ("Laptops and phones", 2)
    tenders.change(HAND, row, told("Laptops with repair"), version=2, at=LATER)
    row.refresh_from_db()
    assert (row.title, row.version, row.confirmed_on) == ("Laptops with repair", 3, LATER.date())


def test_a_new_time_is_a_line_of_history_and_other_words_are_not(vestbygd):
    row = tender(vestbygd)
    tenders.change(HAND, row, told("Better words"), version=1, at=LATER)
    assert row.moves.count() == 1
    tenders.change(HAND, row, told("Better words", f"Q4 {AT.year + 1}"), version=2, at=LATER)
    assert [move.expected_words for move in row.moves.order_by("pk")] == [
        f"May {AT.year + 1}", f"quarter 4 of {AT.year + 1}"
    ]  # fmt: skip


def test_lots_are_replaced_by_what_is_told(vestbygd):
    laptops, phones = (ProductGroup.objects.get(code=code) for code in ("laptop", "smartphone"))
    row = tender(vestbygd, lots={laptops.pk: None})
    tenders.change(HAND, row, told(lots={phones.pk: 20}), version=1, at=LATER)
    assert [(lot.product_group.code, lot.quantity) for lot in row.lots.all()] == [("smartphone", 20)]
    with pytest.raises(CannotNow, match="product group"):
        tender(vestbygd, lots={})


def test_forward_in_any_stride(vestbygd):
    row = tender(vestbygd, pilot="Refurbished only")
    for name, stage in (("consult", "CONSULTATION"), ("announce", "ANNOUNCED")):
        tender_stages.step(HAND, row, name, at=AT)
        assert row.stage == stage
    with pytest.raises(CannotNow, match="changed meanwhile"):
        tender_stages.step(HAND, row, "consult", at=AT)
    tender_stages.publish(HAND, row, on=DAY, notice_url="https://ted.europa.eu/x", at=AT)
    tender_stages.award(HAND, row, on=DAY, lessons="Ask for spare parts.", at=AT)
    assert (row.stage, row.published_on, row.awarded_on, row.version) == ("AWARDED", DAY, DAY, 5)
    assert [move.stage for move in row.moves.order_by("pk")] == [
        "IDEA", "CONSULTATION", "ANNOUNCED", "PUBLISHED", "AWARDED"
    ]  # fmt: skip
    straight = tender(vestbygd)
    tender_stages.award(HAND, straight, on=DAY, at=AT)
    assert straight.stage == "AWARDED"


def test_a_notice_needs_its_link_its_day_and_the_criteria(vestbygd):
    row = tender(vestbygd)
    with pytest.raises(CannotNow) as refused:
        tender_stages.publish(HAND, row, on=None, at=AT)
    assert len(refused.value.sentences) == 3
    with pytest.raises(CannotNow, match="future"):
        tender_stages.publish(HAND, row, on=DAY + timedelta(days=1), notice_id="1", at=AT)
    used = criteria()
    tenders.change(HAND, row, told(criteria=(used,)), version=1, at=AT)
    tender_stages.publish(HAND, row, on=DAY, notice_id="123-2027", at=AT)
    assert (row.stage, row.notice_id) == ("PUBLISHED", "123-2027")


def test_only_published_criteria_are_named(vestbygd):
    from tests.buyergroups.make_library import item, version

    with pytest.raises(CannotNow, match="published"):
        tender(vestbygd, criteria=(version(item(), "DRAFT"),))


def test_postponed_and_cancelled_need_a_word(vestbygd):
    row = tender(vestbygd)
    later = rules.quarter(AT.year + 2, 1)
    for act in (
        lambda: tender_stages.postpone(HAND, row, later, note=" ", at=AT),
        lambda: tender_stages.cancel(HAND, row, note="", at=AT),
    ):
        with pytest.raises(CannotNow, match="why"):
            act()
    with pytest.raises(CannotNow, match="passed"):
        tender_stages.postpone(HAND, row, rules.month(AT.year - 1, 1), note="Later", at=AT)
    with pytest.raises(CannotNow, match=r"6\.3\.2"):
        tender_stages.postpone(HAND, row, later, note="Budget of 2 million is missing", at=AT)
    tender_stages.postpone(HAND, row, later, note="The budget comes later.", at=AT)
    assert (row.stage, row.expected, row.stage_note) == ("POSTPONED", later, "The budget comes later.")
    tender_stages.cancel(HAND, row, note="We lease instead.", at=AT)
    assert row.moves.order_by("-pk").first().note == "We lease instead."
    with pytest.raises(CannotNow, match="cancelled"):
        tenders.change(HAND, row, told(), version=row.version, at=AT)
    with pytest.raises(CannotNow):
        tender_stages.step(HAND, row, "announce", at=AT)


def test_lessons_come_when_it_is_over(vestbygd):
    row = tender(vestbygd)
    with pytest.raises(CannotNow, match="over"):
        tender_stages.tell_lessons(HAND, row, "Ask early.", at=AT)
    tender_stages.award(HAND, row, on=DAY, at=AT)
    with pytest.raises(CannotNow, match=r"6\.3\.2"):
        tender_stages.tell_lessons(HAND, row, "We paid 400 euro.", at=AT)
    tender_stages.tell_lessons(HAND, row, "Ask early.", at=AT)
    row.refresh_from_db()
    assert row.lessons == "Ask early."


def test_the_award_comes_after_the_notice_and_not_in_the_future(vestbygd):
    row = published(vestbygd)
    for day, said in ((DAY - timedelta(days=1), "after the notice"), (DAY + timedelta(days=1), "future")):
        with pytest.raises(CannotNow, match=said):
            tender_stages.award(HAND, row, on=day, at=AT)


def test_the_history_is_never_changed(vestbygd):
    move = tender(vestbygd).moves.get()
    for act in (lambda: TenderMove.objects.filter(pk=move.pk).update(note="x"), move.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_a_joint_tender(vestbygd):
    partner = buyer("Solvik kommune")
    row = tender(vestbygd)
    tenders.name_partner(manager(vestbygd), row, partner, at=AT)
    tenders.name_partner(manager(vestbygd), row, partner, at=AT)  # twice changes nothing
    assert list(queries.tenders_of(partner)) == [row]
    assert OutboxMail.objects.filter(kind="buyergroups.partner_named").count() == 1
    with pytest.raises(Refused):
        tenders.change(manager(partner), row, told(), version=2, at=AT)
    with pytest.raises(Refused):
        tenders.drop_partner(manager(buyer("Nes kommune")), row, partner, at=AT)
    tenders.drop_partner(manager(partner), row, partner, at=AT)
    assert not queries.tenders_of(partner)
    for who, said in ((vestbygd, "whose tender"), (make.organization("Outside"), "Only participants")):
        with pytest.raises(CannotNow, match=said):
            tenders.name_partner(HAND, row, who, at=AT)


def test_two_records_made_one(vestbygd):
    double, partner = buyer("Vestbygd"), buyer("Solvik kommune")
    own, joint, done = tender(double), tender(partner), tender(double)
    tenders.name_partner(HAND, joint, double, at=AT)
    tender_stages.cancel(HAND, done, note="No need.", at=AT)
    tenders.pass_on(double, vestbygd, at=AT)
    assert set(queries.tenders_of(vestbygd)) == {own, joint}
    assert list(queries.tenders_of(double)) == [done]


def test_dates_of_makers():
    assert rules.month(2027, 12).last == date(2027, 12, 31)
