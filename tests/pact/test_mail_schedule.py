"""The clockwork: every name leads to a task, and a day's work can be done at once and twice."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from pact.celery import app
from pact.deadlines.daily import DAILY, named, run_day

AT = datetime(2027, 3, 17, 9, 0, tzinfo=UTC)


def test_every_tick_names_a_task_that_is_there():
    app.autodiscover_tasks(force=True)
    for tick in app.conf.beat_schedule.values():
        assert tick["task"] in app.tasks


def test_the_letters_the_reminders_and_the_floors_have_their_ticks():
    tasks = {tick["task"] for tick in app.conf.beat_schedule.values()}
    assert {"pact.mail.tasks.deliver", "pact.deadlines.tasks.sweep", "participants.tasks.daily"} <= tasks


def test_a_tick_that_nobody_took_expires_and_none_has_a_time_of_its_own():
    for tick in app.conf.beat_schedule.values():
        assert tick["options"]["expires"] > 0
        assert not {"eta", "countdown"} & set(tick["options"])


def test_every_name_of_the_days_work_is_there():
    assert all(callable(named(name)) for name in DAILY)


@pytest.mark.django_db
def test_a_days_work_may_be_done_twice():
    call_command("lay_foundation", verbosity=0)
    run_day(AT)
    run_day(AT)
