"""What the clock does in the calendar: time passed, and "Is this still right?" twice a year (M20)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from buyergroups import rules
from buyergroups.actions import every_day, tender_rounds, tender_stages, tenders
from pact.access import Refused
from pact.deadlines.models import Obligation
from pact.deadlines.sweeping import sweep
from pact.mail.models import OutboxMail
from tests.buyergroups.make import AT, HAND, buyer, group, manager
from tests.buyergroups.make_tenders import tender, told

pytestmark = pytest.mark.django_db
YEAR = AT.year + 1


def at(month: int, day: int, year: int = YEAR) -> datetime:
    return datetime(year, month, day, 9, tzinfo=UTC)


@pytest.fixture
def vestbygd():
    group()
    return buyer()


def open_tasks(kind: str) -> int:
    return Obligation.objects.filter(kind=f"buyergroups.{kind}", state="OPEN").count()


def letters(kind: str) -> int:
    return OutboxMail.objects.filter(kind=f"buyergroups.{kind}").count()


def test_time_passed_is_a_task_with_letters_after_seven_and_thirty_days(vestbygd):
    row = tender(vestbygd, when=f"April {YEAR}")
    tender_rounds.ask_what_became(at=at(4, 30))
    assert open_tasks("update_tender") == 0
    for _ in range(2):
        assert tender_rounds.ask_what_became(at=at(5, 1)) == 1
    assert open_tasks("update_tender") == 1
    sweep(at=at(5, 6))
    assert letters("tender_passed") == 0
    for day, sent in ((7, 1), (8, 1), (30, 2), (31, 2)):
        sweep(at=at(5, day))
        assert letters("tender_passed") == sent
    tender_stages.postpone(HAND, row, rules.quarter(YEAR, 4), note="Later.", at=at(6, 1))
    assert open_tasks("update_tender") == 0


def test_a_new_time_settles_it_and_the_next_time_asks_again(vestbygd):
    row = tender(vestbygd, when=f"April {YEAR}")
    tender_rounds.ask_what_became(at=at(5, 1))
    tenders.change(HAND, row, told(when=f"June {YEAR}"), version=1, at=at(5, 2))
    assert open_tasks("update_tender") == 0
    tender_rounds.ask_what_became(at=at(7, 1))
    assert open_tasks("update_tender") == 1


def test_talking_with_the_market_does_not_settle_a_time_that_has_passed(vestbygd):
    row = tender(vestbygd, when=f"April {YEAR}")
    tender_rounds.ask_what_became(at=at(5, 1))
    tender_stages.step(HAND, row, "announce", at=at(5, 2))
    assert open_tasks("update_tender") == 1
    tender_stages.award(HAND, row, on=date(YEAR, 5, 2), at=at(5, 2))
    assert open_tasks("update_tender") == 0


def test_on_the_first_of_march_one_letter_lists_all(vestbygd):
    tender(vestbygd, "Laptops", f"May {YEAR}")
    tender(vestbygd, "Smartphones", f"Q4 {YEAR}")
    assert tender_rounds.ask_if_right(at=at(2, 28)) == 0
    for day in (1, 2):
        assert tender_rounds.ask_if_right(at=at(3, day)) == 1
    assert (open_tasks("confirm_tenders"), letters("confirm_tenders")) == (1, 1)
    letter = OutboxMail.objects.get(kind="buyergroups.confirm_tenders")
    assert "Laptops: May" in letter.text and "Smartphones: quarter 4" in letter.text
    assert letter.subject == "Is this still right? Your 2 coming tenders"


def test_one_button_confirms_all(vestbygd):
    rows = [tender(vestbygd, "Laptops", f"May {YEAR}"), tender(vestbygd, "Smartphones", f"Q4 {YEAR}")]
    tender_rounds.ask_if_right(at=at(3, 1))
    with pytest.raises(Refused):
        tender_rounds.confirm_all(manager(buyer("Solvik kommune")), vestbygd, at=at(3, 5))
    assert tender_rounds.confirm_all(manager(vestbygd), vestbygd, at=at(3, 5)) == 2
    for row in rows:
        row.refresh_from_db()
        assert row.confirmed_on == date(YEAR, 3, 5)
    assert open_tasks("confirm_tenders") == 0
    assert tender_rounds.ask_if_right(at=at(3, 6)) == 0
    assert tender_rounds.ask_if_right(at=at(9, 1)) == 1


def test_looking_at_each_settles_the_question_too(vestbygd):
    first, second = tender(vestbygd, "Laptops", f"May {YEAR}"), tender(vestbygd, "Smartphones", f"Q4 {YEAR}")
    tender_rounds.ask_if_right(at=at(3, 1))
    tenders.change(HAND, first, told("Laptops", f"June {YEAR}"), version=1, at=at(3, 2))
    assert open_tasks("confirm_tenders") == 1
    tender_stages.step(HAND, second, "announce", at=at(3, 3))
    assert open_tasks("confirm_tenders") == 0


def test_what_has_passed_is_not_confirmed(vestbygd):
    row = tender(vestbygd, "Laptops", f"February {YEAR}")
    assert tender_rounds.ask_if_right(at=at(3, 1)) == 0
    assert tender_rounds.confirm_all(HAND, vestbygd, at=at(3, 1)) == 0
    row.refresh_from_db()
    assert row.confirmed_on == AT.date()


def test_who_left_is_asked_for_nothing(vestbygd):
    tender(vestbygd, "Laptops", f"February {YEAR}")
    tender(vestbygd, "Smartphones", f"Q4 {YEAR}")
    participation = vestbygd.participations.get()
    participation.period = type(participation.period)(participation.period.lower, date(YEAR, 1, 31))
    participation.save()
    assert (tender_rounds.ask_what_became(at=at(3, 1)), tender_rounds.ask_if_right(at=at(3, 1))) == (0, 0)


def test_the_night_does_both_and_repeats_harmlessly(vestbygd):
    tender(vestbygd, "Laptops", f"February {YEAR}")
    tender(vestbygd, "Smartphones", f"Q4 {YEAR}")
    for hours in (0, 1):
        every_day(at=at(3, 1) + timedelta(hours=hours))
    assert (open_tasks("update_tender"), open_tasks("confirm_tenders"), letters("confirm_tenders")) == (1, 1, 1)
