"""The decision room by HTTP: who gets in, what a member sees, what a step answers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.models import Vote
from pact.clock import now
from tests.governance.make import cast_all, committee, matter, person, secretary, vote
from tests.participants import make

pytestmark = pytest.mark.django_db
MFA = [{"method": "mfa"}]


def browser(user, *, mfa: bool = True) -> Client:
    client = Client()
    client.force_login(user)
    if mfa:
        session = client.session
        session["account_authentication_methods"] = MFA
        session.save()
    return client


def url(name: str, **kwargs) -> str:
    return reverse(f"governance:{name}", kwargs=kwargs or None)


def a_vote(title="Approve the guideline?", **facts):
    return vote(title, at=now(), closes_at=now() + timedelta(days=5), **facts)


def test_a_member_votes_on_one_page_and_may_change_it():
    terms = committee(5)
    decision = a_vote()
    client = browser(terms[0].user)
    assert decision.question in client.get(url("decision-room")).content.decode()
    page = client.get(url("decision-detail", ref=decision.ref)).content.decode()
    assert "Cast my vote" in page
    answer = client.post(url("decision-cast", ref=decision.ref), {"choice": "NO", "remark": "Not yet"}, follow=True)
    assert "Your vote is recorded" in answer.content.decode()
    assert "Change my vote" in answer.content.decode()
    client.post(url("decision-cast", ref=decision.ref), {"choice": "YES", "remark": ""})
    assert [row.choice for row in Vote.objects.all()] == ["YES"]


def test_a_ballot_without_a_choice_keeps_the_remark():
    terms = committee(5)
    decision = a_vote()
    answer = browser(terms[0].user).post(url("decision-cast", ref=decision.ref), {"remark": "I doubt <it>"})
    assert answer.status_code == 422
    assert "Choose in favour, against or abstain." in answer.content.decode()
    assert "I doubt &lt;it&gt;" in answer.content.decode()


def test_an_interest_without_a_reason_is_asked_for_and_nothing_is_recorded():
    terms = committee(5)
    decision = a_vote()
    client = browser(terms[1].user)
    answer = client.post(url("decision-recuse", ref=decision.ref), {"recusal-reason": ""})
    assert answer.status_code == 422
    assert "Say in one sentence what the interest is." in answer.content.decode()
    client.post(url("decision-recuse", ref=decision.ref), {"recusal-reason": "We own shares."})
    page = client.get(url("decision-detail", ref=decision.ref)).content.decode()
    assert "You do not take part in this vote." in page
    assert "Cast my vote" not in page


def test_a_member_cannot_take_another_one_out_by_changing_the_form():
    terms = committee(5)
    decision = a_vote()
    given = {"recusal-organization": terms[2].organization_id, "recusal-reason": "Away with it."}
    assert browser(terms[1].user).post(url("decision-recuse", ref=decision.ref), given).status_code == 422
    assert not decision.electors.filter(recused=True).exists()


def test_the_secretariat_records_a_members_interest():
    terms = committee(5)
    decision = a_vote()
    given = {"recusal-organization": terms[1].organization_id, "recusal-reason": "Told by telephone."}
    client = browser(secretary())
    assert client.post(url("decision-recuse", ref=decision.ref), {"recusal-reason": "x"}).status_code == 422
    assert client.post(url("decision-recuse", ref=decision.ref), given).status_code == 302
    assert decision.electors.get(recused=True).organization_id == terms[1].organization_id


@pytest.mark.parametrize("who", ["stranger", "coordinator"])
def test_everybody_else_finds_nothing(who):
    committee(5)
    decision = a_vote()
    somebody = person(f"{who}@town.example", role="MANAGER", organization=make.organization("Town"))
    client = browser(somebody)
    assert client.get(url("decision-detail", ref=decision.ref)).status_code == 404
    assert client.post(url("decision-cast", ref=decision.ref), {"choice": "YES"}).status_code == 404
    assert client.get(url("decision-room")).status_code == 403
    assert client.get(url("seat-list")).status_code == 403


def test_visitors_are_asked_to_sign_in_and_members_for_the_second_factor():
    terms = committee(5)
    decision = a_vote()
    assert Client().get(url("decision-detail", ref=decision.ref)).status_code == 302
    answer = browser(terms[0].user, mfa=False).get(url("decision-detail", ref=decision.ref))
    assert answer["Location"] == reverse("mfa_index")


def test_the_secretariat_reads_and_does_not_vote():
    committee(5)
    decision = a_vote()
    client = browser(secretary())
    assert "Cast my vote" not in client.get(url("decision-detail", ref=decision.ref)).content.decode()
    answer = client.post(url("decision-cast", ref=decision.ref), {"choice": "YES"})
    assert answer.status_code == 403
    assert "§5.1.3 of the Pact" in answer.content.decode()


@pytest.mark.parametrize("step", ["decision-cast", "decision-recuse", "decision-close"])
def test_steps_answer_post_only(step):
    terms = committee(5)
    assert browser(terms[0].user).get(url(step, ref=a_vote().ref)).status_code == 405


def test_a_vote_against_is_closed_with_its_reasons_and_twice_gives_the_same_page():
    terms = committee(5)
    decision = cast_all(a_vote(), terms, "NNNNN", at=now())
    client = browser(terms[0].user)
    assert "Close the vote" in client.get(url("decision-detail", ref=decision.ref)).content.decode()
    assert client.post(url("decision-close", ref=decision.ref), {"close-reasons": ""}).status_code == 409
    for _ in range(2):
        answer = client.post(url("decision-close", ref=decision.ref), {"close-reasons": "Too early."})
        assert answer["Location"] == url("decision-detail", ref=decision.ref)
    page = client.get(url("decision-detail", ref=decision.ref)).content.decode()
    assert "Too early." in page
    assert "SC-20" in page
    assert browser(terms[1].user).post(url("decision-close", ref=decision.ref)).status_code == 403


def test_an_application_is_put_to_the_vote_by_the_secretariat_and_decided_by_the_members():
    terms = committee(5)
    application = make.with_committee(at=now())
    where = url("application-vote-open", ref=application.ref)
    assert browser(terms[0].user).get(where).status_code == 403
    client = browser(secretary())
    assert client.get(where).status_code == 200
    answer = client.post(where, {"closes_on": "1 March 2020"})
    assert answer.status_code == 422
    assert "Choose today or a later day." in answer.content.decode()
    assert client.post(where, {"closes_on": (now() + timedelta(days=7)).date().isoformat()}).status_code == 302
    page = browser(terms[1].user).get(url("decision-room"))
    decision = page.context["room"].waiting[0].decision
    file = browser(terms[1].user).get(url("decision-detail", ref=decision.ref)).content.decode()
    assert "Criterion c" in file
    assert browser(terms[1].user).get(url("matter-open", ref=decision.matter.ref), follow=True).status_code == 200


def test_the_secretariat_opens_a_vote_on_any_matter():
    terms = committee(5)
    asked = matter("Approve the report?")
    client = browser(secretary())
    assert "Approve the report?" in client.get(url("decision-room")).content.decode()
    assert "Approve the report?" not in browser(terms[0].user).get(url("decision-room")).content.decode()
    where = url("matter-vote", ref=asked.ref)
    assert browser(terms[0].user).get(where).status_code == 403
    answer = client.post(where, {"closes_on": (now() + timedelta(days=7)).date().isoformat()})
    assert answer.status_code == 302
    assert client.post(where, {"closes_on": "2 March 2030"}).status_code == 409


def test_members_are_shown_with_seat_chair_and_term():
    terms = committee(4)
    page = browser(terms[0].user).get(url("seat-list")).content.decode()
    assert "Member 1" in page
    assert "Chair since" in page
    assert "Decisions wait." in page


def queries_of(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_room_asks_as_often_for_twenty_votes_as_for_two():
    terms = committee(5)
    client = browser(terms[0].user)
    first = [a_vote(f"Question {number}") for number in range(2)]
    few = queries_of(client, url("decision-room"))
    one = queries_of(client, url("decision-detail", ref=first[0].ref))
    for number in range(2, 20):
        a_vote(f"Question {number}")
    assert queries_of(client, url("decision-room")) == few
    assert queries_of(client, url("decision-detail", ref=first[0].ref)) == one
