"""Versions of the Pact's text: the one in force is what is shown and signed, and any two are compared (Pact 6.5)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pact.clock import today
from participants import public, queries
from participants.actions import texts
from participants.actions.entering import text_in_force
from participants.models import PactText
from tests.participants.make import AT, HAND, text

pytestmark = pytest.mark.django_db


def second(days: int, **changes):
    """A second version, so many days from today; of one clause the words are other ones, one is new, one is gone."""
    first = text()
    clauses = [dict(clause) for clause in first.clauses if clause["id"] != "6.7.2"]
    words = {"2.2.2.a": "promote the Pact far and wide", "2.1.4": "Nobody has a conflict of interest.", **changes}
    for clause in clauses:
        clause["text"] = words.get(clause["id"], clause["text"])
    clauses.append({"id": "6.8", "kind": "clause", "title": "6.8", "text": "A new <clause>."})
    facts = {"title": first.title, "valid_from": today() + timedelta(days=days), "source": "Amendment A-2027-01"}
    return texts.adopt(HAND, version=2, clauses=clauses, at=AT, **facts)


def page(name: str, query: str = "", **kwargs) -> str:
    return Client().get(reverse(f"website:{name}", kwargs=kwargs or None) + query).content.decode()


def test_6_5_2_a_version_that_is_not_yet_in_force_is_not_what_is_shown_or_signed():
    second(30)
    assert public.pact_text().version == 1
    assert text_in_force(today()).version == 1
    assert "far and wide" not in str(queries.undertakings_now())
    assert "far and wide" not in page("pact-text")
    assert "Not in force yet." in page("pact-version", version=2)
    assert "An older version." not in page("pact-version", version=1)
    assert "Nobody has a conflict" not in page("about")


def test_6_5_2_from_its_day_on_it_is():
    second(0)
    assert public.pact_text().version == 2
    assert text_in_force(today()).version == 2
    assert "far and wide" in str(queries.undertakings_now())
    assert "far and wide" in page("pact-text")
    assert "An older version." in page("pact-version", version=1)
    assert text_in_force(today() - timedelta(days=1)).version == 1


def test_of_two_versions_the_later_day_is_in_force_whatever_their_order():
    second(-10)
    assert PactText.objects.in_force(today()).first().version == 2
    assert PactText.objects.in_force(today() - timedelta(days=11)).first().version == 1


def test_any_two_versions_are_compared_clause_by_clause_and_word_by_word():
    second(30)
    shown = page("pact-compare", "?from=1&to=2")
    assert shown.count('class="diff"') == 4
    assert '<ins><span class="vh"> added: </span>A new &lt;clause&gt;.' in shown
    assert "end of removal" in shown
    assert "6.7.2" in shown
    back = page("pact-compare", "?from=2&to=1")
    assert '<del><span class="vh"> removed: </span>A new &lt;clause&gt;.' in back
    assert "Both versions read the same." in page("pact-compare", "?from=2&to=2")
    assert shown == page("pact-compare") or "6.8" in page("pact-compare")


@pytest.mark.parametrize("query", ["?from=1&to=9", "?from=x&to=1", "?from=²&to=1", "?from=1&to=-1", "?from=9"])
def test_versions_that_are_not_there(query):
    second(30)
    assert Client().get(reverse("website:pact-compare") + query).status_code == 404


def test_one_version_alone_has_nothing_to_compare():
    text()
    assert "There is one version so far." in page("pact-compare")
