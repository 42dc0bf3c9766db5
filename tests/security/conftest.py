"""The cast of the security tests: the demo's story with a few applicants, told once for all of them."""

import pytest
from django.test import Client

from pact.access import Actor, scope
from tests.matrix.cast import person
from tests.matrix.conftest import FEW
from tests.story import told


@pytest.fixture(scope="package")
def told_stage(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), told(FEW) as stage:
        yield stage


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Hundreds of sign-ins in seconds; how passwords are kept is looked at where it is meant."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def stage(told_stage, db):
    """Each test finds the story as it was told; what it writes is undone."""
    with scope.entered(Actor.hand("test")):
        yield told_stage


@pytest.fixture
def sign_in(stage):
    """A client of somebody in the cast, who used a second factor in this session."""

    entered: dict[str, Client] = {}

    def signed_in(role: str) -> Client:
        if role not in entered:
            entered[role] = enter(person(stage, role))
        return entered[role]

    return signed_in


def enter(user) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa"}]
        session.save()
    return client
