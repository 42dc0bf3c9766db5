"""Methodology, effects of accepted lines, targets."""

import pytest

from monitoring import calculator
from monitoring.actions import effects, lines, methodology, submissions, targets, terms
from monitoring.models import LineEffect, MethodologyVersion, Target
from monitoring.queries import accepted_lines, totals
from monitoring.queries.lines import lines_of
from monitoring.rules import Answer
from pact.access import scope

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


def test_the_effect_of_each_accepted_line_is_stored_and_agrees_with_the_method(cast, cycle, accepted):
    assert effects.calculate(cycle, at=cast.at) == 2
    assert effects.calculate(cycle, at=cast.at) == 0
    stored = LineEffect.objects.get(line__condition="NEW", line__quantity=100)
    line = calculator.LineInput("laptop", "new", 100, 7, None, None, "NO")
    expected = calculator.line_effect(line, calculator.shipped())
    assert stored.avoided_kg == expected["avoided_kg"]
    assert stored.outputs["avoided_kg"] == str(expected["avoided_kg"])
    refurbished = LineEffect.objects.get(line__condition="REFURBISHED")
    assert "lifetime_imputed" in refurbished.flags
    assert refurbished.group_id == cast.group.pk


def test_accepted_lines_and_totals_keep_conditions_apart(cast, cycle, accepted):
    rows = [row for row in accepted_lines(cycle) if row["quantity"]]
    assert [(row["condition"], row["quantity"]) for row in rows] == [("NEW", 100), ("REFURBISHED", 20)]
    found = {(row["product_group__code"], row["condition"]): row for row in totals(cast.coordinator, cycle, cast.group)}
    assert found["laptop", "NEW"]["devices"] == 100
    assert found["laptop", "REMANUFACTURED"]["unknown"] == 1
    with scope.entered(cast.gerda):
        assert totals(cast.gerda, cycle) == []


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
