"""The ledger of users served: added, never changed, each organization counted once (Pact 3.2.1.c, I-17)."""

from datetime import date, datetime, timedelta

import pytest

from buyergroups import public
from buyergroups.actions import every_day, memberships, users_served
from buyergroups.models import UsersServed
from buyergroups.queries.pages import home
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from pact.deadlines.models import Obligation
from pact.deadlines.sweeping import sweep
from pact.mail.models import OutboxMail
from participants.actions import screenings
from participants.models import Listing
from tests.buyergroups.make import AT, DAY, HAND, buyer, caring, group, manager, member, users
from tests.buyergroups.test_memberships_actions import CLEAR
from tests.participants import make

pytestmark = pytest.mark.django_db


def outsider(made, name, kind, total):
    organization = make.organization(name)
    screening = screenings.screen_organization(HAND, organization, "MEMBERSHIP", CLEAR, evidence="Seen", at=AT)
    memberships.admit_non_participant(caring(made), made, organization, kind, screening, at=AT)
    users(organization, total)
    return organization


def test_each_organization_counts_once_whatever_the_number_of_its_groups():
    first, second = group(), group("Nordic group", ("NO", "SE"))
    organization = buyer()
    member(first, organization)
    member(second, organization)
    users(organization, 3200)
    outsider(first, "Friends of Repair", "MEMBER", 40)
    outsider(second, "Looking on", "OBSERVER", 5)
    counted = public.users_counted(DAY)
    assert (counted.total, counted.participants, counted.members, counted.observers) == (3245, 3200, 40, 5)
    assert [card.users for card in public.groups(DAY)] == [3205, 3240]


def test_a_participant_without_a_group_counts_and_a_stranger_does_not():
    group()
    users(buyer(), 100)
    users(make.organization("Nobody's"), 7)
    assert public.users_counted(DAY).total == 100


def test_who_is_counted_by_a_central_body_does_not_count_itself():
    made = group()
    central, school = buyer("Central buyer"), buyer("School")
    member(made, central)
    member(made, school)
    users(central, 1000)
    users(school, 200, served_via=central)
    assert public.users_counted(DAY).total == 1000
    assert home(made, DAY).users == 1000
    assert public.groups(DAY)[0].users == 1000
    with pytest.raises(CannotNow, match="counted by another"):
        users(central, 1000, served_via=school)
    with pytest.raises(CannotNow, match="itself"):
        users(central, 1000, served_via=central)


def test_the_newest_day_counts_and_a_correction_supersedes():
    group()
    organization = buyer()
    users(organization, 100, date(2026, 1, 1))
    wrong = users(organization, 300)
    right = users(organization, 310)
    wrong.refresh_from_db()
    assert wrong.superseded_by == right
    assert UsersServed.objects.count() == 3
    assert public.users_counted(DAY).total == 310
    assert public.users_counted(date(2026, 6, 1)).total == 100


def test_an_older_day_entered_later_does_not_change_the_public_list():
    group()
    organization = buyer()
    users(organization, 310)
    users(organization, 100, date(2026, 1, 1))
    assert Listing.objects.get(organization=organization).users_served == 310


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"users_total": 5, "laptop_users": 6}, "fewer than laptop"),
        ({"users_total": 12, "laptop_users": 6, "smartphone_users": 5}, "together"),
        ({"users_total": 5, "as_of": date(2027, 3, 2)}, "future"),
    ],
)
def test_i_17_what_does_not_add_up_is_not_entered(facts, words):
    group()
    given = {"as_of": DAY, "source": "MEASURED", **facts}
    with pytest.raises(CannotNow, match=words):
        users_served.state_users(HAND, buyer(), at=AT, **given)
    assert not UsersServed.objects.exists()


def test_the_organization_and_its_coordinator_state_users_and_nobody_else():
    made, other = group(), group("Dutch group", ("NL",))
    organization = buyer()
    member(made, organization)
    given = {"as_of": DAY, "source": "ESTIMATED", "at": AT}
    users_served.state_users(manager(organization), organization, users_total=10, **given)
    users_served.state_users(caring(made), organization, users_total=12, **given)
    for stranger in (caring(other), manager(buyer("Bergen"))):
        with pytest.raises(Refused):
            users_served.state_users(stranger, organization, users_total=99, **given)
    assert public.users_counted(DAY).total == 12


def test_what_is_older_than_a_year_or_missing_is_stale():
    made = group()
    old, missing, fresh = buyer("Old"), buyer("Missing"), buyer("Fresh")
    for organization in (old, missing, fresh):
        member(made, organization)
    users(old, 10, DAY - timedelta(days=366))
    users(fresh, 10, DAY - timedelta(days=365))
    assert {row.organization.name: row.stale for row in home(made, DAY).rows} == {
        "Old": True,
        "Missing": True,
        "Fresh": False,
    }


def test_confirming_states_every_figure_again_and_twice_adds_nothing():
    made = group()
    one, two = buyer("One"), buyer("Two")
    for organization in (one, two):
        member(made, organization)
    users(one, 10, date(2025, 1, 1), laptop_users=9, smartphone_users=4)
    done = users_served.confirm_unchanged(caring(made), made, as_of=DAY, at=AT)
    assert (done.statements, done.blocks, done.left_out) == (1, 0, ("Two (no figure yet)",))
    assert users_served.confirm_unchanged(caring(made), made, as_of=DAY, at=AT).statements == 0
    latest = UsersServed.objects.latest(DAY).get()
    assert (latest.users_total, latest.laptop_users, latest.as_of) == (10, 9, DAY)
    assert home(made, DAY).stale == 1
    assert Event.objects.filter(verb="buyergroups.users.confirmed").count() == 2


def test_only_the_coordinator_confirms():
    made = group()
    organization = buyer()
    member(made, organization)
    with pytest.raises(Refused):
        users_served.confirm_unchanged(manager(organization), made, as_of=DAY, at=AT)


def test_3_2_1_c_twice_a_year_the_coordinator_is_asked_and_reminded_until_it_is_done():
    made = group()
    member(made, buyer())
    group("Empty group", ("SE",))
    every_day(at=datetime.fromisoformat("2027-02-20T02:00:00+00:00"))
    assert not Obligation.objects.filter(kind="buyergroups.confirm_users").exists()
    every_day(at=AT)
    every_day(at=AT)
    asked = Obligation.objects.get(kind="buyergroups.confirm_users")
    assert (asked.group_id, asked.due_at.isoformat()) == (made.pk, "2027-03-31T21:59:59.999000+00:00")
    sweep(at=datetime.fromisoformat("2027-03-24T09:00:00+00:00"))
    letter = OutboxMail.objects.get(kind="buyergroups.confirm_users")
    assert letter.subject == "Confirm users served in the Norway group by 31 March"
    assert "/g/norway-group/users-served/" in letter.text
    users_served.confirm_unchanged(caring(made), made, as_of=DAY, at=AT)
    every_day(at=AT + timedelta(days=1))
    assert Obligation.objects.get(kind="buyergroups.confirm_users").state == "MET"
