"""Methodology, effects of accepted lines, targets."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from buyergroups.actions import users_served
from buyergroups.models import UsersServed
from monitoring import calculator, public
from monitoring.actions import cycles, every_day, lines, methodology, submissions, targets, terms
from monitoring.models import MethodologyVersion, Target, TargetReading
from monitoring.queries import factors_of
from monitoring.queries.effects import every_reduction
from monitoring.queries.lines import lines_of
from monitoring.rules import Answer
from pact.access import CannotNow, scope
from pact.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(cast, submission):
    with scope.entered(cast.ingrid):
        submissions.begin(cast.ingrid, submission, at=cast.at)
        line = lines_of(cast.ingrid, submission)[0].line
        for column, text in {"new": "100", "refurbished": "20", "remanufactured": "?"}.items():
            lines.save_cell(cast.ingrid, submission, line=line, column=column, text=text, revision=1, at=cast.at)
        stated = {("laptop", "NEW"): (Answer(84), "donation"), ("laptop", "REFURBISHED"): (Answer(), "")}
        terms.save_lifetimes(cast.ingrid, submission, stated, at=cast.at)
        submissions.send(cast.ingrid, submission, at=cast.at)
    with scope.entered(cast.coordinator):
        submissions.accept(cast.coordinator, submission, at=cast.at)
    return submission


def test_the_shipped_methodology_is_entered_once(cast):
    first = MethodologyVersion.objects.get()
    assert (first.version, first.state, first.sha256) == ("1.0.0", "ADOPTED", calculator.shipped().sha256())
    assert methodology.load(at=cast.at) == first
    assert any(row["licence"] for row in first.sources)


def test_a_year_is_calculated_with_the_factors_it_opened_with(cast, cycle, accepted):
    assert factors_of(cycle).sha256() == cycle.methodology.sha256
    given = [("laptop", "new", 100, 7), ("laptop", "refurbished", 20, None)]
    lines = [(None, calculator.LineInput(*line, None, None, "NO")) for line in given]
    total = calculator.roll_up_lines(lines, calculator.shipped())[None]
    with scope.as_system("test"):
        assert every_reduction(cycle) == (total.reduction_fraction, 120)
    cycle.methodology.sha256 = "0" * 64
    with pytest.raises(CannotNow, match="not those that were adopted"):
        factors_of(cycle)
    cycle.methodology = None
    with pytest.raises(CannotNow, match="no methodology"):
        factors_of(cycle)


def test_targets_are_those_of_the_text_and_readings_are_kept(cast):
    assert {row.metric: row.clause for row in Target.objects.all()} == {
        "USERS_SERVED": "1.2.1.d",
        "REDUCTION": "1.2.1.b",
        "AVAILABILITY": "1.2.1.a",
    }
    target = Target.objects.get(metric="USERS_SERVED")
    day = target.due_on
    first = targets.take_reading(cast.hand, target, as_of=day, value=2_400_000, basis={}, at=cast.at)
    assert targets.take_reading(cast.hand, target, as_of=day, value=2_400_000, basis={}, at=cast.at) == first
    second = targets.take_reading(cast.hand, target, as_of=day, value=2_500_000, basis={}, at=cast.at)
    assert second.restates == first and target.readings.count() == 2


def test_a_reading_is_frozen_once_when_its_day_has_come(cast, cycle, accepted):
    """Pact 1.2.1.d: measured on the due date, as known then; later nights change nothing."""
    users = Target.objects.get(metric="USERS_SERVED")
    assert not TargetReading.objects.exists()
    stated = {"as_of": date(2022, 5, 1), "entered_at": cast.at, "source": "MEASURED"}
    UsersServed.objects.create(organization=cast.vestbygd, users_total=1900, **stated)
    with scope.as_system("night"):
        every_day(cast.hand, at=cast.at)
        every_day(cast.hand, at=cast.at)
    reading = TargetReading.objects.get()
    assert (reading.target, reading.as_of, reading.value) == (users, users.due_on, Decimal(1900))
    assert reading.basis["total"] == 1900 and reading.frozen_at == cast.at
    assert Event.objects.filter(verb="monitoring.target.read").count() == 1


def test_p2_a_later_correction_stands_beside_the_frozen_reading(cast, cycle, accepted):
    """A correction of a day before the due date restates; the reading stays as it was taken, whatever is tried."""
    day = date(2023, 6, 1)
    later = datetime(2027, 2, 9, 10, tzinfo=UTC)
    with scope.as_system("night"):
        users_served.state_users(cast.hand, cast.vestbygd, as_of=day, users_total=1900, source="MEASURED", at=cast.at)
        every_day(cast.hand, at=cast.at)
        users_served.state_users(cast.hand, cast.vestbygd, as_of=day, users_total=1750, source="MEASURED", at=later)
        every_day(cast.hand, at=later)
        every_day(cast.hand, at=later)
    frozen, restated = TargetReading.objects.order_by("pk")
    assert (frozen.value, frozen.frozen_at, frozen.restates) == (Decimal(1900), cast.at, None)
    assert (restated.value, restated.frozen_at, restated.restates) == (Decimal(1750), later, frozen)
    assert Event.objects.filter(verb="monitoring.target.restated").count() == 1
    card = next(one for one in public.targets() if one.metric == "USERS_SERVED")
    assert [(one.value, one.restates) for one in card.readings] == [(Decimal(1900), False), (Decimal(1750), True)]
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        TargetReading.objects.filter(pk=frozen.pk).update(value=1)


def test_the_reduction_is_read_from_the_newest_final_year(cast, cycle, accepted):
    late = datetime(2031, 1, 2, tzinfo=UTC)
    with scope.as_system("night"):
        assert targets.read_due(cast.hand, at=late) == 1, "no year is final, only users are read"
        cycles.freeze(cast.hand, cycle, at=cast.at)
        assert targets.read_due(cast.hand, at=late) == 1
        assert targets.read_due(cast.hand, at=late) == 0
        share, devices = every_reduction(cycle)
    reading = TargetReading.objects.get(target__metric="REDUCTION")
    assert reading.value == share.quantize(Decimal("0.0001")) and reading.basis["devices"] == devices == 120
    assert reading.basis["sha256"] == cycle.methodology.sha256
