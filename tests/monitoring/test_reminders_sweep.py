"""The ladder of the yearly figures: who is reminded when, in which words, and never twice."""

from datetime import UTC, datetime, timedelta

import pytest

from monitoring import actions as floor
from monitoring.actions import lines, submissions
from monitoring.queries.lines import lines_of
from pact.access import scope
from pact.deadlines.models import Obligation
from pact.deadlines.sweeping import sweep
from pact.mail.models import OutboxMail

pytestmark = pytest.mark.django_db


def letters(kind, to=""):
    rows = OutboxMail.objects.filter(kind=f"monitoring.{kind}")
    return list((rows.filter(to=to) if to else rows).order_by("created_at").values_list("subject", flat=True))


def on(month, day):
    """Half past six in the morning UTC: after seven in Norway and Austria in summer and winter alike."""
    return datetime(2027, month, day, 6, 30, tzinfo=UTC)


def test_each_rung_reaches_each_editor_once(cast, cycle):
    for _again in range(2):
        sweep(at=on(3, 1))
    assert letters("figures_due", "ingrid@vestbygd.example") == ["30 days left: figures for 2026, Vestbygd kommune"]
    assert len(letters("figures_due")) == 4, "two editors, one editor each of the two others; never the reader"
    sweep(at=on(3, 17))
    sweep(at=on(3, 31))
    assert letters("figures_due", "gerda@alone.example")[1:] == [
        "14 days left: figures for 2026, Gemeinde Alleinig",
        "Due today: figures for 2026, Gemeinde Alleinig",
    ]
    sweep(at=on(4, 7))
    assert letters("figures_overdue", "gerda@alone.example") == [
        "Overdue since 31 March 2027: figures for 2026, Gemeinde Alleinig"
    ]


def test_who_has_sent_is_left_in_peace_until_it_comes_back(cast, submission):
    with scope.entered(cast.ingrid):
        submissions.begin(cast.ingrid, submission, at=cast.at)
        line = lines_of(cast.ingrid, submission)[0].line
        lines.save_cell(cast.ingrid, submission, line=line, column="new", text="5", revision=1, at=cast.at)
        submissions.send(cast.ingrid, submission, at=cast.at)
    sweep(at=on(3, 1))
    assert not letters("figures_due", "ingrid@vestbygd.example")
    with scope.entered(cast.coordinator):
        submissions.send_back(cast.coordinator, submission, ["Look again."], at=on(3, 10))
    sweep(at=on(3, 17))
    text = OutboxMail.objects.get(kind="monitoring.figures_due", to="ingrid@vestbygd.example").text
    assert "came back with remarks" in text


def test_the_words_depend_on_the_draft(cast, submission):
    with scope.entered(cast.ingrid):
        submissions.begin(cast.ingrid, submission, at=cast.at)
    sweep(at=on(3, 24))
    assert "You have a draft" in OutboxMail.objects.get(kind="monitoring.figures_due", to="olav@vestbygd.example").text
    other = OutboxMail.objects.get(kind="monitoring.figures_due", to="nils@nordby.example").text
    assert "Nobody has begun" in other


def test_a_day_of_this_floor_may_run_twice(cast, cycle):
    for _again in range(2):
        floor.every_day(cast.hand, at=cast.at)
    assert cycle.submissions.count() == 3
    assert Obligation.objects.filter(kind="monitoring.figures_due").count() == 3
    assert OutboxMail.objects.filter(kind="monitoring.figures_open").count() == 4


def test_who_joins_late_has_three_weeks(cast, cycle):
    from monitoring.actions import cycles
    from tests.monitoring.conftest import organization

    late = organization("late", "Sen kommune", text=cast.vestbygd.participation.text)
    cycles.ensure_submissions(cast.hand, at=cast.at + timedelta(days=50))
    assert cycle.submissions.get(organization=late).due_on.isoformat() == "2027-04-13"


def test_what_is_not_sent_lapses_with_the_freeze(cast, cycle):
    sweep(at=datetime(2027, 5, 16, 12, tzinfo=UTC))
    states = set(Obligation.objects.filter(kind="monitoring.figures_due").values_list("state", flat=True))
    assert states == {"LAPSED"}
