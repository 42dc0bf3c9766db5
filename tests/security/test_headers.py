"""Security F1: what every answer tells the browser, for all pages and everybody."""

import pytest
from django.db import transaction
from django.test import Client, override_settings

from pact.access.checks import patterns
from tests.matrix.cast import addresses
from tests.security.test_foreign_ids import OURS, both

CSP = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:",
    "font-src": "'self'", "connect-src": "'self'", "manifest-src": "'self'", "form-action": "'self'",
    "base-uri": "'none'", "object-src": "'none'", "frame-ancestors": "'none'",
}  # fmt: skip
ALWAYS = {
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}  # fmt: skip


def pages(stage) -> list[str]:
    import re

    known, found = addresses(stage), []
    for route, name, entry in patterns():
        if name.split(":")[0] in OURS and name != "access:metrics":
            if "GET" in (getattr(entry.callback, "methods", None) or ("GET",)):
                found.append(both(name, re.findall(r"<(?:\w+:)?(\w+)>", route), known)[0])
        elif "(?P" not in route and "<" not in route:
            found.append("/" + route)
    return found


def policy(answer) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


def wrong(answer, signed_in: bool) -> list[str]:
    found = [name for name, value in ALWAYS.items() if answer.get(name) != value]
    given = policy(answer)
    if given != CSP and given != {"sandbox": "", "default-src": "'none'"}:
        found.append("Content-Security-Policy")
    if signed_in and answer.get("Cache-Control") != "no-store":
        found.append("Cache-Control")
    if answer.get("Server") or answer.get("X-Powered-By"):
        found.append("Server")
    return found


@pytest.mark.parametrize(
    "role",
    [
        "visitor",
        "procurer",
        *(pytest.param(role, marks=pytest.mark.slow) for role in ("coordinator", "chair", "secretariat")),
    ],
)
def test_every_answer_carries_them(stage, sign_in, role):
    client, missing = sign_in(role), []
    for url in pages(stage):
        with transaction.atomic():
            answer = client.get(url)
            if answer.streaming:
                b"".join(answer)
            transaction.set_rollback(True)
        if faults := wrong(answer, role != "visitor"):
            missing.append(f"{url} ({answer.status_code}): {', '.join(faults)}")
    assert not missing, "\n".join(missing)


@pytest.mark.django_db
def test_errors_carry_them_too(client):
    client.raise_request_exception = False
    for url in ("/nothing/here/", "/%00", "/participants/?page=\x00"):
        assert not wrong(client.get(url), False), url
    assert not wrong(client.get("/", headers={"host": "evil.example"}), False)
    assert not wrong(client.delete("/accounts/login/"), False)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "PROPFIND"])
def test_other_verbs_are_refused(client, method):
    client.raise_request_exception = False
    for url in ("/join/", "/about/", "/healthz", "/design/", "/me/"):
        assert client.generic(method, url).status_code == 405, url


@pytest.mark.django_db
def test_cookies_are_kept_from_scripts_and_other_sites(client):
    from tests.security.people import by_password, person

    cookie = by_password(person("ann"), client).cookies["pact"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


@pytest.mark.django_db
def test_over_https_the_browser_is_bound_to_it():
    strict = override_settings(
        SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=31536000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True,
        SECURE_HSTS_PRELOAD=True,
    )  # fmt: skip
    with strict:
        plain = Client().get("/accounts/login/")
        assert (plain.status_code, plain["Location"]) == (301, "https://testserver/accounts/login/")
        secure = Client().get("/accounts/login/", secure=True)
        assert secure["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
