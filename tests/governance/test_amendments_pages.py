"""Amendments by HTTP (Pact 6.5): requesting with a preview, answering, the Secretariat's pages, what the world sees."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from governance.actions import amendments, closing, rounds
from governance.models import Amendment, Consent
from pact.clock import now, today
from tests.governance.make import (
    CLAUSE,
    cast_all,
    committee,
    participant,
    person,
    request,
    secretary,
    staff,
    voter,
)
from tests.governance.test_decisions_pages import browser, queries_of, url
from tests.participants import make

pytestmark = pytest.mark.django_db


def user_of(organization):
    return person(f"vote@{organization.slug}.example")


def day(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


@pytest.fixture
def terms():
    return committee(5)


@pytest.fixture
def ours(terms):
    return participant("Alfa", at=now())


def asked(organization, **facts):
    return request(organization, at=now(), from_on=today() + timedelta(days=120), **facts)


def running(terms, organization, **facts):
    amendment = asked(organization, **facts)
    matter = amendments.put_before_committee(staff(), amendment, closes_on=today() + timedelta(days=40), at=now())
    from governance.actions import decisions
    from tests.governance.make import HAND

    decision = decisions.open_for_day(HAND, matter, closes_on=today() + timedelta(days=7), at=now())
    cast_all(decision, terms, "YYYYY", at=now())
    amendment.refresh_from_db()
    return amendment


NEW = f"?clause={CLAUSE}&rule=sc.max&new=1"


def written(organization, **changes):
    from governance.queries.amendments import newest_text

    old = {one["id"]: one["text"] for one in newest_text().clauses}[CLAUSE]
    return {
        f"words-{CLAUSE}": old.replace("eleven", "thirteen").replace("11", "13") + " Really.",
        "address-1": "6.5.3",
        "new-1": "Amendments are public.",
        "value-sc.max": "13",
        "sentence-sc.max": "The Steering Committee has at most thirteen members.",
        "title": "More seats",
        "reasons": "The Pact grew.",
        "in_force_from": day(120),
        **changes,
    }


def test_a_request_is_written_looked_at_and_sent(ours):
    client, where = browser(user_of(ours)), url("amendment-new", org=ours.slug)
    page = client.get(where).content.decode()
    assert "5.1.3:" in page
    assert "The Steering Committee has at most eleven members." in page
    assert "fee.initial" not in page
    assert "Clause 5.1.3" in client.get(where + NEW).content.decode()
    preview = client.post(where + NEW, {**written(ours), "step": "preview"}).content.decode()
    assert "Send the request" in preview
    assert "<ins>" in preview
    assert not Amendment.objects.exists()
    answer = client.post(where + NEW, {**written(ours), "step": "send"})
    made = Amendment.objects.get()
    assert answer["Location"] == reverse("website:amendment-detail", args=[made.number])
    assert made.rule_changes[0]["value"] == 13
    assert [change["clause"] for change in made.changes] == [CLAUSE, "6.5.3"]
    public = Client().get(answer["Location"]).content.decode()
    assert "More seats" in public
    assert "The Pact grew." in public
    assert user_of(ours).name not in public


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value-sc.max": "many"}, "Enter a whole number of at least 1"),
        ({"value-sc.max": "11"}, "This is the value that rules now"),
        ({"address-1": "5.1.3"}, "Clause 5.1.3 exists"),
        ({"address-1": "hello"}, "Write an address like 6.5.3"),
        ({"in_force_from": day(3)}, "Choose a day after"),
        ({"in_force_from": "soon"}, "Enter a day, like"),
        ({"title": ""}, "Say in a few words"),
        ({"reasons": "x" * 9000}, "at most 8,000 characters"),
        ({"sentence-sc.max": ""}, "Write the rule in one sentence"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_lost(ours, changes, sentence):
    client, where = browser(user_of(ours)), url("amendment-new", org=ours.slug)
    answer = client.post(where + NEW, {**written(ours, **changes), "step": "send"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Amendments are public." in page
    assert not Amendment.objects.exists()


def test_words_that_stay_the_same_are_no_change(ours):
    from governance.queries.amendments import newest_text

    client, where = browser(user_of(ours)), url("amendment-new", org=ours.slug)
    same = {one["id"]: one["text"] for one in newest_text().clauses}[CLAUSE]
    answer = client.post(where + NEW, {**written(ours, **{f"words-{CLAUSE}": same}), "step": "send"})
    assert "It reads as before" in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["?clause=99.9", "?rule=fee.initial&new=1", "?new=77", "?new=0", "?clause=5.1.3&new=x"]
)
def test_odd_choices_are_asked_again(ours, query):
    answer = browser(user_of(ours)).get(url("amendment-new", org=ours.slug) + query)
    assert answer.status_code == 200
    assert "Write the new words" in answer.content.decode()


def test_who_may_not_vote_may_read_and_not_request(ours):
    client = browser(person("editor@alfa.example", role="EDITOR", organization=ours))
    assert client.get(url("organization-amendments", org=ours.slug)).status_code == 200
    assert client.get(url("amendment-new", org=ours.slug)).status_code == 403
    stranger = browser(person("else@beta.example", role="VOTER", organization=make.organization("Beta")))
    for name in ("organization-amendments", "amendment-new"):
        assert stranger.get(url(name, org=ours.slug)).status_code == 404


def test_an_organization_answers_changes_and_takes_back(terms, ours):
    amendment = running(terms, ours)
    client, where = browser(user_of(ours)), url("amendment-answer", org=ours.slug, number=amendment.number)
    page = client.get(where).content.decode()
    assert "Needs 1 more" in page
    assert "We agree" in page
    assert "Choose one of the three answers." in client.post(where, {"capacity": "Head"}).content.decode()
    answer = client.post(where, {"position": "CONSENT", "capacity": "Head"}, follow=True).content.decode()
    assert "Your answer is counted" in answer
    assert "Change our answer" in answer
    assert Consent.objects.get().capacity == "Head"
    client.post(url("amendment-answer-withdraw", org=ours.slug, number=amendment.number))
    assert Consent.objects.get().withdrawn_at
    assert Client().post(where).status_code == 302


def test_others_do_not_answer_for_an_organization(terms, ours):
    amendment, other = running(terms, ours), participant("Beta", at=now())
    where = url("amendment-answer", org=ours.slug, number=amendment.number)
    given = {"position": "CONSENT", "capacity": "x"}
    assert browser(user_of(other)).post(where, given).status_code == 404
    assert browser(secretary()).post(where, given).status_code == 403
    editor = person("editor@alfa.example", role="EDITOR", organization=ours)
    assert browser(editor).post(where, given).status_code == 403
    assert browser(user_of(ours)).get(url("amendment-answer", org=ours.slug, number="A-1999-01")).status_code == 404


def test_the_secretariat_puts_it_before_the_committee_or_returns_it(terms, ours):
    amendment, client = asked(ours), browser(secretary())
    assert amendment.number in client.get(url("amendment-list")).content.decode()
    where = url("amendment-detail", number=amendment.number)
    assert "Put it before the committee" in client.get(where).content.decode()
    answer = client.post(url("amendment-put", number=amendment.number), {"put-closes_on": day(3)})
    assert (answer.status_code, "15 days" in answer.content.decode()) == (422, True)
    answer = client.post(url("amendment-put", number=amendment.number), {"put-closes_on": day(40)})
    assert "/committee/matters/" in answer["Location"]
    assert "Open the vote" in client.get(where).content.decode()
    answer = client.post(url("amendment-return", number=amendment.number), {"back-answer": ""})
    assert (answer.status_code, "what is unclear" in answer.content.decode()) == (422, True)
    client.post(url("amendment-return", number=amendment.number), {"back-answer": "From when on?"})
    assert (
        "From when on?" in Client().get(reverse("website:amendment-detail", args=[amendment.number])).content.decode()
    )
    again = browser(user_of(ours)).get(url("amendment-new", org=ours.slug) + f"?follows={amendment.number}")
    assert "From when on?" in again.content.decode()
    assert browser(user_of(ours)).get(where).status_code == 404
    assert browser(user_of(ours)).get(url("amendment-list")).status_code == 403


def test_who_agreed_is_public_only_after_the_closing(terms, ours):
    other = participant("Beta", at=now())
    amendment = running(terms, ours)
    rounds.answer(voter(ours), amendment.round, ours, "CONSENT", capacity="Head", at=now())
    where = reverse("website:amendment-detail", args=[amendment.number])
    page = Client().get(where).content.decode()
    assert "Needs 1 more" in page
    assert "1 of 2 participants agree; 2 are needed" in page
    assert "Who agreed" not in page
    closing.close_due(at=now() + timedelta(days=42))
    page = Client().get(where).content.decode()
    assert "Who agreed" in page
    assert other.name in page
    assert "no answer" in page


def test_public_pages_without_anything_and_with_odd_addresses():
    assert "No amendment so far." in Client().get(reverse("website:amendment-list")).content.decode()
    assert Client().get(reverse("website:amendment-detail", args=["A-2027-99"])).status_code == 404


def test_who_asked_withdraws_by_a_button(ours):
    amendment = asked(ours)
    client = browser(user_of(ours))
    assert f"Withdraw {amendment.number}" in client.get(url("organization-amendments", org=ours.slug)).content.decode()
    client.post(url("amendment-withdraw", org=ours.slug, number=amendment.number))
    amendment.refresh_from_db()
    assert amendment.state == "WITHDRAWN"
    other = participant("Beta", at=now())
    answer = browser(user_of(other)).post(url("amendment-withdraw", org=other.slug, number=amendment.number))
    assert answer.status_code == 404


def test_lists_ask_as_often_for_twenty_as_for_two(terms, ours):
    client, desk = browser(user_of(ours)), browser(secretary())
    running(terms, ours)
    asked(ours, title="Second")
    pages = [
        (client, url("organization-amendments", org=ours.slug)),
        (desk, url("amendment-list")),
        (Client(), reverse("website:amendment-list")),
    ]
    few = [queries_of(one, where) for one, where in pages]
    for number in range(8):
        asked(ours, title=f"Number {number}")
    assert [queries_of(one, where) for one, where in pages] == few
