"""Every page of an account stands in our frames and speaks through our renderer."""

import re
from datetime import UTC, datetime

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import get_resolver, reverse

from pact.accounts.actions import ensure_user

pytestmark = [pytest.mark.urls("tests.pact.ui_urls"), pytest.mark.django_db]

PASSWORD = "copper turns to verdigris"
ENTRANCE = ["account_login", "account_signup", "account_request_login_code", "account_reset_password"]
ENTRANCE += ["account_reset_password_done", "account_inactive"]
DESK = ["account_logout", "account_email", "account_change_password", "mfa_index", "mfa_view_recovery_codes"]
DESK += ["mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_list_webauthn", "mfa_add_webauthn"]
DESK += ["accounts:session-list"]


@pytest.fixture
def person():
    at = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
    return ensure_user("ingrid@vestbygd.example", name="Ingrid Halvorsen", at=at, password=PASSWORD)


@pytest.fixture
def signed_in(client, person):
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def looks_like_ours(told: str, frame: str) -> None:
    assert f'class="{frame}"' in told
    assert "%UNDEFINED" not in told
    assert "<c-" not in told
    assert ' style="' not in told
    for script in re.findall(r"<script([^>]*)>", told):
        assert "src=" in script or 'type="application/json"' in script
    ids = re.findall(r'\sid="([^"]+)"', told)
    assert len(ids) == len(set(ids))
    assert told.count("<h1") == 1


@pytest.mark.parametrize("name", ENTRANCE)
def test_pages_before_signing_in_stand_in_the_public_frame(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    looks_like_ours(answer.content.decode(), "public")


@pytest.mark.parametrize("name", DESK)
def test_pages_of_my_account_stand_in_the_desk(signed_in, person, name):
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    answer = signed_in.get(reverse(name))
    assert answer.status_code == 200
    looks_like_ours(answer.content.decode(), "rail")


def test_setting_up_an_app_shows_the_picture_and_the_secret(signed_in):
    told = signed_in.get(reverse("mfa_activate_totp")).content.decode()
    looks_like_ours(told, "rail")
    assert 'class="qr"' in told


def test_confirming_who_one_is_stands_in_the_public_frame(signed_in):
    looks_like_ours(signed_in.get(reverse("account_reauthenticate")).content.decode(), "public")


def test_the_code_page_follows_the_request_for_a_code(client, person):
    answer = client.post(reverse("account_request_login_code"), {"email": person.email}, follow=True)
    told = answer.content.decode()
    looks_like_ours(told, "public")
    assert person.email in told
    wrong = client.post(answer.redirect_chain[-1][0], {"code": "not it"}).content.decode()
    assert 'class="errsum"' in wrong


def test_a_wrong_password_is_said_in_the_summary_and_the_address_is_kept(client, person):
    told = client.post(reverse("account_login"), {"login": person.email, "password": "wrong"}).content.decode()
    assert "<title>Error: Sign in" in told
    assert 'class="errsum"' in told
    assert f'value="{person.email}"' in told


def test_every_page_of_the_library_is_named_here_or_has_a_reason():
    """A new release may bring new pages: they must be looked at before they appear."""
    by_step = {"account_reauthenticate", "account_confirm_login_code", "account_confirm_password_reset_code"}
    by_key = {"account_confirm_email", "account_reset_password_from_key", "account_reset_password_from_key_done"}
    keys = {"mfa_remove_webauthn", "mfa_edit_webauthn", "mfa_reauthenticate_webauthn", "mfa_login_webauthn"}
    steps = {"mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_download_recovery_codes", "mfa_trust"}
    same = {
        "account_set_password",
        "account_email_verification_sent",
        "mfa_signup_webauthn",
        "account_signup_by_passkey",
        "usersessions_list",  # our own page stands at its address
    }
    known = {*ENTRANCE, *DESK} | by_step | by_key | keys | steps | same
    names = {name for name in get_resolver("allauth.urls").reverse_dict if isinstance(name, str)}
    assert names - known == set()


def test_messages_of_an_account_speak_in_our_words(signed_in, person):
    """The library's own words ("Successfully …") reach nobody."""
    told = signed_in.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": f"{PASSWORD} again", "password2": f"{PASSWORD} again"},
        follow=True,
    ).content.decode()
    assert "Your password is changed." in told


def test_signing_in_with_gaps_says_what_to_enter(client, db):
    told = client.post(reverse("account_login"), {}).content.decode()
    assert "Enter your e-mail address" in told and "Enter your password" in told


def test_a_wrong_password_is_told_without_blame(client, person):
    told = client.post(reverse("account_login"), {"login": person.email, "password": "not it"}).content.decode()
    assert "This address and password do not belong together." in told
