"""A new installation: the foundation, the first person, and every page empty (6.4.3, register I-8)."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import NoReverseMatch, reverse

from governance.models import ProductGroup
from pact.access.checks import patterns
from pact.accounts.models import User
from pact.audit.models import Event
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from participants.models import Appointment, PactText, Territory

pytestmark = pytest.mark.django_db
SAM = "sam@pact.example"


@pytest.fixture
def laid():
    call_command("lay_foundation", verbosity=0)


@pytest.fixture
def begun(laid):
    call_command("first_person", SAM, "Sam", "Okafor", verbosity=0)
    return User.objects.get(email=SAM)


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa"}]
    session.save()
    return client


def test_the_foundation_is_laid_once(laid):
    events = Event.objects.count()
    call_command("lay_foundation", verbosity=0)
    assert Event.objects.count() == events
    assert PactText.objects.get().version == 1
    assert Territory.objects.filter(code="NO").exists()
    assert set(ProductGroup.objects.values_list("code", flat=True)) >= {"laptop", "smartphone"}


def test_the_first_person_gets_the_power_a_letter_and_a_task(begun):
    assert begun.name == "Sam Okafor"
    assert Appointment.objects.get(user=begun).role == "SECRETARIAT"
    letter = OutboxMail.objects.get(kind="participants.first_person")
    assert (letter.to, "/accounts/login/" in letter.text) == (SAM, True)
    assert Obligation.objects.get(kind="participants.set_up").state == "OPEN"


def test_the_command_may_be_given_again_and_refuses_another_person_unless_more_is_said(begun):
    call_command("first_person", SAM, "Sam Okafor", verbosity=0)
    assert (Appointment.objects.count(), OutboxMail.objects.count()) == (1, 1)
    with pytest.raises(CommandError, match="Secretariat already"):
        call_command("first_person", "ann@pact.example", "Ann Lee", verbosity=0)
    call_command("first_person", "ann@pact.example", "Ann Lee", more=True, verbosity=0)
    assert Appointment.objects.filter(role="SECRETARIAT").count() == 2


def test_a_word_that_is_no_address_is_refused_in_one_sentence(laid):
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("first_person", "sam", "Sam", verbosity=0)


def pages() -> list[str]:
    found = []
    for _route, name, _entry in patterns():
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    return sorted(set(found))


def test_every_page_of_an_empty_installation_answers(begun):
    for who in (Client(), browser(begun)):
        answers = {page: who.get(page).status_code for page in pages()}
        assert not {page: status for page, status in answers.items() if status >= 500}
        assert answers["/participants/"] == 200


def test_the_secretariat_reads_what_to_do_first_in_its_order(begun):
    client = browser(begun)
    page = client.get("/secretariat/").content.decode()
    steps = [
        "Record the founding signers",
        "Steering Committee is filled",
        "first buyer groups",
        "first year of figures",
    ]
    assert [page.index(step) for step in steps] == sorted(page.index(step) for step in steps)
    assert "Set up the Pact" in client.get("/me/").content.decode()
