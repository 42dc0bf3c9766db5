"""The public profile: looked at before it is published, a mailbox only where it is ticked, never a person's (6.1.3)."""

import pytest

from pact.access import CannotNow
from participants import public, queries
from participants.actions import organizations
from participants.models import Organization
from tests.participants.conftest import person
from tests.participants.make import AT, HAND

pytestmark = pytest.mark.django_db
PAGE = "/o/vestbygd-kommune/profile/"
PUBLIC = "/participants/vestbygd-kommune/"
FACTS = {
    "name": "Vestbygd kommune",
    "name_en": "Vestbygd Municipality",
    "city": "Vestbygd",
    "website": "vestbygd.example",
    "contact_function": "Procurement department",
    "contact_email": "innkjop@vestbygd.example",
}


def test_it_is_shown_as_the_public_will_see_it_and_nothing_is_saved(manager, visitor):
    look = manager.post(PAGE, {**FACTS, "contact_public": "on", "do": "look"}).content.decode()
    assert "As the public will see it" in look
    assert "Not saved yet." in look
    assert 'href="mailto:innkjop@vestbygd.example"' in look
    assert Organization.objects.get(slug="vestbygd-kommune").city == ""
    assert "innkjop" not in visitor.get(PUBLIC).content.decode()
    assert 'value="Vestbygd Municipality"' in look, "nothing typed is lost"
    assert "checked" in look


def test_the_preview_and_the_public_page_are_drawn_from_the_same_parts(manager, visitor):
    look = manager.post(PAGE, {**FACTS, "contact_public": "on", "do": "look"})
    manager.post(PAGE, {**FACTS, "contact_public": "on"})
    parts = {"website/_participant_name.html", "website/_participant_facts.html"}
    for answer in (look, visitor.get(PUBLIC)):
        assert parts <= {template.name for template in answer.templates}
        assert "Vestbygd Municipality" in answer.content.decode()


def test_a_mailbox_is_public_only_when_it_is_ticked(manager, visitor, vestbygd):
    manager.post(PAGE, FACTS)
    assert Organization.objects.get(pk=vestbygd.pk).contact_email == "innkjop@vestbygd.example"
    assert public.participant(vestbygd.slug).contact_email == ""
    assert "not public" in manager.get("/o/vestbygd-kommune/").content.decode()
    manager.post(PAGE, {**FACTS, "contact_public": "on"})
    assert "innkjop@vestbygd.example" in visitor.get(PUBLIC).content.decode()
    manager.post(PAGE, FACTS)
    assert "innkjop@vestbygd.example" not in visitor.get(PUBLIC).content.decode()


def test_6_1_3_the_address_of_a_person_is_never_published(manager, vestbygd):
    given = {**FACTS, "contact_email": "Ingrid@vestbygd.example", "contact_public": "on"}
    page = manager.post(PAGE, given).content.decode()
    assert "This is the address of Ingrid. Enter a shared mailbox" in page
    with pytest.raises(CannotNow, match=r"6\.1\.3"):
        organizations.describe(HAND, vestbygd, at=AT, contact_email="ingrid@vestbygd.example", contact_public=True)
    assert manager.post(PAGE, {**given, "contact_public": ""}).status_code == 302, "the Secretariat may have it"


def test_a_tick_without_a_mailbox_is_said_at_the_field(manager):
    page = manager.post(PAGE, {**FACTS, "contact_email": "", "contact_public": "on"}).content.decode()
    assert "Enter the mailbox that you want to show" in page
    wrong = manager.post(PAGE, {**FACTS, "contact_email": "innkjop", "contact_public": "on", "do": "look"})
    assert b"Enter an e-mail address" in wrong.content
    assert b"Not saved yet." not in wrong.content


def test_the_overview_measures_how_much_of_the_profile_is_there(manager, vestbygd):
    assert "20%" in manager.get("/o/vestbygd-kommune/").content.decode().replace("\u00a0", "")
    manager.post(PAGE, {**FACTS, "contact_public": "on"})
    page = manager.get("/o/vestbygd-kommune/").content.decode().replace("\u00a0", "")
    assert "100%" in page
    assert "Complete your public profile" not in page
    found = queries.completeness(Organization.objects.get(pk=vestbygd.pk))
    assert (found.filled, found.total, found.missing) == (5, 5, ())


def test_another_tenant_looks_at_nothing(stranger, viewer, visitor, vestbygd):
    facts = {**FACTS, "do": "look"}
    assert [client.post(PAGE, facts).status_code for client in (stranger, viewer, visitor)] == [404, 403, 302]


def test_an_address_is_known_however_it_is_written(vestbygd):
    person("per@vestbygd.example", vestbygd, "EDITOR")
    assert queries.whose_address(vestbygd, "PER@vestbygd.example", AT.date()) == "Per"
    assert queries.whose_address(vestbygd, "", AT.date()) == ""
    assert queries.whose_address(vestbygd, "innkjop@vestbygd.example", AT.date()) == ""
