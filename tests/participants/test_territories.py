"""The tree of areas: what a code may be, and the Secretariat's pages."""

import pytest
from django.urls import reverse

from participants.models import Territory
from participants.rules import territory_problems
from tests.buyergroups.make import buyer, world
from tests.governance.make import person, secretary
from tests.governance.test_decisions_pages import browser

IN_NORWAY = ["WORLD", "NO"]


@pytest.mark.parametrize(
    "kind, code, parent_kind, lineage, fields",
    [
        ("COUNTRY", "XK", "WORLD", ["WORLD"], []),
        ("COUNTRY", "XKX", "WORLD", ["WORLD"], ["code"]),
        ("COUNTRY", "XK", "COUNTRY", IN_NORWAY, ["parent"]),
        ("WORLD", "NORDIC", "WORLD", ["WORLD"], []),
        ("WORLD", "NO", "WORLD", ["WORLD"], ["code"]),
        ("WORLD", "NO-03", "WORLD", ["WORLD"], ["code"]),
        ("WORLD", "NORDIC", "", [], ["parent"]),
        ("REGION", "NO-03", "COUNTRY", IN_NORWAY, []),
        ("REGION", "SE-03", "COUNTRY", IN_NORWAY, ["code"]),
        ("REGION", "no-03", "COUNTRY", IN_NORWAY, ["code"]),
        ("REGION", "NO-03", "WORLD", ["WORLD"], ["parent"]),
        ("MUNICIPALITY", "NO-3301", "REGION", [*IN_NORWAY, "NO-33"], []),
        ("MUNICIPALITY", "NO-", "REGION", [*IN_NORWAY, "NO-33"], ["code"]),
        ("MUNICIPALITY", "NO-3301", "MUNICIPALITY", [*IN_NORWAY, "NO-3301"], ["parent", "parent"]),
    ],
)
def test_3_3_1_a_code_says_what_an_area_is(kind, code, parent_kind, lineage, fields):
    assert [field for field, _sentence in territory_problems(kind, code, parent_kind, lineage)] == fields


def url(name: str, **kwargs) -> str:
    return reverse(f"participants:territory-{name}", kwargs=kwargs or None)


@pytest.mark.django_db
def test_the_secretariat_walks_the_tree_searches_it_and_adds_to_it():
    world()
    client = browser(secretary())
    assert "areas in World" in client.get(url("list")).content.decode()
    assert "NO-03" in client.get(url("list") + "?in=NO").content.decode()
    assert "Belgium" in client.get(url("list") + "?q=belg").content.decode()
    assert "No area matches" in client.get(url("list") + "?q=atlantis").content.decode()
    town = {"name": "Vestbygd", "kind": "MUNICIPALITY", "parent": "NO-03", "code": "no-3999"}
    wrong = client.post(url("new"), {**town, "code": "SE-1", "parent": "Atlantis"})
    assert wrong.status_code == 422
    assert "We know no area of this name" in wrong.content.decode()
    assert "Vestbygd" in wrong.content.decode()
    assert client.post(url("new"), town).status_code == 302
    assert Territory.objects.get(code="NO-3999").lineage == ["WORLD", "NO", "NO-03", "NO-3999"]
    again = client.post(url("new"), town)
    assert again.status_code == 422 and "already" in again.content.decode()
    moved = client.post(url("detail", code="NO-3999"), {"name": "Vestbygd", "parent": "NO"})
    assert moved.status_code == 302
    assert Territory.objects.get(code="NO-3999").lineage == ["WORLD", "NO", "NO-3999"]
    assert "ISO 3166" in client.get(url("detail", code="NO")).content.decode()
    assert client.post(url("detail", code="NO"), {"name": "Norge", "parent": "WORLD"}).status_code == 409


@pytest.mark.django_db
def test_nobody_else_opens_the_tree():
    world()
    outsider = person(f"manager@{buyer().slug}.example")
    assert browser(outsider).get(url("list")).status_code == 403
