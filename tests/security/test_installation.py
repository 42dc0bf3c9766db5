"""Security F2, F4: the settings of an installation that serves, and the versions below which nothing starts."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
SERVES = {
    "PACT_MODE": "serve",
    "SECRET_KEY": "Zk3vQ9xLw7nT5rB1mC8yH4jD6fG2sP0aE-uI_oKqWzXeRtYbUj",
    "DATABASE_URL": "postgresql://pact_app@127.0.0.1:1/pact",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp+tls://user:password@mail.example:587",
    "STORAGE_URL": "file:///tmp/pact-media",
    "ALLOWED_HOSTS": "pact.example.org",
    "TRUSTED_PROXIES": "1",
}
FLOORS = {
    "django": "5.2.19", "weasyprint": "70.0", "django-allauth": "65.21", "djangorestframework": "3.15.2",
    "openpyxl": "3.1.5", "defusedxml": "0.7.1",
}  # fmt: skip
ASKED = """
import json, django
from django.conf import settings as s
django.setup()
names = '''SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SESSION_COOKIE_NAME DEBUG
CSRF_COOKIE_NAME SECOND_FACTOR_REQUIRED RECENT_SIGN_IN_REQUIRED ACCOUNT_DEFAULT_HTTP_PROTOCOL
ALLAUTH_TRUSTED_PROXY_COUNT
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN ACCOUNT_PREVENT_ENUMERATION'''.split()
print(json.dumps({name: getattr(s, name) for name in names}))
"""


def run(*command: str, **more: str) -> subprocess.CompletedProcess:
    env = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "pact.settings", **SERVES, **more}
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)


def test_the_check_for_deployment_has_nothing_to_say():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_an_installation_that_serves_is_strict():
    told = json.loads(run("-c", ASKED).stdout)
    assert told == {
        "SECURE_SSL_REDIRECT": True, "SECURE_HSTS_SECONDS": 31536000, "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True, "SESSION_COOKIE_NAME": "__Host-pact", "CSRF_COOKIE_NAME": "__Host-csrf",
        "DEBUG": False, "SECOND_FACTOR_REQUIRED": True, "RECENT_SIGN_IN_REQUIRED": True,
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https", "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False, "ACCOUNT_PREVENT_ENUMERATION": "strict",
    }  # fmt: skip


def test_the_key_of_the_demo_never_serves():
    from pact.environment import DEMO_KEY

    done = run("manage.py", "check", SECRET_KEY=DEMO_KEY)
    assert done.returncode == 2
    assert "SECRET_KEY" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_demo_has_no_pages_where_it_serves():
    done = run("-c", "import django; django.setup(); from django.urls import resolve; resolve('/demo/')")
    assert "Resolver404" in done.stderr


@pytest.mark.parametrize("name", FLOORS)
def test_no_library_is_older_than_its_last_known_hole(name):
    assert _numbers(version(name)) >= _numbers(FLOORS[name])


def test_every_requirement_is_pinned_with_hashes():
    for lock in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / lock).read_text()
        entries = [line for line in text.splitlines() if line and line[0].isalpha()]
        assert entries
        for entry in entries:
            assert "==" in entry, entry
            assert "--hash=sha256:" in text.split(entry, 1)[1][:400], entry


def test_passwords_are_kept_by_argon2_and_no_weaker_one():
    from pact import settings as ours

    assert ours.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert settings.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"]["min_length"] == 12


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())
