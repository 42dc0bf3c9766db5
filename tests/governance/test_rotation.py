"""The rotation every two years: a third stays, a third changes, all in one step or nothing (Pact 5.1.4)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from governance import rules
from governance.actions import rotation, seats
from governance.models import RotationPlan, SeatTerm
from governance.public import coming_members
from governance.queries.rotation import every_plan
from pact.access import CannotNow, Refused
from participants.models import Appointment
from tests.governance.make import AT, HAND, TERM, committee, member, person, secretary
from tests.governance.test_decisions_pages import browser
from tests.participants import make

pytestmark = pytest.mark.django_db
DAY = TERM[1]


def town(number: int):
    return make.founder(f"Town {number}", "PROCURING").organization


def joined(terms) -> None:
    """The makers' ministries sit without a participation; to go on they take part."""
    make.text()
    for term in terms:
        make.participations.found(
            HAND, term.organization, "COORDINATING", signer_name="A", signer_title="B", signed_at=AT, at=AT
        )


@pytest.fixture
def plan():
    """Five seats, all of them staying."""
    joined(committee(5))
    return rotation.draft(HAND, begins_on=DAY, at=AT)


def give(plan, number, organization):
    user = person(f"new{number}@seat.example")
    return rotation.plan_seat(HAND, plan, number, organization=organization, user=user, at=AT)


@pytest.mark.parametrize(
    ("before", "stay", "change", "holds"),
    [(5, 3, 2, True), (5, 4, 1, False), (5, 1, 4, False), (5, 2, 3, True), (6, 2, 4, True), (6, 4, 2, True),
     (7, 3, 4, True), (7, 2, 5, False), (9, 3, 6, True), (11, 4, 7, True), (11, 3, 8, False), (11, 8, 3, False)],
)  # fmt: skip
def test_5_1_4_at_least_a_third_stays_and_at_least_a_third_changes(before, stay, change, holds):
    now = set(range(before))
    then = set(range(stay)) | {100 + number for number in range(change)}
    told = rules.rotation_checks(now, then, share=(1, 3), fewest=5, most=11)
    assert all(check.holds for check in told if check.clause == "5.1.4") is holds


def test_5_1_4_a_third_is_rounded_up_in_whole_numbers():
    assert [rules.share_of(seats, (1, 3)) for seats in (5, 6, 7, 8, 9, 10, 11)] == [2, 2, 3, 3, 3, 4, 4]


def test_5_1_3_a_plan_has_five_to_eleven_seats():
    told = rules.rotation_checks({1, 2, 3, 4, 5, 6}, {1, 2, 3, 4}, share=(1, 3), fewest=5, most=11)
    assert [check.sentence for check in told if not check.holds] == [
        "The Steering Committee has 5 to 11 members (Pact 5.1.3). The plan has 4."
    ]


def test_5_1_4_a_plan_that_replaces_nobody_is_not_carried_out(plan):
    with pytest.raises(CannotNow, match=r"At least 2 of the 5 seats have to change.*5\.1\.4"):
        rotation.carry_out(HAND, plan, at=AT)
    assert not SeatTerm.objects.filter(period__startswith=DAY).exists()


def test_5_1_4_nor_one_that_replaces_everybody(plan):
    for number in range(1, 6):
        give(plan, number, town(number))
    with pytest.raises(CannotNow, match=r"At least 2 of the 5 seats have to stay"):
        rotation.carry_out(HAND, plan, at=AT)


def test_5_1_4_all_terms_at_once_with_powers_and_on_the_public_page(plan):
    give(plan, 4, town(4))
    give(plan, 5, town(5))
    give(plan, 6, town(6))
    terms = rotation.carry_out(HAND, plan, at=AT)
    assert [(term.seat_no, term.period.lower, term.period.upper) for term in terms] == [
        (number, DAY, date(2030, 9, 1)) for number in range(1, 7)
    ]
    assert Appointment.objects.filter(role="COMMITTEE", from_on=DAY).count() == 6
    assert [card.organization for card in coming_members(AT.date())][3:] == ["Town 4", "Town 5", "Town 6"]
    plan.refresh_from_db()
    assert plan.state == "DONE"


