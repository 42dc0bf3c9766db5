"""A worker tree killed by SIGKILL at the worst moment: nobody without a letter, at most one repeat a kill (B1, G8k)."""

from datetime import UTC, datetime

import pytest

from pact.access.scope import as_system
from pact.mail.models import SENT, OutboxMail
from pact.waking import wake
from tests.faults.conftest import until
from tests.sink import sink

pytestmark = [pytest.mark.faults, pytest.mark.slow]

AT = datetime(2020, 1, 1, tzinfo=UTC)
LETTERS = 60
KILLS = (15, 40)


def queue(number: int) -> None:
    rows = [
        OutboxMail(
            id=OutboxMail.id_of(f"fault:{n}"), key=f"fault:{n}", kind="tests.fault",
            to=f"r{n}@faults.example", language="en", subject=f"Letter {n}",
            text="Hello\n", html="<p>Hello</p>", not_before=AT, created_at=AT,
        )
        for n in range(number)
    ]  # fmt: skip
    with as_system("test"):
        OutboxMail.objects.bulk_create(rows)


def sent() -> int:
    with as_system("test"):
        return OutboxMail.objects.filter(state=SENT).count()


def test_killed_while_the_server_takes_a_message_and_started_again(start_worker):
    queue(LETTERS)
    with sink() as server:
        workers = [start_worker(server.port)]
        # The worst moment: the message is taken, the answer is never read.
        server.on_message = lambda count: workers[-1].kill() if count in KILLS else None
        for killed in range(len(KILLS)):
            until(lambda: wake("pact.mail.tasks.deliver"), seconds=10)
            until(lambda worker=workers[killed]: worker.process.poll() is not None, seconds=30)
            workers.append(start_worker(server.port))
        wake("pact.mail.tasks.deliver")
        until(lambda: sent() == LETTERS, seconds=30)
        workers[-1].end()
        repeats = [message_id for message_id, times in server.message_ids.items() if times > 1]
        assert len(server.readers) == LETTERS
        assert len(server.message_ids) == LETTERS
        assert len(server.taken) - LETTERS == len(repeats) <= len(KILLS)
        with as_system("test"):
            counted = {mail.message_id for mail in OutboxMail.objects.filter(resent__gt=0)}
        assert counted == set(repeats)
