"""Sums of what was accepted: changed by whole versions, and the same as a count of the lines."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from monitoring.actions import cycles, lines, rollups, submissions
from monitoring.models import Rollup, Submission
from monitoring.queries import totals
from monitoring.queries.lines import lines_of
from monitoring.queries.rollups import every_drift
from pact.access import scope

pytestmark = pytest.mark.django_db


def report(cast, cycle, who, organization, **cells):
    """Fill in the first line and send it."""
    one = Submission.objects.select_related("cycle", "organization", "group").get(
        cycle=cycle, organization=organization
    )
    with scope.entered(who):
        submissions.begin(who, one, at=cast.at)
        line = lines_of(who, one)[0]
        for column, text in cells.items():
            revision = line.revisions[column]
            lines.save_cell(who, one, line=line.line, column=column, text=text, revision=revision, at=cast.at)
        submissions.send(who, one, at=cast.at)
    return one


def accept(cast, who, one):
    with scope.entered(who):
        submissions.accept(who, one, at=cast.at)


def drift() -> int:
    with scope.as_system("test"):
        return every_drift()


def test_accepting_counts_in_and_sending_back_takes_out(cast, cycle):
    first = report(cast, cycle, cast.ingrid, cast.vestbygd, new="100", refurbished="20", remanufactured="?")
    second = report(cast, cycle, cast.stranger, cast.nordby, new="5", meets="3")
    direct = report(cast, cycle, cast.gerda, cast.alone, new="7")
    assert not Rollup.objects.exists() and drift() == 0
    accept(cast, cast.coordinator, first)
    accept(cast, cast.coordinator, second)
    accept(cast, cast.secretary, direct)
    assert drift() == 0
    found = {(row["product_group__code"], row["condition"]): row for row in totals(cast.coordinator, cycle, cast.group)}
    new = found["laptop", "NEW"]
    assert (new["devices"], new["meets"], new["organizations"]) == (105, 3, 2)
    assert (found["laptop", "REMANUFACTURED"]["devices"], found["laptop", "REMANUFACTURED"]["unknown"]) == (None, 1)
    everything = {(row["product_group__code"], row["condition"]): row for row in totals(cast.secretary, cycle)}
    assert everything["laptop", "NEW"]["devices"] == 112
    with scope.entered(cast.coordinator):
        submissions.send_back(cast.coordinator, first, ["Look again"], at=cast.at)
        left = {(row["product_group__code"], row["condition"]): row for row in totals(cast.coordinator, cycle)}
    assert drift() == 0 and left["laptop", "NEW"]["devices"] == 5
    with scope.as_system("test"):
        cycles.freeze(cast.hand, cycle, at=cast.at)
    assert drift() == 0


def test_sums_are_in_reach_of_those_who_received_the_figures(cast, cycle):
    accept(cast, cast.secretary, report(cast, cycle, cast.gerda, cast.alone, new="7"))
    for who in (cast.gerda, cast.coordinator, cast.ingrid):
        with scope.entered(who):
            assert totals(who, cycle) == []


def test_a_country_that_changes_later_leaves_no_drift(cast, cycle):
    one = report(cast, cycle, cast.ingrid, cast.vestbygd, new="100")
    accept(cast, cast.coordinator, one)
    cast.vestbygd.country = "SE"
    cast.vestbygd.save()
    assert drift() == 0 and set(Rollup.objects.values_list("country", flat=True)) == {"NO"}
    with scope.entered(cast.coordinator):
        submissions.send_back(cast.coordinator, one, ["Look again"], at=cast.at)
    assert drift() == 0 and not Rollup.objects.filter(lines__gt=0).exists()


def test_a_wrong_sum_is_found_and_counted_anew(cast, cycle):
    accept(cast, cast.coordinator, report(cast, cycle, cast.ingrid, cast.vestbygd, new="100"))
    right = list(Rollup.objects.order_by("condition", "product_group").values_list("condition", "devices"))
    out = StringIO()
    call_command("rollups", stdout=out)
    assert "agree" in out.getvalue()
    Rollup.objects.filter(condition="NEW", devices=100).update(devices=99)
    with pytest.raises(CommandError, match="2 sums differ"):
        call_command("rollups")
    assert rollups.rebuild(at=cast.at) == 2 and drift() == 0
    assert list(Rollup.objects.order_by("condition", "product_group").values_list("condition", "devices")) == right
