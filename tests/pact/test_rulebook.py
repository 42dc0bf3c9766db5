"""Dated values: the number that rules on a day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from pact.rulebook import rule
from pact.rulebook.actions import set_rule
from pact.rulebook.models import RuleParameter
from pact.rulebook.reading import NoSuchRule

pytestmark = pytest.mark.django_db
START, CHANGE = date(2021, 6, 14), date(2026, 1, 1)


@pytest.fixture(autouse=True)
def fee():
    facts = {"clause": "5.3.2", "unit": "EUR a year", "sentence": "The yearly contribution."}
    set_rule("tests.fee", "15000.00", valid_from=START, source="Text of the Pact", **facts)
    set_rule("tests.fee", "12000.00", valid_from=CHANGE, source="Decision SC-2025-009", **facts)


@pytest.mark.parametrize(
    ("day", "value"),
    [(START, "15000.00"), (date(2025, 12, 31), "15000.00"), (CHANGE, "12000.00"), (date(2030, 12, 31), "12000.00")],
)
def test_old_values_keep_ruling_old_days(day, value):
    assert rule("tests.fee", on=day) == value


def test_before_its_first_day_there_is_no_rule():
    with pytest.raises(NoSuchRule):
        rule("tests.fee", on=date(2021, 6, 13))


def test_two_values_for_one_day_are_impossible_in_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleParameter.objects.create(
            key="tests.fee", value=1, clause="5.3.2", valid=DateRange(CHANGE, None), source="x", sentence="x"
        )
