"""Two clocks, several sweeps: everything happens once (B3)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.template import engines
from django.template.loaders.locmem import Loader

from pact.access.scope import as_system
from pact.accounts.models import User
from pact.deadlines import Kind, end_of_day
from pact.deadlines.models import ReminderLog
from pact.deadlines.sweeping import sweep
from pact.mail import Letter, LetterKind
from pact.mail.delivery import deliver
from pact.mail.models import OutboxMail
from tests.faults.test_killed_worker import queue, sent
from tests.sink import sink

pytestmark = pytest.mark.faults

AT = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
DUE = end_of_day(date(2027, 3, 31), "Europe/Amsterdam")
REMINDER = LetterKind("tests.twice", "Reminder", why="You may send the figures.", template="tests/twice")
FIGURES = Kind(
    "tests.twice_due",
    "Figures",
    ladder=(-30,),
    letter=lambda row, user, days: Letter(REMINDER, to=user, about=row),
    wakes=lambda row: list(User.objects.filter(function="twice")),
)


def at_once(times: int, act):
    barrier = Barrier(times)

    def one(_):
        try:
            barrier.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_four_reminder_sweeps_at_once_write_each_letter_once(committed, monkeypatch, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    engine = engines["django"].engine
    loaders = [Loader(engine, {"mail/tests/twice.txt": "Please send your figures\n\nThey are due.\n"})]
    monkeypatch.setattr(engine, "template_loaders", [*loaders, *engine.template_loaders])
    with as_system("test"):
        users = [
            User.objects.create_user(f"{n}@faults.example", "a-long-password", name=str(n), function="twice")
            for n in range(3)
        ]
        for number in range(40):
            FIGURES.set(about=("tests.s", str(number)), organization_id=5, due_at=DUE, at=AT - timedelta(days=20))
    written = at_once(4, lambda: sweep(at=AT))
    assert sum(written) == 40 * len(users)
    assert sweep(at=AT) == 0
    with as_system("test"):
        assert OutboxMail.objects.count() == ReminderLog.objects.count() == 40 * len(users)


def test_four_deliveries_at_once_send_each_letter_once(committed, settings):
    queue(120)
    with sink() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_USER = "127.0.0.1", server.port, ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        counts = at_once(4, lambda: deliver(at=AT, chunk=10))
        while sent() < 120:  # a sweep ends at the first chunk that others left not full
            counts.append(deliver(at=AT, chunk=10))
        assert sum(counts) == 120
        assert len(server.taken) == len(server.readers) == 120
