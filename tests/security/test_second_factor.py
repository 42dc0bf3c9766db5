"""Security E1: staff and committee reach nothing before a second factor, whichever door they come by."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pact.access.checks import declared, patterns
from pact.access.pages import PUBLIC
from pact.mail.models import OutboxMail
from participants.actions import invitations
from participants.models import Invitation, Organization
from tests.security.people import PASSWORD, by_password, code_of, is_in, person

pytestmark = pytest.mark.django_db
STAFF = ["/me/", "/secretariat/", "/committee/", "/secretariat/mail/", "/secretariat/organisations/"]
NO_SECOND_FACTOR, ASKED = "/accounts/2fa/", "/accounts/2fa/authenticate/"


@pytest.fixture
def staff():
    return person("sofia", "SECRETARIAT")


@pytest.fixture
def guarded():
    return person("jonas", "SECRETARIAT", app=True)


def plain_pages() -> list[str]:
    """Every page of ours that is not public and whose address names nothing."""
    found = [
        "/" + route for route, _name, entry in patterns()
        if declared(entry.callback) not in (PUBLIC, None) and "<" not in route and "GET" in entry.callback.methods
    ]  # fmt: skip
    assert len(found) > 10
    return found


@pytest.mark.parametrize("role", ["SECRETARIAT", "COMMITTEE"])
def test_without_one_every_page_leads_to_setting_it_up(role):
    somebody = person("somebody", role, organization=_organization() if role == "COMMITTEE" else None)
    client = by_password(somebody)
    for url in plain_pages():
        answer = client.get(url)
        assert (answer.status_code, answer["Location"]) == (302, NO_SECOND_FACTOR), url


def test_a_code_of_the_app_opens_the_door_and_nothing_before_it(guarded):
    client = by_password(guarded)
    assert not is_in(client)
    assert client.get("/secretariat/")["Location"].startswith("/accounts/login/")
    assert client.post(ASKED, {"code": "000000"}).status_code == 200
    assert not is_in(client)
    client.post(ASKED, {"code": code_of()})
    assert client.get("/secretariat/mail/").status_code == 200


def test_the_code_of_a_letter_does_not_go_round_it(guarded):
    client = Client()
    client.post("/accounts/login/code/", {"email": guarded.email})
    code = OutboxMail.objects.get(kind="accounts.sign_in_code").subject.removeprefix("Your code is ")
    answer = client.post("/accounts/login/code/confirm/", {"code": code})
    assert answer["Location"].startswith(ASKED)
    assert not is_in(client)


def test_a_new_password_does_not_go_round_it(guarded):
    client = Client()
    client.post("/accounts/password/reset/", {"email": guarded.email})
    link = re.search(r"(/accounts/password/reset/key/\S+/)", OutboxMail.objects.get(to=guarded.email).text).group(1)
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "a new and longer sentence"})
    assert not is_in(client)
    client.post("/accounts/login/", {"login": guarded.email, "password": "a new and longer sentence"})
    assert not is_in(client)
    assert Authenticator.objects.filter(user=guarded, type="totp").exists()


def test_an_invitation_does_not_go_round_it(guarded):
    organization = _organization()
    token = "x" * 52
    Invitation.objects.create(
        organization=organization, email=guarded.email, name="J", roles=["EDITOR"],
        token_hash=invitations.hashed(token), invited_at=timezone.now(),
        expires_at=timezone.now() + timezone.timedelta(days=1),
    )  # fmt: skip
    client = Client()
    answer = client.post(f"/invitation/{token}/")
    assert answer["Location"].startswith("/accounts/login/")
    assert not is_in(client)


def test_a_recovery_code_is_a_second_factor_once(guarded):
    code = guarded.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    client = by_password(guarded)
    client.post(ASKED, {"code": code})
    assert client.get("/secretariat/mail/").status_code == 200
    again = by_password(guarded)
    again.post(ASKED, {"code": code})
    assert not is_in(again)


def test_who_sets_one_up_proves_the_password_first_and_goes_on(staff):
    client = by_password(staff)
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    client.post(reverse("mfa_activate_totp"), {"code": code_of(client.session["mfa.totp.secret"])})
    assert Authenticator.objects.filter(user=staff, type="totp").exists()
    # It was set up, not yet used: the next sign-in asks for it.
    assert client.get("/secretariat/mail/")["Location"] == NO_SECOND_FACTOR


def test_a_second_factor_cannot_be_removed_without_proof(guarded):
    client = Client()
    client.force_login(guarded)
    assert client.post(reverse("mfa_deactivate_totp"))["Location"].startswith("/accounts/")
    assert Authenticator.objects.filter(user=guarded, type="totp").exists()


def test_giving_powers_asks_again_after_a_quarter_of_an_hour(settings):
    """What was sent is kept: after the password the same step goes on."""
    settings.RECENT_SIGN_IN_REQUIRED = True
    organization = _organization()
    manager = person("maria", "MANAGER", organization=organization)
    client = by_password(manager)
    url = f"/o/{organization.slug}/people/invite/"
    asked = {"email": "new@security.example", "name": "New", "roles": ["EDITOR"]}
    _age(client, 14 * 60)
    assert client.post(url, asked)["Location"] == f"/o/{organization.slug}/people/"
    _age(client, 16 * 60)
    assert client.get(url).status_code == 200
    answer = client.post(url, asked | {"email": "newer@security.example"})
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert Invitation.objects.filter(organization=organization).count() == 1
    client.post(answer["Location"], {"password": PASSWORD, "next": url})
    sent = Invitation.objects.filter(organization=organization).values_list("email", flat=True)
    assert set(sent) == {"new@security.example", "newer@security.example"}


def test_what_decides_ends_or_gives_powers_wants_to_know_again():
    recent = {
        name for _route, name, entry in patterns() if getattr(declared(entry.callback), "recent", False)
    }  # fmt: skip
    assert {
        "governance:matter-vote", "governance:application-vote-open", "governance:decision-cast",
        "governance:decision-close", "participants:participation-leave", "participants:person-invite",
        "participants:person-end",
    } <= recent  # fmt: skip


def _age(client: Client, seconds: int) -> None:
    session = client.session
    for one in session["account_authentication_methods"]:
        one["at"] = time.time() - seconds
    session.save()


def _organization() -> Organization:
    return Organization.objects.create(
        slug="vestbygd", name="Vestbygd", legal_kind="LOCAL_GOVERNMENT", country="NO", time_zone="Europe/Oslo",
        created_at=timezone.now(),
    )  # fmt: skip
