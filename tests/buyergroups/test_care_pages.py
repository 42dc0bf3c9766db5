"""The pages for the care of groups by HTTP: who gets in, what comes back, what it costs."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buyergroups.actions import groups as actions
from buyergroups.actions import memberships, representatives, states
from buyergroups.models import BuyerGroup, GroupMembership, Representative
from buyergroups.queries.unjoined import everywhere
from pact.clock import now, today
from participants.models import Territory
from tests.buyergroups import make_library as library
from tests.buyergroups.make import HAND, buyer, coordinator, group, member, person
from tests.governance.make import secretary
from tests.governance.test_decisions_pages import browser

pytestmark = pytest.mark.django_db
SETTINGS = {
    **{"about": "Buyers of Norway.", "set_up": "Three meetings.", "working_language": "nb"},
    **{"other_languages": "en, sv", "website": "www.group.example", "contact_email": "group@norway.example"},
}


def url(name: str, **kwargs) -> str:
    return reverse(f"buyergroups:{name}", kwargs=kwargs or None)


def carer(made) -> Client:
    return browser(person(f"care@{made.coordination.organization.slug}.example"))


def manager(organization) -> Client:
    return browser(person(f"manager@{organization.slug}.example"))


def test_p7_a_coordinator_describes_the_group_and_everybody_reads_it():
    made = group()
    client, address = carer(made), url("group-settings", group=made.slug)
    assert "Ask the Secretariat to change them" in client.get(address).content.decode()
    for wrong, said in (
        ({"working_language": "xq"}, "We do not know the language"),
        ({"other_languages": "en, qq"}, "We do not know the language"),
        ({"website": "no address"}, "Enter the address of a website"),
        ({"contact_email": "nobody"}, "Enter an e-mail address"),
    ):
        answer = client.post(address, SETTINGS | wrong)
        assert answer.status_code == 422 and said in answer.content.decode()
        assert "Three meetings." in answer.content.decode()
    assert client.post(address, SETTINGS).status_code == 302
    public = Client().get(reverse("website:group-detail", kwargs={"slug": made.slug})).content.decode()
    for words in ("Three meetings.", "Norwegian Bokmal", "also English, Swedish", "https://www.group.example"):
        assert words in public
    inside, outside = buyer(), buyer("Bergen kommune")
    member(made, inside, now())
    assert manager(inside).get(address).status_code == 403
    assert manager(outside).get(address).status_code == 404
    assert browser(secretary()).post(address, SETTINGS | {"set_up": "Two."}).status_code == 302


def test_3_3_2_d_a_coordinator_appoints_and_ends_a_representative():
    made, inside = group(), buyer()
    member(made, inside, now())
    wg = library.working_group()
    client = carer(made)
    page = url("representative-list", group=made.slug)
    assert "The group needs at least 1 representative" in client.get(page).content.decode()
    assert "has no international representative" in client.get(url("group-detail", group=made.slug)).content.decode()
    new = url("representative-new", group=made.slug)
    facts = {"organization": inside.slug, "name": "Ann Berg", "topics": "laptops", "from_on": today().isoformat()}
    wrong = client.post(new, facts | {"organization": "somebody-else"})
    assert wrong.status_code == 422 and "Ann Berg" in wrong.content.decode()
    assert client.post(new, facts | {"working_groups": [wg.slug]}).status_code == 302
    row = Representative.objects.get()
    assert list(row.working_groups.all()) == [wg] and not row.consent_to_publish
    assert "Ann Berg" in client.get(page).content.decode()
    public = reverse("website:group-detail", kwargs={"slug": made.slug})
    assert "Ann Berg" not in Client().get(public).content.decode()
    assert client.post(new, facts).status_code == 422
    other = manager(buyer("Bergen kommune"))
    end = url("representative-end", group=made.slug, ref=row.ref)
    assert other.post(end).status_code == 404
    assert manager(inside).post(end).status_code in (403, 404)
    assert manager(inside).get(new).status_code == 403
    assert client.get(end).status_code == 405
    assert client.post(end).status_code == 302
    row.refresh_from_db()
    assert row.period.isempty or row.period.upper == today()


def test_the_secretariat_gives_a_coordinator_changes_areas_rests_wakes_and_closes():
    made = group("Iberia group", ("ES",), None)
    lisbon = buyer("Lisboa", country="PT")
    client = browser(secretary())
    record = url("group-record", group=made.slug)
    page = client.get(record).content.decode()
    assert "nobody coordinates it" in page and "its set-up is not described" in page
    areas = url("group-areas", group=made.slug)
    wrong = client.post(areas, {"area": "Spain, Atlantis"})
    assert wrong.status_code == 422 and "Atlantis" in wrong.content.decode()
    assert client.post(areas, {"area": "ES, Portugal"}).status_code == 302
    assert not GroupMembership.objects.exists()
    role = coordinator("Spain", country="ES")
    give = url("group-coordinator", group=made.slug)
    assert client.post(give, {"coordination": ""}).status_code == 422
    assert client.post(give, {"coordination": role.ref}).status_code == 302
    assert GroupMembership.objects.get().organization == lisbon
    assert client.post(give, {"coordination": role.ref}).status_code == 422
    rest, wake, close = (url("group-step", group=made.slug, step=step) for step in ("rest", "wake", "close"))
    assert client.get(url("group-step", group=made.slug, step="dance")).status_code == 404
    assert client.post(rest, {"reason": ""}).status_code == 422
    assert client.post(rest, {"reason": "An election."}).status_code == 302
    public = reverse("website:group-detail", kwargs={"slug": made.slug})
    assert "An election." in Client().get(public).content.decode()
    assert client.post(rest, {"reason": "Again."}).status_code == 422
    assert client.post(wake).status_code == 302
    assert client.post(close, {"reason": "It is over."}).status_code == 302
    assert "It is over." in Client().get(public).content.decode()
    assert made.slug not in client.get(url("group-list")).content.decode()
    assert made.slug in client.get(url("group-list") + "?state=CLOSED").content.decode()
    assert BuyerGroup.objects.get().state == "CLOSED"


def test_only_the_secretariat_keeps_groups():
    made = group()
    for client, expected in ((carer(made), 403), (manager(buyer()), 404)):
        for name in ("group-record", "group-areas", "group-coordinator"):
            assert client.get(url(name, group=made.slug)).status_code == expected
        assert client.post(url("group-step", group=made.slug, step="close"), {"reason": "x"}).status_code == expected
    for name in ("unjoined-list", "group-list", "start-up-list"):
        assert carer(made).get(url(name)).status_code == 403
    assert BuyerGroup.objects.get().state == "ACTIVE"


def test_3_3_1_who_is_not_in_a_group_of_its_area_and_why():
    made, other = group(), group("Nordic group", ("NO", "SE"))
    inside, asked, refuses = buyer(), buyer("Bergen kommune"), buyer("Oslo kommune")
    member(made, inside, now())
    memberships.ask_to_join(made, asked, at=now())
    memberships.decline(HAND, memberships.ask_to_join(made, refuses, at=now()), "We buy alone.", at=now())
    starting = group("Swedish group", ("SE",), None)
    buyer("Malmö stad", country="SE")
    rows = {(row.group.slug, row.organization.name): row.answer for row in everywhere(today())}
    assert rows == {
        (made.slug, "Bergen kommune"): "ASKED",
        (made.slug, "Oslo kommune"): "DECLINED",
        (other.slug, "Vestbygd kommune"): "ELSEWHERE",
        (other.slug, "Bergen kommune"): "NOT_ASKED",
        (other.slug, "Oslo kommune"): "NOT_ASKED",
        (other.slug, "Malmö stad"): "NOT_ASKED",
        (starting.slug, "Malmö stad"): "NOT_ASKED",
    }
    page = carer(made).get(url("group-members", group=made.slug)).content.decode()
    assert "We buy alone." in page and "Malmö" not in page
    assert "We buy alone." not in manager(inside).get(url("group-members", group=made.slug)).content.decode()
    client = browser(secretary())
    assert "We buy alone." in client.get(url("group-members", group=made.slug)).content.decode()
    listed = client.get(url("unjoined-list") + f"?group={made.slug}&answer=DECLINED").content.decode()
    assert "We buy alone." in listed and "Bergen kommune" not in listed
    assert "Nobody matches" in client.get(url("unjoined-list") + "?answer=INVITED").content.decode()
    table = client.get(url("unjoined-file", kind="csv") + f"?group={made.slug}").content.decode()
    assert "We buy alone." in table and "Malm" not in table
    assert client.get(url("unjoined-file", kind="xlsx")).content[:2] == b"PK"
    assert client.get(url("unjoined-file", kind="pdf")).status_code == 404


def test_the_list_of_groups_shows_what_is_missing_and_filters_by_it():
    made, bare = group(), group("Bare group", ("SE",))
    member(made, buyer(), now())
    representatives.appoint(
        HAND,
        made,
        made.coordination.organization,
        name="Ann",
        consent_to_publish=True,
        from_on=date(2026, 1, 1),
        at=now(),
    )
    client = browser(secretary())
    page = client.get(url("group-list")).content.decode()
    assert "no international representative" in page and "nobody is in it" in page
    listed = client.get(url("group-list") + "?missing=representative").content.decode()
    assert bare.name in listed and made.name not in listed
    assert "No group matches" in client.get(url("group-list") + "?missing=asked").content.decode()
    states.rest(HAND, bare, "A pause.", at=now())
    assert bare.name in client.get(url("group-list") + "?state=DORMANT").content.decode()


def test_questions_to_the_database_do_not_grow_with_groups_and_organizations():
    client = browser(secretary())
    made = group()
    buyer()
    addresses = [url("group-list"), url("unjoined-list"), url("start-up-list"), url("group-record", group=made.slug)]

    def asked() -> list[int]:
        found = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        return found

    before = asked()
    for number in range(3):
        another = group(f"Group {number}", ("NO", "SE"))
        member(another, buyer(f"Town {number}"), now())
        actions.set_areas(HAND, another, list(Territory.objects.filter(code__in=("NO", "DK"))), at=now())
    assert asked() == before
