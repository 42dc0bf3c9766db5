"""Security E2, E3, E5, E6: signing in tells nothing, gives up on guessers, and ends when it should."""

import re
import time

import pytest
from django.test import Client
from django.utils import timezone

from tests.security.people import PASSWORD, by_password, code_of, is_in, person
from tests.security.test_second_factor import ASKED, _organization

pytestmark = pytest.mark.django_db
CHANGING = re.compile(r'(name="csrfmiddlewaretoken" value="[^"]*"|refcode">[0-9a-f]*)')
DOORS = {
    "/accounts/login/": lambda email: {"login": email, "password": "not the password"},
    "/accounts/login/code/": lambda email: {"email": email},
    "/accounts/password/reset/": lambda email: {"email": email},
}


@pytest.fixture
def ann():
    return person("ann")


def told(url: str, email: str) -> tuple:
    client = Client()
    answer = client.post(url, DOORS[url](email))
    page = answer if answer.status_code == 200 else client.get(answer["Location"])
    body = CHANGING.sub("", page.content.decode()).replace(email, "…")
    return answer.status_code, answer.get("Location", ""), page.status_code, body


@pytest.mark.parametrize("url", DOORS)
def test_known_and_unknown_addresses_are_answered_alike(ann, url):
    assert told(url, ann.email) == told(url, "nob@security.example")


def test_the_link_of_nobody_and_a_used_link_read_alike(ann):
    one = Client().get("/accounts/password/reset/key/1-abcdef-0123456789/")
    other = Client().get("/accounts/password/reset/key/zzzz-abcdef-0123456789/")
    assert CHANGING.sub("", one.content.decode()) == CHANGING.sub("", other.content.decode())


def test_signing_up_is_closed_and_makes_nobody():
    from pact.accounts.models import User

    Client().post("/accounts/signup/", {"email": "me@security.example", "password1": PASSWORD})
    assert not User.objects.filter(email="me@security.example").exists()


def attempt(email: str, password: str, **extra) -> Client:
    client = Client(raise_request_exception=False)
    client.post("/accounts/login/", {"login": email, "password": password}, **extra)
    return client


def test_five_wrong_passwords_close_an_account_for_a_while_whoever_asks(ann):
    for number in range(5):
        attempt(ann.email, "wrong", REMOTE_ADDR=f"192.0.2.{number}")
    forged = {"REMOTE_ADDR": "192.0.2.77", "HTTP_X_FORWARDED_FOR": "198.51.100.9"}
    assert not is_in(attempt(ann.email, PASSWORD, **forged))
    assert is_in(attempt(person("ben").email, PASSWORD, REMOTE_ADDR="192.0.2.1")), "others are not locked out"
    later(5 * 60 + 1)
    assert is_in(attempt(ann.email, PASSWORD)), "and it opens again by itself"


