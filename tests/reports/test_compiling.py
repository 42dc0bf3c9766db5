"""Compiling a frozen year: a row with a bar, taken up again after a killed worker, told when it fails."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from monitoring.actions import cycles
from monitoring.models import Cycle
from pact.access import CannotNow
from pact.accounts.models import User
from pact.audit.models import Event
from pact.demo.stage import moment
from pact.jobs import claims
from reports.actions import compiling
from reports.models import Compilation, CycleSnapshot, ProgressReport
from reports.rules import snapshots

STAFF = "jonas.meertens@pact.example"


@pytest.fixture
def at(stage):
    return moment(Cycle.objects.get(year=2025).group_due_on)


@pytest.fixture
def cycle(stage, at):
    cycle = Cycle.objects.get(year=2025)
    cycles.freeze(stage.actor(STAFF, at), cycle, at=at)
    return cycle


@pytest.fixture
def staff():
    client = Client()
    client.force_login(User.objects.get(email=STAFF))
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa"}]
    session.save()
    return client


def of(cycle):
    return Compilation.objects.filter(cycle=cycle)


def claimed(cycle, at):
    """A year that a worker has begun."""
    Compilation.objects.create(cycle=cycle, created_at=at)
    return claims.claim(of(cycle), compiling.HAND, "Gathering the figures")


def test_the_bar_moves_with_the_work_and_never_falls_back(cycle, at):
    job = claimed(cycle, at)
    told = []
    facts = compiling._gathered(cycle, at)
    snapshots.compose(facts, compiling.factors_of(cycle), lambda percent, words: told.append((percent, words)))
    percents = [percent for percent, _words in told]
    assert percents == sorted(percents) and percents[0] > 0 and percents[-1] < 100 and len(told) >= 8
    assert all(words for _percent, words in told)
    tell = claims.teller(job, compiling.HAND)
    tell(40)
    tell(20)
    job.refresh_from_db()
    assert job.progress == 40


def test_a_killed_worker_s_year_is_taken_up_again_and_only_then(cycle, at):
    claimed(cycle, at)
    assert compiling.compile_due(at=at) == 0
    of(cycle).update(claimed_at=timezone.now() - timedelta(minutes=2))
    assert compiling.compile_due(at=at) == 1
    job = of(cycle).get()
    assert (job.state, job.progress, job.attempts) == ("READY", 100, 2)
    assert CycleSnapshot.objects.filter(cycle=cycle).count() == 1


def test_a_worker_that_lost_its_claim_leaves_nothing(cycle, at):
    job = claimed(cycle, at)
    body = snapshots.compose(compiling._gathered(cycle, at), compiling.factors_of(cycle))
    of(cycle).update(attempts=job.attempts + 1)
    assert not compiling._kept(job, body, at)
    assert not CycleSnapshot.objects.filter(cycle=cycle).exists()
    assert not ProgressReport.objects.filter(snapshot__cycle=cycle).exists()


def test_after_three_failures_the_page_says_what_to_do_and_it_can_be_compiled_again(stage, cycle, at, staff):
    for attempt in range(3):
        job = claimed(cycle, at) if not attempt else claims.claim(of(cycle), compiling.HAND, "again")
        compiling._give_up(job, "KeyError: 'laptop'", at)
    assert Event.objects.filter(verb="reports.snapshot.failed").count() == 1
    assert compiling.compile_due(at=at) == 0
    page = staff.get("/secretariat/reports/").content.decode()
    assert "could not be compiled" in page and "Nothing is lost" in page and "/secretariat/reports/2025/again/" in page
    assert staff.post("/secretariat/reports/2025/again/").status_code == 302
    assert compiling.compile_due(at=at) == 1
    with pytest.raises(CannotNow):
        compiling.compile_again(stage.actor(STAFF, at), cycle, at=at)


def test_while_it_works_the_page_shows_the_bar_and_refreshes_itself(cycle, at, staff):
    waiting = staff.get("/secretariat/reports/").content.decode()
    assert "Begins within half a minute" in waiting and '<noscript><meta http-equiv="refresh"' in waiting
    job = claimed(cycle, at)
    claims.write(job, compiling.HAND, progress=60, progress_text="When they happen")
    part = staff.get("/secretariat/reports/2025/state/").content.decode()
    assert 'value="60"' in part and "When they happen" in part and "<html" not in part
    assert 'hx-get="/secretariat/reports/2025/state/"' in part
    of(cycle).update(state="QUEUED")
    compiling.compile_due(at=at)
    done = staff.get("/secretariat/reports/2025/state/").content.decode()
    assert "hx-get" not in done and "Collective progress report 2025" in done