def test_terms_that_run_longer_end_when_the_rotation_begins():
    terms = committee(5)
    joined(terms)
    early = date(2028, 3, 1)
    plan = rotation.draft(HAND, begins_on=early, at=AT)
    give(plan, 4, town(4))
    give(plan, 5, town(5))
    rotation.carry_out(HAND, plan, at=AT)
    terms[4].refresh_from_db()
    assert terms[4].period.upper == early
    assert SeatTerm.objects.on(early).count() == 5
    assert not member(terms[4], AT.replace(year=2028, month=4)).committee
    assert not member(terms[0], AT.replace(year=2028, month=4)).chair


def test_terms_that_were_settled_for_later_give_way_to_the_plan(plan):
    give(plan, 4, town(4))
    give(plan, 5, town(5))
    made = seats.seat(
        HAND, seat_no=7, organization=plan.seats.get(seat_no=1).organization, user=person("z@seat.example"),
        from_on=date(2029, 9, 1), until_on=date(2030, 9, 1), at=AT,
    )  # fmt: skip
    rotation.carry_out(HAND, plan, at=AT)
    assert not SeatTerm.objects.filter(pk=made.pk).exists()


def test_5_1_4_a_rotation_follows_terms_that_have_begun():
    committee(5)
    with pytest.raises(CannotNow, match=r"Nobody sits.*5\.1\.4"):
        rotation.draft(HAND, begins_on=date(2030, 1, 1), at=AT)
    with pytest.raises(CannotNow, match="still to come"):
        rotation.draft(HAND, begins_on=AT.date(), at=AT)
    rotation.draft(HAND, begins_on=DAY, at=AT)
    with pytest.raises(CannotNow, match="being planned already"):
        rotation.draft(HAND, begins_on=DAY, at=AT)


def test_one_seat_each_for_active_participants_of_that_day(plan):
    four = town(4)
    give(plan, 4, four)
    with pytest.raises(CannotNow, match="one seat"):
        give(plan, 5, four)
    with pytest.raises(CannotNow, match=r"does not take part.*5\.1\.3"):
        give(plan, 5, make.organization("Stranger"))
    with pytest.raises(CannotNow, match="at most 11"):
        give(plan, 12, town(12))
    leaving = town(5)
    give(plan, 5, leaving)
    row = leaving.participations.get()
    make.participations.give_notice(HAND, row, "We leave.", DAY - timedelta(days=3), at=AT)
    assert [one.name for one in every_plan(plan).missing] == ["Town 5"]
    with pytest.raises(CannotNow, match="Town 5 does not take part"):
        rotation.carry_out(HAND, plan, at=AT)


def test_only_the_secretariat_plans(plan):
    actor = member(SeatTerm.objects.on(AT.date()).first())
    for act in (
        lambda: rotation.draft(actor, begins_on=DAY, at=AT),
        lambda: rotation.leave_seat(actor, plan, 1, at=AT),
        lambda: rotation.drop(actor, plan, at=AT),
        lambda: rotation.carry_out(actor, plan, at=AT),
    ):
        with pytest.raises(Refused):
            act()


def test_the_planner_by_page():
    joined(committee(5))
    town(4), town(5)
    client = browser(secretary())
    page = reverse("governance:rotation")
    assert "Make a draft" in client.get(page).content.decode()
    assert client.post(page, {"begins_on": "soon"}).status_code == 422
    assert client.post(page, {"begins_on": f"{DAY:%Y-%m-%d}"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "0 of 5 seats change; at least 2 have to." in shown
    assert client.post(reverse("governance:rotation-carry-out")).status_code == 409
    for number in (4, 5):
        typed = {"organization_name": f"Town {number}", "name": "Ann", "email": f"ann{number}@town.example"}
        address = reverse("governance:rotation-seat", args=[number])
        assert client.post(address, {**typed, "last_on": "31 August 2031"}).status_code == 422
        assert client.post(address, {**typed, "last_on": "31 August 2030"}).status_code == 302
    assert client.post(reverse("governance:rotation-leave", args=[3])).status_code == 302
    assert "The plan has 4" in client.get(page).content.decode()
    assert client.get(reverse("governance:rotation-seat", args=[3])).status_code == 200
    assert client.post(reverse("governance:rotation-drop")).status_code == 302
    assert RotationPlan.objects.get().state == "DROPPED"
    assert client.get(reverse("governance:rotation-seat", args=[3])).status_code == 404
