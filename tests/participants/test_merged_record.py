"""After a merge the record that stays shows what the duplicate did in groups and reported, under its former name."""

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buyergroups.actions import memberships, users_served
from buyergroups.models import BuyerGroup, Representative
from monitoring.actions import cycles
from monitoring.models import Submission
from pact.clock import now, today
from participants.actions import merging
from tests.buyergroups.make import JOINED, world
from tests.participants import make
from tests.participants.leaving import WEEK, joined

pytestmark = pytest.mark.django_db
TABS = ("groups", "figures")
FORMER = "Vestbygd municipality, merged"


def histories(*organizations):
    """Each was in its own group, had a representative there, told its users, and was asked for a year."""
    day = today()
    for organization in organizations:
        name = f"Group of {organization.name}"
        group = BuyerGroup.objects.create(slug=organization.slug, name=name, state="ACTIVE", founded_on=JOINED.date())
        asked = memberships.ask_to_join(group, organization, at=JOINED)
        memberships.join(make.HAND, asked, at=JOINED)
        Representative.objects.create(
            group=group,
            organization=organization,
            name=f"Rep of {organization.name}",
            period=DateRange(JOINED.date(), day),
        )
        users_served.state_users(
            make.HAND, organization, as_of=day, users_total=120, source="ESTIMATED", at=now()
        )  # fmt: skip


def year(number: int, state: str, *organizations):
    days = {"opens_on": today() - WEEK, "due_on": today(), "group_due_on": today(), "freeze_on": today()}
    cycle = cycles.plan(make.HAND, number, **days, at=now())
    for organization in organizations:
        Submission.objects.create(cycle=cycle, organization=organization, due_on=today(), state=state)


@pytest.fixture
def merged(db):
    world()
    goes = joined("Vestbygd municipality", "PROCURING", country="NO")
    stays = joined("Vestbygd kommune", "PROCURING", country="NO")
    histories(goes, stays)
    year(2024, "DRAFT", goes, stays)
    year(2023, "NOT_BEGUN", goes)
    merging.merge(make.HAND, goes, stays, at=now())
    return goes, stays


def tab(client, organization, name: str) -> str:
    answer = client.get(f"/secretariat/organisations/{organization.slug}/{name}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_both_histories_in_groups_stand_on_the_record_that_stays(secretary, merged):
    _goes, stays = merged
    text = tab(secretary, stays, "groups")
    for words in ("Group of Vestbygd municipality", "Group of Vestbygd kommune", "Rep of Vestbygd municipality"):
        assert words in text
    assert text.count(FORMER) == 3  # its membership, its representative, its users served


def test_both_histories_of_figures_stand_there_and_nothing_that_was_never_begun(secretary, merged):
    goes, stays = merged
    text = tab(secretary, stays, "figures")
    assert text.count(FORMER) == 1
    for organization in (goes, stays):
        assert reverse("monitoring:submission-detail", kwargs={"org": organization.slug, "year": 2024}) in text
    assert ">2024</a>" in text and ">2023</a>" not in text


def test_the_record_of_the_duplicate_shows_its_own_and_marks_nothing(secretary, merged):
    goes, _stays = merged
    for name in TABS:
        text = tab(secretary, goes, name)
        assert FORMER not in text
    assert "Group of Vestbygd kommune" not in tab(secretary, goes, "groups")


def test_only_the_secretariat_reads_them(merged, visitor, manager, member):
    _goes, stays = merged
    for name in TABS:
        path = f"/secretariat/organisations/{stays.slug}/{name}/"
        assert {client.get(path).status_code for client in (visitor, manager, member)} <= {302, 403, 404}


def test_a_record_of_three_costs_what_a_record_of_two_costs(secretary, merged):
    _goes, stays = merged

    def cost(name: str) -> int:
        tab(secretary, stays, name)
        with CaptureQueriesContext(connection) as made:
            tab(secretary, stays, name)
        return len(made)

    before = [cost(name) for name in TABS]
    third = joined("Vestbygd by", "PROCURING", country="NO")
    histories(third)
    year(2022, "DRAFT", third)
    merging.merge(make.HAND, third, stays, at=now())
    assert "Vestbygd by, merged" in tab(secretary, stays, "groups")
    assert [cost(name) for name in TABS] == before
