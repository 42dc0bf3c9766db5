"""The sweep: one letter per obligation, rung and person; late, twice, or after the clock stood still."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import engines
from django.template.loaders.locmem import Loader

from pact.accounts.actions import ensure_user
from pact.accounts.models import User
from pact.deadlines import Kind, end_of_day
from pact.deadlines.actions import ensure_rules
from pact.deadlines.models import ReminderLog, ReminderRule
from pact.deadlines.sweeping import sweep
from pact.mail import Letter, LetterKind
from pact.mail.models import OutboxMail

ZONE = "Europe/Amsterdam"
DUE_DAY = date(2027, 3, 31)
SET_AT = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
LADDER = (-30, -14, -7, -1, 0, 7, 21)
REMINDER = LetterKind("tests.reminder", "Reminder", why="You may send the figures.", template="tests/reminder")


def woken(obligation):
    return list(User.objects.filter(function="editor").order_by("pk"))


def written(obligation, user, days):
    return Letter(REMINDER, to=user, facts={"title": obligation.title, "days": days}, about=obligation)


def faulty(obligation, user, days):
    if obligation.subject_ref == "faulty":
        raise RuntimeError("a letter with a fault")
    return written(obligation, user, days)


FIGURES = Kind("tests.sweep_figures", "Figures", clause="3.1.2", ladder=LADDER, letter=faulty, wakes=woken)


@pytest.fixture(autouse=True)
def _template(monkeypatch):
    engine = engines["django"].engine
    templates = {"mail/tests/reminder.txt": "{{ days }} days: {{ title }}\n\nPlease send your figures.\n"}
    monkeypatch.setattr(engine, "template_loaders", [Loader(engine, templates), *engine.template_loaders])


@pytest.fixture
def editors(db):
    return [ensure_user(f"{n}@example.org", name=n, at=SET_AT, function="editor") for n in ("ann", "bo")]


def put(ref="abc", zone=ZONE, due=DUE_DAY, **fields):
    fields = {"at": SET_AT, "title": f"Figures {ref}", "organization_id": 5, **fields}
    FIGURES.set(about=("tests.submission", ref), due_at=end_of_day(due, zone), zone=zone, **fields)


def morning(days: int, hour: int = 8) -> datetime:
    return datetime(2027, 3, 31, hour, tzinfo=UTC) + timedelta(days=days)


def subjects():
    return list(OutboxMail.objects.order_by("created_at", "to").values_list("to", "subject"))


def test_a_rung_goes_out_once_to_everyone_who_may_act(editors):
    put()
    assert sweep(at=morning(-31)) == 0
    assert sweep(at=morning(-30, hour=5)) == 0  # 06:00 in Amsterdam
    assert sweep(at=morning(-30)) == 2
    assert sweep(at=morning(-30)) == 0
    assert sweep(at=morning(-29)) == 0
    assert subjects() == [("ann@example.org", "30 days: Figures abc"), ("bo@example.org", "30 days: Figures abc")]
    assert set(OutboxMail.objects.values_list("organization_id", flat=True)) == {5}


def test_the_whole_ladder_day_by_day_sends_every_rung_once_also_over_the_change_of_clocks(editors):
    put()
    for hour in range(24 * 90):
        if hour % 24 in (5, 6, 7, 8, 23):
            sweep(at=datetime(2027, 1, 25, tzinfo=UTC) + timedelta(hours=hour))
    letters = [subject for to, subject in subjects() if to.startswith("ann")]
    assert letters == [f"{-days} days: Figures abc" for days in LADDER]
    assert ReminderLog.objects.filter(state="SENT").count() == 2 * len(LADDER)


def test_after_the_clock_stood_still_only_the_latest_rung_goes_out(editors):
    put()
    sweep(at=morning(-30))
    assert sweep(at=morning(-5)) == 2
    log = ReminderLog.objects.filter(recipient=editors[0]).order_by("offset_days").values_list("offset_days", "state")
    assert list(log) == [(-30, "SENT"), (-14, "SKIPPED"), (-7, "SENT")]
    assert subjects()[-1] == ("bo@example.org", "5 days: Figures abc")


def test_rungs_from_before_it_was_set_were_never_missed(editors):
    put(at=morning(-10))
    assert sweep(at=morning(-9)) == 0
    assert sweep(at=morning(-7)) == 2
    assert not ReminderLog.objects.filter(state="SKIPPED").exists()


def test_who_has_answered_is_not_reminded(editors):
    put()
    sweep(at=morning(-30))
    FIGURES.meet(("tests.submission", "abc"), morning(-20))
    assert sweep(at=morning(-14)) == 0


def test_sent_back_it_is_reminded_again_from_the_next_rung_on(editors):
    put()
    sweep(at=morning(-14))
    FIGURES.meet(("tests.submission", "abc"), morning(-10))
    FIGURES.reopen(("tests.submission", "abc"), morning(-8))
    assert sweep(at=morning(-8)) == 0
    assert sweep(at=morning(-7)) == 2


def test_more_time_starts_the_ladder_of_the_new_day(editors):
    put()
    sweep(at=morning(-7))
    FIGURES.replace(("tests.submission", "abc"), due_at=end_of_day(date(2027, 4, 14), ZONE), at=morning(-6))
    assert sweep(at=morning(-1)) == 0
    assert sweep(at=morning(7)) == 2  # seven days before 14 April
    assert subjects()[-1][1] == "7 days: Figures abc"


def test_the_day_is_that_of_the_organization(editors):
    put("toronto", zone="America/Toronto", at=morning(-6))
    put("auckland", zone="Pacific/Auckland", at=morning(-6))
    assert sweep(at=datetime(2027, 3, 29, 17, 59, tzinfo=UTC)) == 0
    assert sweep(at=datetime(2027, 3, 29, 18, 0, tzinfo=UTC)) == 2  # 07:00 on the 30th in Auckland
    assert subjects()[0][1] == "1 days: Figures auckland"
    assert sweep(at=datetime(2027, 3, 30, 10, 59, tzinfo=UTC)) == 0
    assert sweep(at=datetime(2027, 3, 30, 11, 0, tzinfo=UTC)) == 2  # 07:00 on the 30th in Toronto


def test_nobody_to_wake_yet_is_caught_up_when_somebody_is_there(db):
    put()
    assert sweep(at=morning(-14)) == 0
    ensure_user("late@example.org", name="late", at=SET_AT, function="editor")
    assert sweep(at=morning(-12)) == 1
    assert subjects() == [("late@example.org", "12 days: Figures abc")]


def test_one_faulty_letter_silences_nobody_else(editors, caplog):
    put("faulty")
    put("good")
    with caplog.at_level("CRITICAL"):
        assert sweep(at=morning(-30)) == 2
    assert subjects()[0][1] == "30 days: Figures good"


def test_rungs_that_the_secretariat_switched_off_stay_off(editors):
    put()
    ensure_rules()
    ReminderRule.objects.filter(kind=FIGURES.code, offset_days=-30).update(active=False)
    ReminderRule.objects.create(kind=FIGURES.code, offset_days=-21)
    assert sweep(at=morning(-30)) == 0
    assert sweep(at=morning(-21)) == 2
    ensure_rules()
    assert ReminderRule.objects.filter(kind=FIGURES.code).count() == len(LADDER) + 1


def test_a_sweep_costs_the_same_statements_for_many_letters(editors, django_assert_max_num_queries):
    for number in range(40):
        put(f"s{number}")
    sweep(at=morning(-31))
    with django_assert_max_num_queries(30 + 40):  # one question a row: whom it wakes
        assert sweep(at=morning(-30)) == 80
