"""The cast of this floor's pages."""

import pytest
from django.test import Client

from pact.accounts.actions import ensure_user
from participants.actions import appointments
from tests.participants.make import AT, HAND, founder


def person(email: str, organization=None, *roles: str):
    user = ensure_user(email, name=email.split("@")[0].title(), at=AT)
    for role in roles:
        appointments.appoint(HAND, user, organization, role, from_on=AT.date().replace(year=2021), source="test", at=AT)
    return user


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa"}]
    session.save()
    return client


@pytest.fixture
def visitor(db) -> Client:
    return Client()


@pytest.fixture
def secretary(db) -> Client:
    return signed_in(person("sam@pact.example", None, "SECRETARIAT"))


@pytest.fixture
def vestbygd(db):
    return founder("Vestbygd kommune").organization


@pytest.fixture
def manager(vestbygd) -> Client:
    return signed_in(person("ingrid@vestbygd.example", vestbygd, "MANAGER", "SIGNATORY"))


@pytest.fixture
def viewer(vestbygd) -> Client:
    return signed_in(person("vera@vestbygd.example", vestbygd, "VIEWER"))


@pytest.fixture
def stranger(db) -> Client:
    return signed_in(person("stan@elsewhere.example", founder("Elsewhere", country="NL").organization, "MANAGER"))


@pytest.fixture
def member(db, vestbygd) -> Client:
    return signed_in(person("maria@committee.example", vestbygd, "COMMITTEE"))
