"""Setting, meeting, ending and extending obligations, across tenants."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from pact.access import Actor, Hat, scope
from pact.accounts.actions import ensure_user
from pact.deadlines import Kind, end_of_day
from pact.deadlines.models import LAPSED, MET, MET_LATE, OPEN, WAIVED, Obligation
from pact.deadlines.sweeping import sweep

AT = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
DUE = end_of_day(date(2027, 3, 31), "Europe/Amsterdam")
FIGURES = Kind("tests.figures_due", "Figures", clause="3.1.2")
ABOUT = ("tests.submission", "abc")


def put(**fields):
    FIGURES.set(
        **{"about": ABOUT, "organization_id": 5, "due_at": DUE, "at": AT, "title": "Figures for 2026", **fields}
    )


def test_setting_the_same_again_changes_nothing(db):
    put()
    put()
    put(due_at=DUE + timedelta(days=1))
    row = Obligation.objects.get()
    assert (row.state, row.due_at, row.workspace, row.clause) == (OPEN, DUE, "ORGANIZATION", "3.1.2")


def test_what_was_met_is_not_set_again_by_nightly_reconciling(db):
    put()
    FIGURES.meet(ABOUT, AT)
    put()
    assert Obligation.objects.get().state == MET


def test_met_in_time_and_met_late(db):
    put()
    assert FIGURES.meet(ABOUT, DUE) == 1
    assert Obligation.objects.get().state == MET
    FIGURES.reopen(ABOUT, DUE)
    assert FIGURES.meet(ABOUT, DUE + timedelta(milliseconds=1)) == 1
    row = Obligation.objects.get()
    assert (row.state, row.met_at) == (MET_LATE, DUE + timedelta(milliseconds=1))
    assert FIGURES.meet(ABOUT, AT) == 0


def test_work_without_a_day_can_come_again(db):
    put(due_at=None)
    FIGURES.meet(ABOUT, AT)
    put(due_at=None)
    assert sorted(Obligation.objects.values_list("state", flat=True)) == [MET, OPEN]
    FIGURES.meet(ABOUT, AT)
    assert FIGURES.reopen(ABOUT, AT) == 1
    assert sorted(Obligation.objects.values_list("state", flat=True)) == [MET, OPEN]
    assert FIGURES.reopen(ABOUT, AT) == 0


def test_more_time_is_a_new_row_that_points_back(db):
    put()
    later = end_of_day(date(2027, 4, 14), "Europe/Amsterdam")
    assert FIGURES.replace(ABOUT, due_at=later, at=AT) == 1
    old, new = Obligation.objects.order_by("due_at")
    assert (old.state, old.due_at, new.state, new.due_at, new.replaces) == (WAIVED, DUE, OPEN, later, old)
    assert (new.title, new.organization_id) == ("Figures for 2026", 5)
    assert FIGURES.replace(ABOUT, due_at=later, at=AT) == 0
    assert FIGURES.reopen(ABOUT, AT) == 0


def test_a_due_day_is_written_once_whatever_a_program_does(db):
    put()
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        Obligation.objects.update(due_at=DUE + timedelta(days=1))


def test_several_people_each_meet_their_own(db):
    people = [ensure_user(f"{name}@example.org", name=name, at=AT) for name in ("ann", "bo")]
    for user in people:
        put(user=user, organization_id=None)
    assert FIGURES.meet(ABOUT, AT, user=people[0]) == 1
    assert Obligation.objects.get(user=people[1]).state == OPEN


def test_the_owner_must_be_plain(db):
    with pytest.raises(ValueError, match="workspace"):
        put(group_id=3)
    with pytest.raises(ValueError, match="workspace"):
        put(organization_id=None)
    put(group_id=3, workspace="GROUP")
    assert Obligation.objects.get().workspace == "GROUP"


def test_one_tenant_sets_and_meets_what_another_sees(db):
    coordinator = Actor(user_id=1, organizations=(Hat(9, "x", "X", frozenset()),))
    procurer = Actor(user_id=2, organizations=(Hat(5, "y", "Y", frozenset({"EDITOR"})),))
    with scope.entered(coordinator):
        put()
        put()
        assert Obligation.objects.count() == 0
    with scope.entered(procurer):
        assert Obligation.objects.visible_to(procurer).count() == 1
    with scope.entered(coordinator):
        assert FIGURES.meet(ABOUT, AT) == 1
        assert Obligation.objects.count() == 0
    assert Obligation.objects.get().state == MET


def test_what_is_closed_lapses(db):
    put(closes_at=DUE + timedelta(days=45))
    sweep(at=DUE + timedelta(days=44))
    assert Obligation.objects.get().state == OPEN
    sweep(at=DUE + timedelta(days=46))
    assert Obligation.objects.get().state == LAPSED


def test_a_ladder_needs_a_letter_and_readers():
    with pytest.raises(ValueError, match="nobody to wake"):
        Kind("tests.broken", "Broken", ladder=(-1,))


def test_the_database_refuses_an_obligation_that_nobody_has(db):
    with pytest.raises(IntegrityError, match="somebody_acts"), transaction.atomic(), connection.cursor() as cursor:
        put()
        cursor.execute("update deadlines_obligation set organization_id = null")
