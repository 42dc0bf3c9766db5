"""The letters of signing in go through the outbox, from visitors too, and lead to our own host."""

import pytest
from django.test import Client
from django.utils import timezone

from pact.access import Actor, scope
from pact.accounts.actions import ensure_user
from pact.mail.delivery import deliver
from pact.mail.models import OutboxMail

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return ensure_user("ann@example.org", name="Ann", at=timezone.now())


def ask(client: Client, address: str):
    with scope.entered(Actor()):
        return client.post("/accounts/login/code/", {"email": address})


def test_a_visitor_signs_in_with_the_code_of_the_letter(user, mailoutbox):
    client = Client()
    assert ask(client, user.email).status_code == 302
    letter = OutboxMail.objects.get()
    code = letter.subject.removeprefix("Your code is ")
    assert code in letter.text
    assert (letter.kind, letter.to, letter.secret) == ("accounts.sign_in_code", user.email, True)
    deliver(at=timezone.now())
    letter.refresh_from_db()
    assert (letter.subject, letter.text) == ("", "")
    assert code in mailoutbox[0].body
    assert client.post("/accounts/login/code/confirm/", {"code": code}).status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_unknown_address_gets_a_letter_and_the_page_does_not_tell(user):
    known, unknown = ask(Client(), user.email), ask(Client(), "nobody@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    letter = OutboxMail.objects.get(kind="accounts.unknown_address")
    assert letter.to == "nobody@example.org"


def test_the_link_to_a_new_password_leads_to_our_host(user, settings):
    settings.ALLOWED_HOSTS = ["*"]
    Client().post("/accounts/password/reset/", {"email": user.email}, headers={"host": "evil.example"})
    letter = OutboxMail.objects.get()
    assert letter.kind == "accounts.new_password"
    assert "http://127.0.0.1:8000/accounts/password/reset/key/" in letter.text
    assert "evil.example" not in letter.text + letter.html


def test_other_letters_of_the_library_go_the_same_way(user, rf):
    from allauth.account.adapter import get_adapter
    from allauth.core import context

    request = rf.get("/")
    with context.request_context(request):
        get_adapter(request).send_mail(
            "account/email/password_changed", user.email, {"ip": "192.0.2.1", "user_agent": "x"}
        )
    letter = OutboxMail.objects.get()
    assert letter.kind == "accounts.notice"
    assert "[" not in letter.subject
