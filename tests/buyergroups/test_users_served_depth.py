"""Users served in depth: chains, blocks, corrections, overlapping groups (Pact 3.2.1.c, P2)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buyergroups import public
from buyergroups.actions import memberships, users_blocks, users_served
from buyergroups.models import UsersBlock, UsersServed
from buyergroups.queries.pages import home
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from pact.clock import now, today
from participants.actions import screenings
from participants.models import Listing
from tests.buyergroups.make import AT, DAY, HAND, buyer, caring, group, manager, member, users
from tests.buyergroups.test_memberships_actions import CLEAR
from tests.governance.make import person, secretary
from tests.governance.test_decisions_pages import browser
from tests.participants import make

pytestmark = pytest.mark.django_db
OLD = DAY - timedelta(days=400)


def block(made, organizations=12, total=8400, counts=True, actor=None, **facts):
    given = {"kind": "MEMBER", "as_of": DAY, "source": "ESTIMATED", "at": AT, **facts}
    return users_blocks.state_block(
        actor or caring(made),
        made,
        organizations=organizations,
        users_total=total,
        not_overlapping=counts,
        **given,
    )


def carer(made) -> Client:
    return browser(person(f"care@{made.coordination.organization.slug}.example"))


def text(client, name, **kwargs) -> str:
    answer = client.get(reverse(f"buyergroups:{name}", kwargs=kwargs or None))
    assert answer.status_code == 200
    return answer.content.decode()


def test_no_chain_whichever_end_is_stated_first():
    made = group()
    school, town, central = buyer("School"), buyer("Town"), buyer("Central buyer")
    for one in (school, town, central):
        member(made, one)
    users(school, 200, served_via=town)
    with pytest.raises(CannotNow, match="Town counts the users of others"):
        users(town, 900, served_via=central)
    with pytest.raises(CannotNow, match="Town counts the users of others"):
        users(town, 900, date(2026, 1, 1), served_via=central)
    users(school, 200, DAY)
    assert users(town, 900, served_via=central).served_via == central
    assert public.users_counted(DAY).total == 200


def test_who_is_counted_elsewhere_leaves_the_public_list_and_comes_back():
    made = group()
    school, town = buyer("School"), buyer("Town")
    users(school, 200, date(2026, 1, 1))
    assert Listing.objects.get(organization=school).users_served == 200
    users(school, 200, date(2026, 2, 1), served_via=town)
    assert Listing.objects.get(organization=school).users_served is None
    users(school, 210)
    assert Listing.objects.get(organization=school).users_served == 210
    assert made.name


def test_the_central_body_sees_whom_it_counts():
    made = group()
    school, town = buyer("School"), buyer("Town")
    for one in (school, town):
        member(made, one, now())
    users_served.state_users(
        HAND, school, as_of=today(), users_total=200, source="ESTIMATED", served_via=town, at=now()
    )
    client = browser(person("manager@town.example"))
    for name in ("users-history", "membership-list"):
        page = text(client, name, org="town")
        assert "Counted with this organisation" in page and "School" in page
    assert "Your users are counted by Town" in text(
        browser(person("manager@school.example")), "users-history", org="school"
    )


def test_only_a_block_with_yes_counts_and_it_is_shown_apart():
    made = group()
    organization = buyer()
    member(made, organization)
    users(organization, 3200)
    block(made, counts=False)
    assert (public.users_counted(DAY).total, home(made, DAY).users) == (3200, 3200)
    block(made)
    counted = public.users_counted(DAY)
    assert (counted.total, counted.members, counted.unnamed, counted.unnamed_organizations) == (11600, 8400, 8400, 12)
    assert home(made, DAY).users == public.groups(DAY)[0].users == 11600
    first, second = UsersBlock.objects.order_by("pk")
    assert (first.superseded_by, first.not_overlapping, second.superseded_by) == (second, False, None)
    block(made, 0, 0)
    assert public.users_counted(DAY).total == 3200 and not home(made, DAY).blocks


def test_a_block_is_stale_too_and_confirmed_with_the_others():
    made = group()
    organization = buyer()
    member(made, organization)
    users(organization, 10)
    block(made, as_of=OLD)
    assert home(made, DAY).stale == 1
    done = users_served.confirm_unchanged(caring(made), made, as_of=DAY, at=AT)
    assert (done.statements, done.blocks) == (0, 1)
    assert home(made, DAY).stale == 0
    assert UsersBlock.objects.latest(DAY).get().as_of == DAY and UsersBlock.objects.count() == 2


def test_only_who_cares_for_the_group_states_a_block_and_not_for_the_future():
    made, other = group(), group("Dutch group", ("NL",))
    organization = buyer()
    member(made, organization)
    for stranger in (caring(other), manager(organization)):
        with pytest.raises(Refused):
            block(made, actor=stranger)
    with pytest.raises(CannotNow, match="future"):
        block(made, as_of=DAY + timedelta(days=1))
    with pytest.raises(CannotNow, match="enter 0"):
        block(made, 0, 5)
    assert not UsersBlock.objects.exists()


def test_confirming_names_those_whom_it_leaves_out():
    made = group()
    stays, leaves, school, central = buyer("Stays"), buyer("Leaves"), buyer("School"), buyer("Central")
    for one in (stays, leaves, school):
        member(made, one, AT - timedelta(days=30))
    users(stays, 10, OLD)
    users(leaves, 20, OLD)
    users(school, 30, OLD, served_via=central)
    memberships.end(HAND, leaves.memberships.get(), at=AT - timedelta(days=2))
    central.participations.update(
        period=central.participations.get().period.__class__(date(2021, 6, 14), OLD), state="ENDED", end_kind="LEFT"
    )
    done = users_served.confirm_unchanged(caring(made), made, as_of=DAY, at=AT)
    assert done.statements == 1
    assert done.left_out == ("Leaves (left the group)", "School (Central, which counted it, is not in)")
    assert UsersServed.objects.latest(DAY).get(organization=leaves).as_of == OLD


def test_the_same_figure_for_the_same_day_is_no_correction():
    group()
    organization = buyer()
    first = users(organization, 10)
    assert users(organization, 10) == first and UsersServed.objects.count() == 1
    users(organization, 11, laptop_users=9)
    assert Event.objects.filter(verb="buyergroups.users.restated").count() == 1


def test_what_was_stated_is_never_changed_in_the_database():
    made = group()
    statement, apart = users(buyer(), 10), block(made)
    newer = users(statement.organization, 11)
    for rows, change in (
        (UsersServed.objects.filter(pk=statement.pk), {"users_total": 5}),
        (UsersServed.objects.filter(pk=statement.pk), {"superseded_by": None}),
        (UsersServed.objects.filter(pk=newer.pk), {"as_of": OLD}),
        (UsersBlock.objects.filter(pk=apart.pk), {"not_overlapping": False}),
    ):
        with pytest.raises(IntegrityError, match="superseded, never changed"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError, match="never removed"), transaction.atomic():
        UsersBlock.objects.all().delete()


def test_the_history_shows_what_replaced_what_who_and_when():
    made = group()
    organization = buyer()
    member(made, organization, now())
    given = {"as_of": date(2026, 1, 1), "source": "MEASURED", "at": now()}
    users_served.state_users(manager(organization), organization, users_total=4321, **given)
    users_served.state_users(caring(made), organization, users_total=4000, **given)
    for client, name, place in (
        (carer(made), "group-users-history", {"group": made.slug}),
        (browser(person(f"manager@{organization.slug}.example")), "users-history", {"org": organization.slug}),
    ):
        page = text(client, name, **place)
        assert "<s>4,321</s>" in page and "replaced by 4,000" in page
        assert "Manager" in page and "Care" in page


def test_3_2_1_c_how_this_adds_up_on_the_pages_by_hand():
    """Both groups hold Vestbygd: 3200 + 40 and 3200 + 8400 (12 others); 70 in no group: 3240 + 11600 − 3200 + 70."""
    first, second = group(at=now()), group("Nordic group", ("NO", "SE"), at=now())
    shared = buyer()
    member(first, shared, now())
    member(second, shared, now())
    given = {"as_of": today(), "source": "ESTIMATED", "at": now()}
    users_served.state_users(HAND, shared, users_total=3200, **given)
    users_served.state_users(HAND, buyer("Alone", country="AT"), users_total=70, **given)
    outside = make.organization("Friends of Repair")
    clear = screenings.screen_organization(HAND, outside, "MEMBERSHIP", CLEAR, evidence="Seen", at=now())
    memberships.admit_non_participant(caring(first), first, outside, "MEMBER", clear, at=now())
    users_served.state_users(HAND, outside, users_total=40, **given)
    block(second, as_of=today(), at=now())
    page = text(browser(secretary()), "users-list")
    for words in ("14,840", "− 3,200", "+ 70", "11,710", "Nordic group, Norway group", "1 organisation"):
        assert words in page
    assert public.users_counted(today()).total == 11710
    page = text(carer(first), "group-users", group=first.slug)
    assert "How this adds up" in page and "3,240" in page and "Nordic group" in page
    assert outside.name in page
    answer = browser(secretary()).get(reverse("buyergroups:users-file", kwargs={"kind": "csv"}))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("Nordic group") and "11600" in lines[1] and "8400" in lines[1]
    assert browser(secretary()).get(reverse("buyergroups:users-file", kwargs={"kind": "xlsx"})).status_code == 200
    assert browser(secretary()).get(reverse("buyergroups:users-file", kwargs={"kind": "pdf"})).status_code == 404


def test_the_list_of_all_groups_is_the_secretariats_and_asks_no_more_for_more_groups():
    made = group(at=now())
    address = reverse("buyergroups:users-list")
    assert carer(made).get(address).status_code == 403
    counts = []
    for name in ("A", "B", "C"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            browser_answer = browser(secretary()).get(address)
        assert browser_answer.status_code == 200
        counts.append(len(asked))
        one = group(f"{name} group", ("SE",), at=now())
        member(one, buyer(f"{name} town", country="SE"), now())
    assert counts[1] == counts[2]


def test_a_block_by_its_form_and_what_is_wrong_comes_back():
    made = group(at=now())
    address = reverse("buyergroups:users-block", kwargs={"group": made.slug})
    typed = {
        "kind": "MEMBER",
        "organizations": "12",
        "users_total": "8 400",
        "as_of": today().isoformat(),
        "source": "ESTIMATED",
    }
    answer = carer(made).post(address, typed)
    assert answer.status_code == 422 and "Answer yes or no" in answer.content.decode()
    assert 'value="8 400"' in answer.content.decode()
    answer = carer(made).post(address, {**typed, "not_overlapping": "YES", "note": "Schools of the north"}, follow=True)
    page = answer.content.decode()
    assert "12 other members" in page and "Schools of the north" in page and "8,400" in page
    assert UsersBlock.objects.get().not_overlapping
    other = group("Dutch group", ("NL",), at=now())
    assert carer(other).post(address, typed).status_code == 404


def test_the_public_page_of_a_group_tells_days_and_coverage():
    made = group(at=now())
    for number, name in enumerate(("One", "Two", "Three")):
        one = buyer(name)
        member(made, one, now())
        if number:
            day = today() if number == 1 else today() - timedelta(days=400)
            users_served.state_users(HAND, one, as_of=day, users_total=10, source="MEASURED", at=now())
    page = Client().get(reverse("website:group-detail", kwargs={"slug": made.slug})).content.decode()
    assert "2 of 3 organisations stated a figure" in page and "1 older than 12 months" in page
