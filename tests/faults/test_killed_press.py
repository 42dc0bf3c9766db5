"""Two presses on one queue, one of them killed by SIGKILL: each document is made once, none is lost."""

import os
import subprocess
import sys

import psycopg2
import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connection

from tests.faults.conftest import database_url, until

pytestmark = [pytest.mark.faults, pytest.mark.slow]

COPY = "pact_killed_press"


@pytest.fixture
def database(django_db_setup, django_db_blocker):
    """A copy of the test database: what is recorded here can never be taken back."""
    with django_db_blocker.unblock():
        address = database_url()
        connection.close()
    server, name = address.rpartition("/")[::2]
    copy = f"{name}_{COPY}"
    with _connected(f"{server}/postgres") as cursor:
        cursor.execute(f'drop database if exists "{copy}" with (force)')
        cursor.execute(f'create database "{copy}" template "{name}"')
    yield f"{server}/{copy}"
    with _connected(f"{server}/postgres") as cursor:
        cursor.execute(f'drop database "{copy}" with (force)')


class _connected:
    """A cursor that commits at once."""

    def __init__(self, address: str):
        self.connection = psycopg2.connect(address)
        self.connection.autocommit = True

    def __enter__(self):
        return self.connection.cursor()

    def __exit__(self, *error):
        self.connection.close()


@pytest.fixture
def shift(database, tmp_path):
    """Start one process on the copy."""
    names = {"DATABASE_URL": database, "DATABASE_OWNER_URL": database, "PGOPTIONS": "-c role=pact_app"}
    environment = {**os.environ, **names, "PACT_MODE": "test", "DJANGO_SETTINGS_MODULE": "pact.settings"}
    environment |= {"STORAGE_URL": f"file://{tmp_path}", "REDIS_URL": "redis://127.0.0.1:9/0"}
    started = []

    def start(*words: str) -> subprocess.Popen:
        command = [sys.executable, "-W", "ignore", "-m", "tests.faults.press_shift", *words]
        started.append(
            subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def begin(*presses: subprocess.Popen) -> subprocess.Popen:
    """All at once, when the last one is awake."""
    for one in presses:
        assert one.stdout.readline() == "awake\n"
    for one in presses:
        one.stdin.write("begin\n")
        one.stdin.flush()
    return presses[0]


def made_by(one: subprocess.Popen) -> int:
    return int(one.communicate(timeout=120)[0])


def test_a_killed_press_loses_nothing_and_nothing_is_made_twice(database, shift, tmp_path):
    assert shift("order", "6").wait(timeout=60) == 0
    with _connected(database) as cursor:

        def told(question: str) -> list:
            cursor.execute(question)
            return cursor.fetchall()

        presses = [shift("press"), shift("press")]
        begin(*presses)
        at_work = "select 1 from documents_document where state = 'MAKING' and progress > 10"
        until(lambda: len(told(at_work)) == 2, seconds=60)
        presses[0].kill()
        # However long the other one takes for the rest: the claim of the killed one is as good as new all the while.
        cursor.execute("update documents_document set claimed_at = now() + interval '1 hour' where state = 'MAKING'")
        made = made_by(presses[1])
        left = told("select attempts from documents_document where state <> 'READY'")
        assert left == [(1,)], "the row of the killed press still carries its claim"
        assert made_by(begin(shift("press"))) == 0, "nobody takes a claim that may be alive"
        cursor.execute("update documents_document set claimed_at = now() - interval '2 minutes' where state = 'MAKING'")
        assert made_by(begin(shift("press"))) == 1
        assert told("select count(*) from documents_document where state = 'READY' and sha256 <> ''") == [(6,)]
        assert told("select count(*) from audit_event where verb = 'documents.document.made'") == [(6,)]
        assert made >= 3
        store = FileSystemStorage(location=tmp_path)
        assert all(store.exists(path) for (path,) in told("select path from documents_document"))
