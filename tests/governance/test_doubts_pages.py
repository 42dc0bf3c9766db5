"""The pages of the questions before the vote, of the yearly confirmation, and of the Letter of Support instead."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from governance.actions import doubts
from governance.models import Decision
from pact.clock import now
from participants.actions import applications as joining
from participants.models import Application, Screening
from tests.governance.make import HAND, committee, staff
from tests.participants import make
from tests.participants.conftest import person, signed_in

pytestmark = pytest.mark.django_db
CLEAR = dict.fromkeys(("makes_ict", "sells_ict", "owned_by_ict", "represents_ict"), "NO")


@pytest.fixture
def secretary(db) -> Client:
    return signed_in(person("sam@pact.example", None, "SECRETARIAT"))


def doubted():
    at = now()
    unsure = {"legal_kind": "PRIVATE_COMPANY", "owned_by_ict": "UNSURE", "explanation": "A shareholder sells."}
    return make.received(at, eligibility=unsure)


def question(application, about="conflict"):
    return reverse("governance:application-question", kwargs={"ref": application.ref, "about": about})


def detail(application):
    return reverse("participants:application-detail", kwargs={"ref": application.ref})


def test_2_1_4_the_secretariat_puts_the_question_from_the_applications_page(secretary):
    committee(5)
    application = doubted()
    shown = secretary.get(detail(application)).content.decode()
    assert question(application) in shown
    assert "to be put to the Steering Committee" in shown
    page = secretary.get(question(application)).content.decode()
    assert "not sure" in page
    assert "A shareholder sells." in page
    typed = {"statement": "", "closes_on": (now().date() + timedelta(days=10)).isoformat()}
    refused = secretary.post(question(application), typed)
    assert refused.status_code == 422
    assert "Tell the Steering Committee in a few words" in refused.content.decode()
    answer = secretary.post(question(application), {**typed, "statement": "A shareholder also sells devices."})
    assert answer["Location"] == reverse("governance:decision-detail", kwargs={"ref": Decision.objects.get().ref})
    after = secretary.get(detail(application)).content.decode()
    assert "with the Steering Committee" in after
    assert "Record your own check" not in after


def test_2_1_4_the_vote_page_refuses_in_a_sentence_while_in_doubt(secretary):
    committee(5)
    application = doubted()
    address = reverse("governance:application-vote-open", kwargs={"ref": application.ref})
    answer = secretary.post(address, {"closes_on": (now().date() + timedelta(days=10)).isoformat()})
    assert answer.status_code == 409
    assert "Put the doubt about a conflict of interest to the Steering Committee first" in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_question_that_nobody_has_is_no_page(secretary):
    assert secretary.get(question(make.received(now()))).status_code == 404
    assert secretary.get(question(doubted(), "nonsense")).status_code == 404


def test_2_1_4_the_member_reads_answers_and_evidence_beside_the_ballot():
    terms = committee(5)
    application = doubted()
    closes_on, at = now().date() + timedelta(days=10), now()
    decision = doubts.ask(staff(), application, "CONFLICT", "A holding.", closes_on=closes_on, at=at)
    page = signed_in(terms[0].user).get(reverse("governance:decision-detail", kwargs={"ref": decision.ref}))
    for words in ("A holding.", "owns one: not sure", "A shareholder sells."):
        assert words in page.content.decode()


def test_2_1_4_what_the_secretariat_repeats_of_the_explanation_stands_once_beside_the_ballot():
    terms = committee(5)
    closes_on, at = now().date() + timedelta(days=10), now()
    statement = "a shareholder sells. It holds four per cent."
    decision = doubts.ask(staff(), doubted(), "CONFLICT", statement, closes_on=closes_on, at=at)
    page = signed_in(terms[0].user).get(reverse("governance:decision-detail", kwargs={"ref": decision.ref}))
    assert page.content.decode().lower().count("a shareholder sells") == 1
    assert "It holds four per cent." in page.content.decode()


def test_2_1_4_who_was_turned_away_supports_instead_with_what_is_known_filled_in():
    application = make.received(now(), eligibility={"legal_kind": "PRIVATE_COMPANY"})
    client = Client()
    address = reverse("participants:application-support", kwargs={"key": application.key})
    assert client.post(address).status_code == 409
    joining.screen(HAND, application, "CONFLICT", "It sells laptops.", at=now())
    follow = client.get(reverse("participants:application-follow", kwargs={"key": application.key})).content.decode()
    assert "It sells laptops." in follow
    assert "Support the Pact instead" in follow
    answer = client.post(address)
    supporting = Application.objects.get(kind="SUPPORTER")
    assert supporting.key in answer["Location"]
    assert "Vestbygd kommune" in client.get(answer["Location"]).content.decode()


def confirming(organization):
    return reverse("governance:participation-confirm", kwargs={"org": organization.slug})


@pytest.fixture
def vestbygd(db):
    return make.founder("Vestbygd kommune").organization


@pytest.fixture
def manager(vestbygd) -> Client:
    return signed_in(person("ingrid@vestbygd.example", vestbygd, "MANAGER"))


def test_i_22_the_page_shows_the_definition_and_the_last_answers_and_confirms(vestbygd, manager):
    page = manager.get(confirming(vestbygd)).content.decode()
    assert "Private organizations with a clear conflict of interest cannot join the Pact" in page
    assert "Your last answer" not in page
    answer = manager.post(confirming(vestbygd), CLEAR)
    home = reverse("participants:organization-participation", kwargs={"org": vestbygd.slug})
    assert answer["Location"] == home
    assert Screening.objects.get().outcome == "CLEAR"
    assert manager.get(confirming(vestbygd)).content.decode().count("Your last answer: no.") == 4
    assert "good until" in manager.get(home).content.decode()


def test_i_22_a_change_without_a_word_comes_back_with_what_was_typed(vestbygd, manager):
    refused = manager.post(confirming(vestbygd), {**CLEAR, "sells_ict": "YES"})
    assert refused.status_code == 422
    assert "Tell us in a few words what changed" in refused.content.decode()
    manager.post(confirming(vestbygd), {**CLEAR, "sells_ict": "YES", "evidence": "We opened a shop."})
    assert "The Steering Committee decides about your last answer" in manager.get(confirming(vestbygd)).content.decode()


def test_2_1_4_others_of_the_organisation_and_strangers_do_not_confirm(vestbygd):
    viewer = signed_in(person("vera@vestbygd.example", vestbygd, "VIEWER"))
    elsewhere = make.founder("Elsewhere", country="NL").organization
    stranger = signed_in(person("stan@elsewhere.example", elsewhere, "MANAGER"))
    assert viewer.get(confirming(vestbygd)).status_code == 403
    assert stranger.get(confirming(vestbygd)).status_code == 404