def test_ten_failures_from_one_address_are_enough_whatever_it_claims_to_be(ann):
    for number in range(10):
        attempt(f"guess{number}@security.example", "wrong", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert not is_in(attempt(ann.email, PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.250"))
    assert is_in(attempt(ann.email, PASSWORD, REMOTE_ADDR="192.0.2.200"))


def test_behind_one_proxy_the_last_address_counts_and_no_other(ann, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(10):
        attempt(f"guess{number}@security.example", "wrong", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 203.0.113.5")
    assert not is_in(attempt(ann.email, PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.99, 203.0.113.5"))
    assert is_in(attempt(ann.email, PASSWORD, HTTP_X_FORWARDED_FOR="203.0.113.6"))


def test_guessing_the_code_of_a_letter_ends_after_three_tries(ann):
    from pact.mail.models import OutboxMail

    client = Client()
    client.post("/accounts/login/code/", {"email": ann.email})
    code = OutboxMail.objects.get(kind="accounts.sign_in_code").subject.removeprefix("Your code is ")
    for _ in range(3):
        client.post("/accounts/login/code/confirm/", {"code": "WRONG"})
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert not is_in(client)


def test_signing_in_makes_a_new_session_and_signing_out_ends_it(ann):
    client = Client()
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies["pact"] = before = session.session_key
    by_password(ann, client)
    assert client.cookies["pact"].value != before
    assert is_in(client)
    stolen = Client()
    stolen.cookies["pact"] = client.cookies["pact"].value
    assert is_in(stolen)
    client.get("/accounts/logout/")
    assert is_in(stolen), "looking at the page of signing out does nothing"
    client.post("/accounts/logout/")
    assert not is_in(client)
    assert not is_in(stolen)


def test_a_new_password_and_a_closed_account_end_every_other_session(ann):
    one, other, new = by_password(ann), by_password(ann), "another long sentence here"
    one.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_in(one)
    assert not is_in(other)
    ann.refresh_from_db()
    ann.is_active = False
    ann.save()
    assert not is_in(one)


def test_a_power_that_ended_is_gone_at_the_next_click(ann):
    from participants.models import Appointment

    organization = _organization()
    power = Appointment.objects.create(user=ann, organization=organization, role="EDITOR", from_on="2021-06-14")
    client = by_password(ann)
    assert client.get(f"/o/{organization.slug}/").status_code == 200
    power.until_on = timezone.now().date()
    power.save()
    assert client.get(f"/o/{organization.slug}/").status_code == 404


def moved(client: Client, **seconds: int) -> None:
    session = client.session
    for name, ago in seconds.items():
        session[name] = time.time() - ago
    session.save()


def staff_client() -> Client:
    client = by_password(person("sofia", "SECRETARIAT", app=True))
    client.post(ASKED, {"code": code_of()})
    assert client.get("/secretariat/mail/").status_code == 200
    return client


def test_staff_left_alone_for_an_hour_sign_in_again():
    client = staff_client()
    moved(client, seen_at=59 * 60)
    assert client.get("/secretariat/mail/").status_code == 200
    moved(client, seen_at=61 * 60)
    assert client.get("/secretariat/mail/")["Location"].startswith("/accounts/login/")
    assert not is_in(client)


def test_staff_sign_in_again_after_half_a_day_of_work():
    client = staff_client()
    moved(client, begun_at=12 * 3600 + 1)
    assert client.get("/secretariat/mail/")["Location"].startswith("/accounts/login/")


def test_nobody_is_remembered_for_longer_than_a_day(ann):
    client = Client()
    client.post("/accounts/login/", {"login": ann.email, "password": PASSWORD, "remember": "on"})
    assert client.cookies["pact"]["max-age"] in ("", None)
    assert client.session.get_expiry_age() <= 12 * 3600


HOSTS = ["evil.example", "testserver.evil.example", "testserver@evil.example", "testserver:80@evil.example",
         "evil.example:80", "testserver, evil.example", "[::1].evil.example", "127.0.0.1.evil.example",
         "localhost.evil", "testserver\tevil", "testserver/evil", "xn--tstserver-w5a", "TESTSERVER.evil",
         "%74estserver.evil", "a" * 300, "testserver:99999x", "..", "*", "0x7f000001", "2130706433"]  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_a_foreign_host_is_refused_and_never_repeated(ann, host):
    answer = Client(raise_request_exception=False).get("/accounts/login/", HTTP_HOST=host)
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()
    forwarded = Client().get("/accounts/login/", HTTP_X_FORWARDED_HOST=host)
    assert "evil" not in forwarded.content.decode() + forwarded.get("Location", "")


AWAY = ["//evil.example", "https://evil.example/", "http:evil.example", "/\\evil.example", "\\\\evil.example",
        "https:///evil.example", "javascript:alert(1)", "data:text/html,x", "///evil.example", "/%09/evil.example",
        "\t//evil.example", " https://evil.example", "https://testserver@evil.example", 
        "https://testserver.evil.example", "http://testserver\\@evil.example", "//testserver:80@evil.example/",
        "/\x00/evil.example", "ftp://evil.example"]  # fmt: skip


@pytest.mark.parametrize("to", AWAY)
def test_no_door_leads_away(ann, to):
    """After signing in, proving who one is, signing out: always to a page of ours."""
    entered = Client(raise_request_exception=False)
    answers = [entered.post("/accounts/login/", {"login": ann.email, "password": PASSWORD, "next": to})]
    assert is_in(entered)
    answers.append(entered.get("/accounts/login/", {"next": to}))
    answers.append(entered.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": to}))
    answers.append(entered.post("/accounts/logout/", {"next": to}))
    answers.append(Client().get("/me/", {"x": to}))
    for answer in answers:
        where = answer.get("Location", "/")
        assert answer.status_code < 500
        assert where.startswith("/") and not where.startswith(("//", "/\\")), (to, where)


def later(seconds: int) -> None:
    """Let the counters of the limiter grow older; nobody sleeps in a test."""
    from django.core.cache import cache
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select cache_key from pact_cache")
        keys = [key.split(":", 2)[2] for (key,) in cursor.fetchall()]
    for key in keys:
        value = cache.get(key)
        if isinstance(value, list):
            cache.set(key, [moment - seconds for moment in value], 3600)
