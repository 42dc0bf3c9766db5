"""What the product says of itself to Prometheus, on loopback only."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from governance.actions import registers
from pact.access import scope
from pact.accounts.actions import ensure_user
from pact.clock import now
from pact.deadlines import sweeping
from pact.mail.models import FAILED, OutboxMail

pytestmark = pytest.mark.django_db


def numbers() -> dict[str, float]:
    answer = Client().get("/metrics")
    assert answer.status_code == 200
    found = re.findall(r"^(pact_\w+(?:\{[^}]*\})?) (\S+)$", answer.content.decode(), re.MULTILINE)
    return {name: float(value) for name, value in found}


def test_letters_that_wait_and_letters_that_failed():
    assert numbers()["pact_mail_waiting"] == 0
    user = ensure_user("ann@metrics.example", name="Ann", at=now())
    for number, state in enumerate(["QUEUED", "QUEUED", "QUEUED", FAILED]):
        later = now() + timedelta(days=1 if number == 2 else -1)
        facts = {"kind": "accounts.notice", "to": user.email, "subject": "x", "text": "x", "html": "x", "state": state}
        at = now() - timedelta(hours=2 - number)
        key = f"metrics:{number}"
        OutboxMail.objects.create(id=OutboxMail.id_of(key), key=key, created_at=at, not_before=later, **facts)
    told = numbers()
    assert (told["pact_mail_waiting"], told["pact_mail_failed"]) == (2, 1)
    assert 7_190 < told["pact_mail_oldest_seconds"] < 7_300


def test_a_sweep_that_does_not_come_shows():
    assert numbers()["pact_deadlines_sweep_age_seconds"] != numbers()["pact_deadlines_sweep_age_seconds"], "NaN"
    sweeping.sweep(at=now())
    assert numbers()["pact_deadlines_sweep_age_seconds"] < 60


def test_the_head_of_the_register_has_an_age():
    ensure_user("bob@metrics.example", name="Bob", at=now())
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
    with scope.as_system("test"):
        registers.tell_heads(at=now() - timedelta(days=3))
    told = numbers()
    assert told["pact_audit_seals"] > 0
    assert told["pact_audit_head_age_seconds"] in (2 * 86_400, 3 * 86_400, 4 * 86_400)


def test_requests_are_counted_by_route_and_never_by_address():
    Client().get("/participants/")
    Client().get("/nothing/to-see-here/")
    Client().generic("INVENTED", "/participants/")
    told = numbers()
    count = {name: value for name, value in told.items() if name.startswith("pact_request_seconds_count")}
    routes = {re.search(r'route="([^"]*)"', name).group(1) for name in count}
    assert {"website:participant-list", "none", "access:metrics"} <= routes
    assert not [route for route in routes if "to-see-here" in route]
    assert {re.search(r'method="([^"]*)"', name).group(1) for name in count} <= {
        "GET",
        "HEAD",
        "POST",
        "OPTIONS",
        "other",
    }


def test_nobody_from_outside_reads_them():
    assert Client().get("/metrics", REMOTE_ADDR="192.0.2.1").status_code == 404
