"""The pages of the tender calendar in the workspaces: who gets in, what comes back, how often the database is asked."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buyergroups.actions import tender_rounds, tender_stages, tenders
from buyergroups.models import TenderEntry
from pact.access import scope
from pact.clock import now, today
from tests.buyergroups.make import HAND, buyer, group, person
from tests.buyergroups.make_tenders import criteria, tender
from tests.governance.make import secretary
from tests.governance.test_decisions_pages import browser

pytestmark = pytest.mark.django_db


def url(name: str, **kwargs) -> str:
    return reverse(f"buyergroups:{name}", kwargs=kwargs or None)


def manager(organization) -> Client:
    return browser(person(f"manager@{organization.slug}.example"))


def of(row, name="tender-detail", **more) -> str:
    return url(name, org=row.organization.slug, ref=row.ref, **more)


@pytest.fixture
def vestbygd():
    group()
    return buyer()


@pytest.fixture
def laptops(vestbygd):
    return tender(vestbygd, when=f"May {today().year + 1}", at=now())


def given(**more) -> dict:
    return {"title": "Laptops with repair", "when": f"Q3 {today().year + 1}", "products": ["laptop"], **more}


def changed(row, **more) -> dict:
    return {**given(), "quantity_laptop": "500", "version": row.version, **more}


def test_three_answers_are_enough(vestbygd):
    client, new = manager(vestbygd), url("tender-new", org=vestbygd.slug)
    assert client.get(new).status_code == 200
    answer = client.post(new, given())
    row = TenderEntry.objects.get()
    assert answer.headers["Location"] == of(row)
    assert (row.title, row.expected_words, row.stage) == (
        "Laptops with repair",
        f"quarter 3 of {today().year + 1}",
        "IDEA",
    )
    shown = client.get(of(row)).content.decode()
    assert "The notice is out" in shown and "number open" in shown


def test_everything_that_can_be_told(vestbygd):
    used = criteria()
    more = {
        "quantity_laptop": "1200", "description": "Laptops that last.", "cpv": ["30213100"], "framework": "on",
        "open_to_others": "on", "contract_from": f"1.1.{today().year + 2}", "contract_months": "24",
        "award_expected_on": f"{today().year + 1}-11-30", "criteria": [used.ref], "stage": "ANNOUNCED",
        "contact_email": "procurement@vestbygd.example", "notice_id": "1-2027", "pilot": "Spare parts for 7 years.",
    }  # fmt: skip
    assert manager(vestbygd).post(url("tender-new", org=vestbygd.slug), given(**more)).status_code == 302
    row = TenderEntry.objects.get()
    assert (row.lots.get().quantity, row.cpv, row.contract_months, row.stage) == (1200, ["30213100"], 24, "ANNOUNCED")
    assert list(row.criteria.all()) == [used] and row.framework and row.open_to_others


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Say in a few words what you want to buy"),
        ("title", "Laptops for 400 euro", "6.3.2"),
        ("when", "soon", "Enter a month or a quarter"),
        ("when", "May 2021", "This time has passed"),
        ("products", [], "Choose at least one product group"),
        ("products", ["cars"], "cars"),
        ("description", "Unit price of 450", "6.3.2"),
        ("quantity_laptop", "-3", "Enter 1 or more"),
        ("quantity_smartphone", "20", "Choose this product group as well"),
        ("contract_months", "0", "greater than or equal to 1"),
        ("notice_url", "no address", "Enter the whole address"),
        ("contact_email", "manager@vestbygd-kommune.example", "person&#x27;s account"),
        ("cpv", ["1"], "1"),
        ("group", "none-of-ours", "none-of-ours"),
        ("stage", "AWARDED", "AWARDED"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(vestbygd, field, value, said):
    more = given(pilot="Kept as it was typed", **{field: value})
    answer = manager(vestbygd).post(url("tender-new", org=vestbygd.slug), more)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert said in shown and "Kept as it was typed" in shown
    assert not TenderEntry.objects.exists()


def test_two_people_at_once_see_both_values(laptops):
    client = manager(laptops.organization)
    first = changed(laptops, title="Laptops and phones", when=f"May {today().year + 1}")
    second = changed(laptops, title="Laptops with take-back", description="Mine", when=f"May {today().year + 1}")
    assert client.post(of(laptops, "tender-change"), first).status_code == 302
    answer = client.post(of(laptops, "tender-change"), second)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Meanwhile saved by somebody else: Laptops and phones." in shown
    assert 'value="Laptops with take-back"' in shown and ">\nMine</textarea>" in shown
    assert 'name="version" value="2"' in shown
    assert client.post(of(laptops, "tender-change"), {**second, "version": 2}).status_code == 302
    laptops.refresh_from_db()
    assert (laptops.title, laptops.description, laptops.version) == ("Laptops with take-back", "Mine", 3)


def test_a_change_begins_with_what_is_there(laptops):
    shown = manager(laptops.organization).get(of(laptops, "tender-change")).content.decode()
    assert 'value="Laptops with take-back"' in shown and f'value="May {today().year + 1}"' in shown
    assert 'value="500"' in shown and "How far is it?" not in shown


EVERY = (
    ("tender-detail", {}), ("tender-change", {}), ("tender-stage", {"step": "publish"}), ("tender-partners", {}),
)  # fmt: skip


@pytest.mark.parametrize(("name", "more"), EVERY)
def test_another_tenant_finds_nothing(laptops, name, more):
    other = buyer("Solvik kommune")
    own, strange = of(laptops, name, **more), url(name, org=other.slug, ref=laptops.ref, **more)
    client = manager(other)
    assert client.get(own).status_code == 404
    assert client.get(strange).status_code == 404
    assert client.post(own, {}).status_code in (404, 405)
    assert manager(laptops.organization).get(own).status_code == 200
    assert browser(secretary()).get(own).status_code == 200
    assert Client().get(own).status_code == 302


def test_who_only_reads_enters_nothing(laptops):
    reader = browser(person("reads@vestbygd.example", role="VIEWER", organization=laptops.organization))
    assert reader.get(of(laptops)).status_code == 200
    assert b"Announce a tender" not in reader.get(url("tender-list", org=laptops.organization.slug)).content
    for address in (of(laptops, "tender-change"), url("tender-new", org=laptops.organization.slug)):
        assert reader.post(address, given()).status_code == 403


def test_from_stage_to_stage(laptops):
    client = manager(laptops.organization)
    publish = of(laptops, "tender-stage", step="publish")
    answer = client.post(publish, {"on": "", "notice_url": "", "note": "My word"})
    assert answer.status_code == 422 and b"Enter a day" in answer.content and b"My word" in answer.content
    answer = client.post(publish, {"on": today().isoformat(), "notice_url": "https://ted.europa.eu/n"})
    assert answer.status_code == 422 and b"which criteria it uses" in answer.content
    tenders_changed = changed(laptops, pilot="Refurbished first.", when=f"May {today().year + 1}")
    assert client.post(of(laptops, "tender-change"), tenders_changed).status_code == 302
    assert client.post(publish, {"on": today().isoformat(), "notice_url": "https://ted.europa.eu/n"}).status_code == 302
    award = {"on": today().isoformat(), "lessons": "Ask for spare parts."}
    assert client.post(of(laptops, "tender-stage", step="award"), award).status_code == 302
    assert client.post(of(laptops, "tender-stage", step="award"), award).status_code == 422
    assert client.get(of(laptops, "tender-stage", step="burn")).status_code == 404
    assert client.post(of(laptops, "tender-lessons"), {"lessons": ""}).status_code == 422
    assert client.post(of(laptops, "tender-lessons"), {"lessons": "Ask early."}).status_code == 302
    laptops.refresh_from_db()
    assert (laptops.stage, laptops.lessons) == ("AWARDED", "Ask early.")


def test_postponing_and_cancelling(laptops):
    client = manager(laptops.organization)
    postpone, cancel = (of(laptops, "tender-stage", step=step) for step in ("postpone", "cancel"))
    assert client.post(postpone, {"when": "May 2021", "note": "Later"}).status_code == 422
    assert client.post(postpone, {"when": f"Q4 {today().year + 1}", "note": ""}).status_code == 422
    assert client.post(postpone, {"when": f"Q4 {today().year + 1}", "note": "The pilot goes first."}).status_code == 302
    assert client.post(cancel, {"note": "It costs 4000 euro"}).status_code == 422
    assert client.post(cancel, {"note": "We lease instead."}).status_code == 302
    assert b"Cancel the tender" not in client.get(of(laptops)).content


def test_partners_are_found_named_and_leave(laptops):
    partner = buyer("Sølvik kommune")
    client, partners = manager(laptops.organization), of(laptops, "tender-partners")
    assert "Sølvik kommune" in client.get(partners + "?q=solv").content.decode()
    assert b"No participant found" in client.get(partners + "?q=zzz").content
    for odd in ("nobody", "\x00", "x" * 5000, ""):
        assert client.post(partners, {"partner": odd}).status_code in (400, 404)
        assert client.post(of(laptops, "tender-partner-drop"), {"partner": odd}).status_code in (400, 404)
        assert client.get(partners, {"q": odd}).status_code in (200, 400)
    assert client.post(partners, {"partner": partner.slug}).status_code == 302
    theirs = manager(partner)
    assert b"Laptops with take-back" in theirs.get(url("tender-list", org=partner.slug)).content
    page = url("tender-detail", org=partner.slug, ref=laptops.ref)
    shown = theirs.get(page).content.decode()
    assert "Take my organisation off" in shown and "The notice is out" not in shown
    assert theirs.post(url("tender-leave", org=partner.slug, ref=laptops.ref)).status_code == 302
    assert theirs.get(page).status_code == 404
    tenders.name_partner(HAND, laptops, partner, at=now())
    drop = of(laptops, "tender-partner-drop")
    assert client.post(drop, {"partner": "nobody"}).status_code == 404
    assert client.post(drop, {"partner": partner.slug}).status_code == 302


def test_one_button_confirms_all(laptops):
    organization = laptops.organization
    with scope.as_system("test"):
        TenderEntry.objects.update(confirmed_on="2021-01-01")
    client, page = manager(organization), url("tender-confirm", org=organization.slug)
    assert b"All still right" in client.get(page).content
    assert client.post(page).status_code == 302
    laptops.refresh_from_db()
    assert laptops.confirmed_on == today()
    assert manager(buyer("Solvik kommune")).get(page).status_code == 404


def test_time_passed_is_said_to_its_owner_and_the_secretariat(laptops):
    with scope.as_system("test"):
        TenderEntry.objects.update(expected_from="2026-01-01", expected_until="2026-01-31")
        tender_rounds.ask_what_became(at=now())
    client = manager(laptops.organization)
    assert b"time passed, not updated" in client.get(url("tender-list", org=laptops.organization.slug)).content
    desk = client.get(reverse("deadlines:desk")).content.decode()
    assert "Say what became of the tender" in desk
    shown = browser(secretary()).get(url("tender-overview")).content.decode()
    assert "Laptops with take-back" in shown and "Without a buyer group" in shown
    assert client.get(url("tender-overview")).status_code == 403


def test_the_secretariat_enters_what_came_on_paper(vestbygd):
    answer = browser(secretary()).post(url("tender-new", org=vestbygd.slug), given())
    assert answer.status_code == 302
    row = TenderEntry.objects.get()
    assert row.on_paper
    assert b"Entered by the Secretariat" in manager(vestbygd).get(of(row)).content


@pytest.mark.parametrize("name", ["tender-list", "tender-confirm"])
def test_pages_cost_the_same_however_many_there_are(vestbygd, name):
    def cost() -> int:
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        return len(asked)

    client, page = manager(vestbygd), url(name, org=vestbygd.slug)
    partner = buyer("Solvik kommune")
    for number in range(2):
        row = tender(vestbygd, f"Tender {number}", f"May {today().year + 1}", at=now())
        tenders.name_partner(HAND, row, partner, at=now())
    few = cost()
    for number in range(12):
        row = tender(vestbygd, f"More {number}", f"Q4 {today().year + 1}", at=now())
        tenders.name_partner(HAND, row, partner, at=now())
    tender_stages.cancel(HAND, row, note="No need.", at=now())
    assert cost() == few
