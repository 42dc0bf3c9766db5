"""Pact 2.1.4: who is in by a screening is checked again every year; nothing is extended in silence."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from buyergroups.actions import admissions, delegations, every_day, memberships
from buyergroups.models import GroupMembership
from buyergroups.queries import pages
from governance.actions import decisions
from governance.models import Matter
from pact.access import CannotNow, Refused, scope
from pact.deadlines.models import Obligation
from participants.actions import screenings
from participants.models import Screening
from participants.rules import CONFLICT_QUESTIONS
from tests.buyergroups.appointing import pair
from tests.buyergroups.make import AT, HAND, caring, group
from tests.governance import make as committee
from tests.participants import make

pytestmark = pytest.mark.django_db
CLEAR = dict.fromkeys(CONFLICT_QUESTIONS, "NO")
OWNED = {**CLEAR, "owned_by_ict": "UNSURE"}
SOON = AT + timedelta(days=340)
LATE = AT + timedelta(days=380)


def tasks(kind: str) -> list[tuple]:
    rows = Obligation.objects.filter(kind=f"buyergroups.check_{kind}_again").order_by("set_at")
    return [(row.workspace, row.state, row.due_at.date().isoformat()) for row in rows]


def observer(made, name="Repair Institute"):
    outside = make.organization(name, legal_kind="PRIVATE_COMPANY")
    screening = screenings.screen_organization(HAND, outside, "MEMBERSHIP", CLEAR, evidence="Seen.", at=AT)
    return memberships.admit_non_participant(caring(made), made, outside, "OBSERVER", screening, at=AT)


def again(made, membership, answers=CLEAR, at=SOON):
    with scope.entered(caring(made)):
        outcome = admissions.check_again(caring(made), membership, answers, evidence="Read again.", at=at)
    membership.refresh_from_db()
    return outcome


def check(row, answers=CLEAR, at=SOON):
    found = delegations.check_again(committee.staff(), row, answers, evidence="Read again.", at=at)
    row.refresh_from_db()
    return found


def decided(kind: str, terms, votes: str):
    matter = Matter.objects.get(kind=kind, state="OPEN")
    decision = decisions.open_vote(HAND, matter, question=matter.title, closes_at=committee.CLOSES, at=AT)
    if committee.cast_all(decision, terms, votes).state == "OPEN":
        decisions.close(HAND, decision, reasons="A seller owns it.", public_text="", at=AT)


def test_2_1_4_thirty_days_before_the_check_ends_the_coordinator_has_it_on_the_tasks():
    made = group()
    observer(made)
    every_day(at=AT + timedelta(days=334))
    assert tasks("member") == []
    for _ in range(2):
        every_day(at=SOON)
    assert tasks("member") == [("GROUP", "OPEN", "2028-03-01")]


def test_2_1_4_an_unanswered_check_is_overdue_and_extends_nothing():
    made = group()
    membership = observer(made)
    every_day(at=LATE)
    (row,) = pages.home(made, LATE.date()).rows
    assert (row.check_overdue, row.checked_until.isoformat()) == (True, "2028-03-01")
    membership.refresh_from_db()
    assert membership.state == "ACTIVE"
    assert Screening.objects.count() == 1
    (row,) = pages.home(made, AT.date()).rows
    assert not row.check_due


def test_2_1_4_clear_again_is_good_for_twelve_months_more():
    made = group()
    membership = observer(made)
    every_day(at=SOON)
    assert again(made, membership) == "CLEAR"
    assert membership.screening.screened_at == SOON
    assert tasks("member")[0][1] == "MET"
    (row,) = pages.home(made, LATE.date()).rows
    assert not row.check_due


def test_3_3_3_a_conflict_ends_the_membership():
    made = group()
    membership = observer(made)
    assert again(made, membership, {**CLEAR, "sells_ict": "YES"}) == "CONFLICT"
    assert membership.state == "ENDED"


@pytest.mark.parametrize(("votes", "state"), [("YYYYY", "ACTIVE"), ("NNNNN", "ENDED")])
def test_2_1_4_in_doubt_the_committee_decides_and_it_stays_until_then(votes, state):
    terms = committee.committee(5)
    made = group()
    membership = observer(made)
    assert again(made, membership, OWNED) == "DOUBT"
    assert (membership.state, membership.next_screening.outcome) == ("ACTIVE", "DOUBT")
    with pytest.raises(CannotNow, match="decides about the last check first"):
        again(made, membership)
    decided("GROUP_DOUBT", terms, votes)
    membership.refresh_from_db()
    assert (membership.state, membership.next_screening) == (state, None)
    assert Screening.objects.about(membership.organization_id).first().decision_number


def test_2_1_4_a_group_without_a_coordinator_is_checked_by_the_secretariat():
    made = group()
    membership = observer(made)
    made.coordination = None
    made.save()
    every_day(at=SOON)
    assert tasks("member")[0][0] == "SECRETARIAT"
    assert admissions.check_again(committee.staff(), membership, CLEAR, evidence="Read.", at=SOON) == "CLEAR"
    stranger = caring(group("Other group"))
    with pytest.raises(Refused):
        admissions.check_again(stranger, membership, CLEAR, evidence="Read.", at=SOON)


def test_2_1_4_an_appointment_in_force_is_checked_again_by_the_secretariat():
    cast = pair()
    row = cast.in_force()
    every_day(at=SOON)
    assert tasks("delegate") == [("SECRETARIAT", "OPEN", "2028-03-01")]
    assert check(row).outcome == "CLEAR"
    assert (row.state, row.screening.screened_at) == ("ACTIVE", SOON)
    assert tasks("delegate")[0][1] == "MET"


def test_2_1_4_an_overdue_check_cannot_be_renewed():
    cast = pair()
    row = cast.in_force()
    every_day(at=LATE)
    row.refresh_from_db()
    assert row.state == "ACTIVE"
    nordic = group("Nordic group", codes=("NO", "SE"), coordination=cast.role)
    with scope.entered(cast.coordinator(LATE)), pytest.raises(CannotNow, match=r"is overdue.*2\.1\.4"):
        cast.proposed(at=LATE, group=nordic)
    assert check(row, at=LATE).outcome == "CLEAR"


def test_3_2_3_a_conflict_found_later_ends_the_appointment():
    cast = pair()
    cast.agency.legal_kind = "PRIVATE_COMPANY"
    cast.agency.save()
    row = cast.in_force()
    assert check(row, {**CLEAR, "makes_ict": "YES"}).outcome == "CONFLICT"
    assert row.state == "FAILED"
    assert not cast.delegate(SOON).group_ids


@pytest.mark.parametrize(("votes", "state", "outcome"), [("YYYYY", "ACTIVE", "CLEAR"), ("NNNNN", "FAILED", "CONFLICT")])
def test_2_1_4_a_doubt_about_an_appointed_one_is_the_committees(votes, state, outcome):
    terms = committee.committee(5)
    cast = pair()
    row = cast.in_force()
    found = check(row, OWNED)
    assert (row.state, row.screening.outcome, row.next_screening) == ("ACTIVE", "CLEAR", found)
    decided("DELEGATION_DOUBT", terms, votes)
    row.refresh_from_db()
    found.refresh_from_db()
    assert (row.state, found.outcome) == (state, outcome)
    assert (row.screening == found) is (state == "ACTIVE")


def test_2_1_4_raw_sql_puts_nobody_in_a_group_or_a_role_without_a_clear_screening_of_its_own():
    cast = pair()
    row, membership = cast.in_force(), observer(cast.group)
    reseller = make.organization("Reseller", legal_kind="PRIVATE_COMPANY")
    sells = {**CLEAR, "sells_ict": "YES"}
    conflict = screenings.screen_organization(HAND, reseller, "MEMBERSHIP", sells, evidence="Shop.", at=AT)
    tables = {"participants_delegation": row, "buyergroups_groupmembership": membership}
    for table, one in tables.items():
        for screening in ("null", conflict.pk):
            with pytest.raises(IntegrityError, match="screened"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"update {table} set screening_id = {screening} where id = {one.pk}")
    with pytest.raises(IntegrityError, match="screened"), transaction.atomic():
        GroupMembership.objects.create(
            group=cast.group, organization=reseller, basis="NON_PARTICIPANT", kind="OBSERVER", state="ACTIVE",
            period=(AT.date(), None), screening=conflict, asked_at=AT,
        )  # fmt: skip


def test_2_1_4_the_database_holds_the_door_also_for_those_who_cannot_read_the_screening():
    made = group()
    membership = observer(made)
    with scope.entered(caring(made)), connection.cursor() as cursor:
        cursor.execute("select count(*) from participants_screening where id = %s", [membership.screening_id])
        assert cursor.fetchone() == (0,)
        cursor.execute("update buyergroups_groupmembership set state = 'ACTIVE' where id = %s", [membership.pk])
        cursor.execute("select current_setting('app.scope', true)")
        assert cursor.fetchone() == ("member",)
