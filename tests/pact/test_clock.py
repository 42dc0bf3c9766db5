"""The demo's clock: it only goes forward, and does each day's work on the way."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from pact.clock import moving, now, shift
from pact.deadlines import daily

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    shift.set_clock(datetime(2027, 3, 17, 8, tzinfo=UTC))


def test_outside_the_demo_it_is_the_systems_clock_and_cannot_be_moved():
    assert abs(now() - timezone.now()) < timedelta(seconds=1)
    with pytest.raises(CommandError, match="Only the demo"):
        call_command("clock", "--to", "2027-04-01")


def test_in_the_demo_it_shows_what_it_was_set_to(demo):
    assert abs(now() - datetime(2027, 3, 17, 8, tzinfo=UTC)) < timedelta(seconds=5)


def test_it_does_not_go_back(demo):
    with pytest.raises(moving.CannotMove):
        moving.move_to(datetime(2027, 3, 1, tzinfo=UTC))


def test_moving_on_does_the_work_of_each_day_once(demo, monkeypatch):
    worked = []
    monkeypatch.setattr(daily, "DAILY", ())
    run_day = daily.run_day
    monkeypatch.setattr(daily, "run_day", lambda at: (worked.append(at), run_day(at)))
    assert moving.move_to(datetime(2027, 3, 20, 12, tzinfo=UTC)) == 3
    mornings = [at.astimezone(UTC).strftime("%m-%d %H:%M") for at in worked]
    assert mornings == ["03-18 06:05", "03-19 06:05", "03-20 06:05", "03-20 12:00"]
    assert abs(now() - datetime(2027, 3, 20, 12, tzinfo=UTC)) < timedelta(seconds=5)


def test_a_wrong_moment_is_answered_with_a_sentence(demo):
    with pytest.raises(CommandError, match="write it like"):
        call_command("clock", "--to", "tomorrow")
