"""The ground of the fault tests: committed rows, a worker of our own, a broker database of our own."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote

import pytest
from django.db import connection

from pact import waking
from pact.access.scope import as_system
from pact.accounts.models import User
from pact.deadlines.models import Obligation, ReminderLog, ReminderRule
from pact.mail.models import OutboxMail, Posting

# Of its own for each of two runs side by side; the product has the first one, others may have the next ones.
BROKER_DATABASE = "14" if os.environ.get("PYTEST_XDIST_WORKER") == "gw1" else "13"


@pytest.fixture(autouse=True)
def _system_scope():
    """Overrides the everyday one: here nothing is rolled back, each step enters the scope it needs."""


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Rows that other processes see; taken away afterwards."""
    with django_db_blocker.unblock():
        _clean()
        yield
        _clean()
        connection.close()


def _clean():
    with as_system("test"):
        for model in (Posting, OutboxMail, ReminderLog, Obligation, ReminderRule):
            model.objects.all().delete()
        User.objects.filter(email__endswith="@faults.example").delete()


@pytest.fixture
def broker(settings, monkeypatch):
    """A database of the broker that no other worker listens to."""
    from redis import Redis

    settings.REDIS_URL = own_broker(settings.REDIS_URL)
    monkeypatch.setattr(waking, "_silent_until", float("-inf"))
    with Redis.from_url(settings.REDIS_URL.replace("redis+socket", "unix").replace("virtual_host", "db")) as client:
        client.flushdb()
        yield settings.REDIS_URL
        client.flushdb()


def own_broker(url: str) -> str:
    """The same server, another database. (`urlunsplit` drops the empty host of `redis+socket:///path`.)"""
    server, _, _ = url.partition("?")
    if server.startswith("redis+socket:"):
        return f"{server}?virtual_host={BROKER_DATABASE}"
    scheme, _, rest = server.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/{BROKER_DATABASE}"


def database_url() -> str:
    """The test database, as the serving role sees it (see `PGOPTIONS`)."""
    names = connection.settings_dict
    who = quote(names["USER"], safe="") + (":" + quote(names["PASSWORD"], safe="") if names["PASSWORD"] else "")
    port = f":{names['PORT']}" if names["PORT"] else ""
    return f"postgresql://{who}@{quote(names['HOST'], safe='.:-')}{port}/{quote(names['NAME'], safe='')}"


class Worker:
    """`celery worker` as its own process group, so that SIGKILL takes the whole tree."""

    def __init__(self, broker: str, smtp_port: int, log):
        environment = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "DATABASE_OWNER_URL": database_url(),
            "PGOPTIONS": "-c role=pact_app",
            "REDIS_URL": broker,
            "EMAIL_URL": f"smtp://127.0.0.1:{smtp_port}",
            "PACT_MODE": "test",
        }
        command = [sys.executable, "-m", "celery", "-A", "pact.celery", "worker", "-c", "1", "-l", "WARNING"]
        command += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def end(self):
        self.kill()
        self.process.wait(timeout=10)


@pytest.fixture
def start_worker(committed, broker, tmp_path):
    started = []

    def start(smtp_port: int) -> Worker:
        log = (tmp_path / f"worker{len(started)}.log").open("wb")
        started.append((Worker(broker, smtp_port, log), log))
        return started[-1][0]

    yield start
    for worker, log in started:
        worker.end()
        log.close()


def until(condition, *, seconds: float, step: float = 0.05):
    """Wait for something another process does; fails with the condition's last value."""
    end = time.monotonic() + seconds
    while not (value := condition()) and time.monotonic() < end:
        time.sleep(step)
    assert value, "it did not happen in time"
    return value
