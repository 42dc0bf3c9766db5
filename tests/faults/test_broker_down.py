"""A broker that is gone or silent: pages go on, letters wait, nothing is lost (B5)."""

import socket
import time
from datetime import UTC, datetime
from threading import Thread

import pytest
from django.db import transaction

from pact import waking
from pact.access.scope import as_system
from pact.mail.models import OutboxMail
from pact.mail.posting import wake_on_commit

pytestmark = pytest.mark.faults

AT = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _awake(monkeypatch):
    monkeypatch.setattr(waking, "_silent_until", float("-inf"))


@pytest.fixture
def silent():
    """A listening socket behind which nobody answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.fixture
def hanging_up():
    """A server that closes every connection at once."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve():
            try:
                while True:
                    listening.accept()[0].close()
            except OSError:
                return

        Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


def saved() -> float:
    """What an action does: rows, a wake-up, a commit; the seconds it took."""
    begun = time.monotonic()
    with as_system("test"), transaction.atomic():
        key = f"broker:{begun}"
        OutboxMail.objects.create(
            id=OutboxMail.id_of(key), key=key, kind="tests.b", to="a@faults.example", language="en", subject="Hello",
            text="Hello", html="<p>Hello</p>", not_before=AT, created_at=AT,
        )  # fmt: skip
        wake_on_commit()
    return time.monotonic() - begun


@pytest.mark.parametrize("fault", ["refused", "silent", "hanging_up"])
def test_a_save_goes_on_and_its_letter_waits(committed, settings, request, fault):
    port = 1 if fault == "refused" else request.getfixturevalue(fault)
    settings.REDIS_URL = f"redis://127.0.0.1:{port}/0"
    first, second = saved(), saved()
    assert first < 2.0
    assert second < 0.3, "after a failure the broker is left alone for a while"
    with as_system("test"):
        assert OutboxMail.objects.filter(state="QUEUED").count() == 2


def test_a_broker_that_is_there_takes_the_wake_up(broker):
    assert waking.wake("pact.mail.tasks.deliver")
