"""The pages of groups by HTTP: who gets in, what comes back, how often the database is asked."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buyergroups.actions import memberships
from buyergroups.models import BuyerGroup, GroupMembership, UsersServed
from pact.access import Actor, scope
from pact.clock import now, today
from tests.buyergroups.make import buyer, coordinator, group, member, person, users
from tests.governance.make import secretary
from tests.governance.test_decisions_pages import browser
from tests.participants import make

pytestmark = pytest.mark.django_db
CLEAR = {"makes_ict": "NO", "sells_ict": "NO", "owned_by_ict": "NO", "represents_ict": "NO"}
OUTSIDER = {
    "name": "Repair Institute", "country": "NL", "legal_kind": "NON_PROFIT", "kind": "OBSERVER", "evidence": "Website",
    **CLEAR,
}  # fmt: skip


def url(name: str, **kwargs) -> str:
    return reverse(f"buyergroups:{name}", kwargs=kwargs or None)


def carer(made) -> Client:
    return browser(person(f"care@{made.coordination.organization.slug}.example"))


def manager(organization) -> Client:
    return browser(person(f"manager@{organization.slug}.example"))


def text(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", ["group-detail", "group-members", "group-users"])
def test_a_group_is_found_by_those_in_it_and_the_secretariat_only(name):
    made = group()
    inside, outside = buyer(), buyer("Bergen kommune")
    member(made, inside, now())
    address = url(name, group=made.slug)
    assert carer(made).get(address).status_code == 200
    assert manager(inside).get(address).status_code == 200
    assert browser(secretary()).get(address).status_code == 200
    assert manager(outside).get(address).status_code == 404
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("name", ["member-admit", "group-users-confirm", "member-users"])
def test_members_see_and_do_not_coordinate(name):
    made = group()
    inside = buyer()
    membership = member(made, inside, now())
    kwargs = {"group": made.slug, **({"ref": membership.ref} if name == "member-users" else {})}
    answer = manager(inside).post(url(name, **kwargs))
    assert answer.status_code == (404 if name == "member-users" else 403)
    assert manager(buyer("Bergen")).post(url(name, **kwargs)).status_code == 404
    page = text(manager(inside), url("group-members", group=made.slug))
    assert "Admit an organisation" not in page


def test_a_manager_answers_the_question_to_join():
    made = group()
    inside = buyer()
    asked = memberships.ask_to_join(made, inside, at=now())
    client = manager(inside)
    assert "You are asked to join" in text(client, url("membership-list", org=inside.slug))
    address = {"org": inside.slug, "ref": asked.ref}
    assert "Join the Norway group?" in text(client, url("membership-answer", **address))
    answer = client.post(url("membership-decline", **address), {"reason": " "})
    assert answer.status_code == 422
    assert "Say in a few words" in answer.content.decode()
    assert "go to the group's coordinator" in text(client, url("membership-answer", **address))
    for _ in range(2):
        answer = client.post(url("membership-join", **address), follow=True)
        assert "is now a member of the Norway group" in answer.content.decode()
    assert "This question is answered" in text(client, url("membership-answer", **address))


def test_whoever_visits_sees_the_question_and_no_link_that_only_its_own_people_may_follow():
    made, inside = group(), buyer()
    asked = memberships.ask_to_join(made, inside, at=now())
    address = url("membership-answer", org=inside.slug, ref=asked.ref)
    page = text(browser(secretary()), url("membership-list", org=inside.slug))
    assert "Norway group" in page
    assert address not in page
    assert address in text(manager(inside), url("membership-list", org=inside.slug))


def test_somebody_elses_question_is_not_there():
    made = group()
    asked = memberships.ask_to_join(made, buyer(), at=now())
    other = buyer("Bergen kommune")
    for org in ("vestbygd-kommune", other.slug):
        address = {"org": org, "ref": asked.ref}
        assert manager(other).get(url("membership-answer", **address)).status_code == 404
        assert manager(other).post(url("membership-join", **address)).status_code == 404
    assert GroupMembership.objects.get().state == "ASKED"


@pytest.mark.parametrize("step", ["membership-join", "membership-decline"])
def test_steps_answer_post_only(step):
    made = group()
    inside = buyer()
    asked = memberships.ask_to_join(made, inside, at=now())
    assert manager(inside).get(url(step, org=inside.slug, ref=asked.ref)).status_code == 405
    assert carer(made).get(url("group-users-confirm", group=made.slug)).status_code == 405


def test_the_reasons_of_those_who_do_not_join_are_seen_by_the_coordinator():
    made = group()
    inside, other = buyer(), buyer("Bergen kommune")
    member(made, inside, now())
    asked = memberships.ask_to_join(made, other, at=now())
    manager(other).post(url("membership-decline", org=other.slug, ref=asked.ref), {"reason": "We wait."})
    assert "We wait." in text(carer(made), url("group-members", group=made.slug))
    assert "We wait." not in text(manager(inside), url("group-members", group=made.slug))


def test_a_coordinator_admits_an_observer():
    made = group()
    answer = carer(made).post(url("member-admit", group=made.slug), OUTSIDER, follow=True)
    assert "Repair Institute is in the group now." in answer.content.decode()
    assert "conflict of interest checked" in answer.content.decode()


def test_2_1_4_a_coordinator_checks_an_observer_again():
    made = group()
    client = carer(made)
    client.post(url("member-admit", group=made.slug), OUTSIDER)
    membership = GroupMembership.objects.get(basis="NON_PARTICIPANT")
    address = url("member-check", group=made.slug, ref=membership.ref)
    assert text(client, address).count("The last answer: No.") == 4
    assert client.post(address, {"makes_ict": "NO"}).status_code == 422
    given = {name: value for name, value in OUTSIDER.items() if name not in ("name", "country", "legal_kind", "kind")}
    answer = client.post(address, given, follow=True)
    assert "The check is good for twelve months" in answer.content.decode().replace("; the check", ". The check")
    assert client.post(address, {**given, "owned_by_ict": "UNSURE"}).status_code == 302
    assert "The Steering Committee decides about the last check" in text(client, address)
    assert "with the Steering Committee" in text(client, url("group-members", group=made.slug))
    assert carer(group("Other group", codes=("NL",))).get(address).status_code == 404


def test_a_conflict_is_refused_with_a_way_to_support_and_nothing_typed_is_lost():
    made = group()
    answer = carer(made).post(
        url("member-admit", group=made.slug), {**OUTSIDER, "sells_ict": "YES", "legal_kind": "PRIVATE_COMPANY"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Repair Institute cannot join, not even as an observer." in page
    assert reverse("participants:support") in page
    assert 'value="Repair Institute"' in page


def test_a_doubt_says_who_decides():
    made = group()
    given = {**OUTSIDER, "owned_by_ict": "UNSURE"}
    answer = carer(made).post(url("member-admit", group=made.slug), given, follow=True)
    assert "In doubt the Steering Committee decides about Repair Institute" in answer.content.decode()
    assert "the Steering Committee decides about a doubt" in answer.content.decode()
    assert not GroupMembership.objects.filter(state="ACTIVE").exists()


def test_an_empty_form_asks_for_each_answer():
    made = group()
    page = carer(made).post(url("member-admit", group=made.slug), {"name": "X"}).content.decode()
    assert page.count("Choose yes, no or not sure") >= 4


def test_users_served_are_stated_by_the_organization():
    group()
    inside = buyer()
    client = manager(inside)
    address = url("users-state", org=inside.slug)
    good = {"users_total": "3 200", "laptop_users": "3.000", "as_of": today().isoformat(), "source": "MEASURED"}
    for wrong, words in (
        ({"users_total": "many"}, "as a whole number"),
        ({"users_total": "-5"}, "as a whole number"),
        ({"users_total": "99999999999999"}, "as a whole number"),
        ({"laptop_users": "4000"}, "cannot be fewer than laptop users"),
        ({"as_of": "1 March 2099"}, "today or an earlier day"),
        ({"source": ""}, "measured or estimated"),
    ):
        answer = client.post(address, {**good, **wrong})
        assert (answer.status_code, words in answer.content.decode()) == (422, True)
        assert f'value="{wrong.get("users_total", "3 200")}"' in answer.content.decode()
    assert client.post(address, good).status_code == 302
    assert UsersServed.objects.get().users_total == 3200
    assert manager(buyer("Bergen")).post(address, good).status_code == 404


def test_the_coordinator_enters_users_for_a_member_counted_elsewhere():
    made = group()
    central, school = buyer("Central buyer"), buyer("School")
    member(made, central, now())
    membership = member(made, school, now())
    users(central, 1000)
    address = url("member-users", group=made.slug, ref=membership.ref)
    good = {"users_total": "200", "as_of": today().isoformat(), "source": "ESTIMATED", "served_via": central.slug}
    assert carer(made).post(address, good).status_code == 302
    assert "counted by" in text(carer(made), url("group-users", group=made.slug))
    own = url("users-state", org=school.slug)
    assert "Your users are counted by Central buyer." in text(manager(school), own)
    assert 'value="200"' in text(manager(school), own)
    manager(school).post(own, {"users_total": "210", "as_of": today().isoformat(), "source": "MEASURED"})
    assert UsersServed.objects.latest(today()).get(organization=school).served_via == central
    assert carer(made).post(address, {**good, "served_via": "vestbygd"}).status_code == 422
    assert carer(group("Dutch group", ("NL",))).get(address).status_code == 404


def test_one_button_confirms_every_figure():
    made = group()
    member(made, buyer(), now())
    users(buyer("Bergen"), 5)
    answer = carer(made).post(url("group-users-confirm", group=made.slug), follow=True)
    assert "0 figures are confirmed" in answer.content.decode()


def test_the_secretariat_founds_a_group():
    group()
    coordination = coordinator("Sweden")
    client = browser(secretary())
    assert "Norway group" in text(client, url("group-list"))
    good = {
        "name": "Sweden group", "area": "Sweden, dk", "coordination": coordination.ref, "working_language": "sv",
        "founded_on": today().isoformat(), "about": "", "contact_email": "",
    }  # fmt: skip
    for wrong, words in (
        ({"area": "Atlantis"}, "We do not know “Atlantis”"),
        ({"name": "norway GROUP"}, "There is a group with this name"),
        ({"founded_on": "1 March 2099"}, "today or an earlier day"),
    ):
        answer = client.post(url("group-new"), {**good, **wrong})
        assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert client.post(url("group-new"), good).status_code == 302
    made = BuyerGroup.objects.get(slug="sweden-group")
    assert (made.state, sorted(row.territory.code for row in made.territories.all())) == ("ACTIVE", ["DK", "SE"])


@pytest.mark.parametrize("name", ["group-list", "group-new"])
def test_all_groups_are_the_secretariats_page(name):
    made = group()
    assert carer(made).get(url(name)).status_code in (302, 403)
    assert Client().get(url(name)).status_code == 302
    assert browser(secretary(), mfa=False).get(url(name)).status_code == 302


GROWING = ("group-detail", "group-members", "group-users", "group-list")


@pytest.fixture(scope="module")
def asked(django_db_setup, django_db_blocker):
    """How often each page asks the database about five members, and about fifty: they join once for all pages."""
    counts = []
    with django_db_blocker.unblock(), transaction.atomic(), scope.entered(Actor.hand("test")):
        made = group()
        readers = {name: browser(secretary()) if name == "group-list" else carer(made) for name in GROWING}
        for size in (range(5), range(5, 50)):
            for number in size:
                organization = make.founder(f"Town {number}", country="NO").organization
                member(made, organization, now())
                users(organization, number)
            counts.append({name: queries(reader, name, made) for name, reader in readers.items()})
        transaction.set_rollback(True)
    return counts


def queries(client, name: str, made) -> int:
    address = url(name) if name == "group-list" else url(name, group=made.slug)
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", GROWING)
def test_fifty_members_ask_as_often_as_five(asked, name):
    five, fifty = asked
    assert five[name] == fifty[name]
