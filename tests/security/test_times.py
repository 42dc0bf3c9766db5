"""Security E2: how long an answer takes tells nobody whether an address has an account.

What costs is counted (hashes of passwords, queries) and the processor's time of both is compared: the clock on the wall
also shows what else the machine does. The least of several turns is what the work itself needs; on a busy machine it
takes more of them until that is seen. A real difference stays however many there are.
"""

import time

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.security.people import person
from tests.security.test_sign_in import DOORS

pytestmark = pytest.mark.django_db
NEAR = 0.020
FEWEST, MOST = 4, 24


class Counted(Argon2PasswordHasher):
    """The hasher of the product, with a tally."""

    made = 0

    def encode(self, *args, **kwargs):
        Counted.made += 1
        return super().encode(*args, **kwargs)

    def verify(self, *args, **kwargs):
        Counted.made += 1
        return super().verify(*args, **kwargs)


@pytest.fixture(autouse=True)
def hasher(settings, db):
    settings.PASSWORD_HASHERS = ["tests.security.test_times.Counted"]
    # Fifty tries from one address would be stopped, and that is looked at elsewhere.
    settings.ACCOUNT_RATE_LIMITS = dict.fromkeys(("login_failed", "login", "request_login_code", "reset_password"))


@pytest.fixture
def known():
    """One with a password, and one who signs in by codes only."""
    without = person("bob")
    without.set_unusable_password()
    without.save()
    return {"a password": person("ann").email, "no password": without.email}


def cost(url: str, email: str) -> tuple[int, int, float]:
    """Hashes, queries and processor seconds of one try."""
    client, before = Client(), Counted.made
    with CaptureQueriesContext(connection) as queries:
        begun = time.process_time()
        answer = client.post(url, DOORS[url](email))
        spent = time.process_time() - begun
    assert answer.status_code in (200, 302)
    return Counted.made - before, len(queries), spent


def _spread(turns: dict[str, list]) -> float:
    """How far the least processor seconds of each lie apart."""
    least = [min(one[2] for one in found) for found in turns.values()]
    return max(least) - min(least)


@pytest.mark.parametrize("url", DOORS)
def test_a_known_address_costs_what_an_unknown_one_costs(known, url):
    turns: dict[str, list] = {}
    for number in range(MOST):
        if number >= FEWEST and _spread(turns) < NEAR:
            break
        for name, email in {**known, "nobody": f"nobody{number}@security.example"}.items():
            turns.setdefault(name, []).append(cost(url, email))
    hashes = {name: {one[0] for one in found} for name, found in turns.items()}
    assert len({frozenset(one) for one in hashes.values()}) == 1, hashes
    queries = {name: min(one[1] for one in found) for name, found in turns.items()}
    assert max(queries.values()) - min(queries.values()) <= 6, queries
    assert _spread(turns) < NEAR, turns
