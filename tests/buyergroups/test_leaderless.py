"""A group whose coordinator left (Pact 6.6.1, preamble P17): its open tasks are the Secretariat's, by the same day."""

from datetime import timedelta

import pytest

from buyergroups import deadlines
from buyergroups.actions import users_served
from pact.access import Refused
from pact.accounts.models import User
from pact.audit.models import Event
from pact.clock import now, today
from pact.deadlines import end_of_day
from pact.deadlines.daily import run_day
from pact.deadlines.models import Obligation
from pact.deadlines.queries import desk
from participants.actions import merging, participations
from reports.actions import coordinated
from reports.models import CoordinatedReport
from reports.rules.delivering import SECTIONS
from tests.buyergroups.make import users
from tests.governance.make import staff
from tests.participants import make
from tests.participants.conftest import signed_in
from tests.participants.leaving import WEEK, joined, pact
from tests.participants.test_leaving_day import asked_for_figures

pytestmark = pytest.mark.django_db
KINDS = {"buyergroups.confirm_users", "reports.group_report"}


@pytest.fixture
def made(db):
    """Norway coordinates a group that is to confirm its users and to send its report."""
    found = pact()
    asked_for_figures()
    coordinated.ensure(at=now())
    deadlines.CONFIRM_USERS.set(
        about=found.group, at=now(), due_at=end_of_day(today() + 3 * WEEK, "Europe/Amsterdam"),
        title="Confirm the users served in the Norway group", url_name="buyergroups:group-users",
        url_kwargs={"group": found.group.slug}, group_id=found.group.pk,
    )  # fmt: skip
    assert whose() == all_with("GROUP")
    return found


def open_tasks():
    return Obligation.objects.filter(state="OPEN", kind__in=KINDS)


def whose() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in open_tasks():
        found.setdefault(row.kind, set()).add(row.workspace)
    return found


def all_with(workspace: str) -> dict[str, set[str]]:
    return {kind: {workspace} for kind in KINDS}


def needs(actor) -> set[str]:
    return {item.title for item in desk(actor, now() + timedelta(days=1)).needs_you}


def test_6_6_1_until_the_day_the_tasks_stay_with_the_group(made):
    made.leaves(made.norway, "COORDINATING", 1)
    participations.end_due(at=now())
    assert whose() == all_with("GROUP")


def test_p17_on_the_day_they_are_the_secretariats_by_the_same_day_and_running_again_adds_none(made):
    due = dict(open_tasks().values_list("kind", "due_at"))
    titles = set(open_tasks().values_list("title", flat=True))
    made.leaves(made.norway, "COORDINATING", 0)
    participations.end_due(at=now())
    assert whose() == all_with("SECRETARIAT")
    assert dict(open_tasks().values_list("kind", "due_at")) == due
    assert all(row.group_id == made.group.pk and row.replaces.state == "WAIVED" for row in open_tasks())
    assert titles <= needs(staff())
    assert not titles & needs(made.actor(made.norway))
    event = Event.objects.get(verb="buyergroups.group.tasks_handed_on")
    assert (event.clause, event.facts["tasks"]) == ("6.6.1", 2)
    for _ in range(2):
        run_day(now())
    assert open_tasks().count() == 2 and Event.objects.filter(verb=event.verb).count() == 1


def test_who_ends_only_the_procuring_role_keeps_the_tasks_of_the_group(made):
    made.leaves(made.norway, "PROCURING", 0)
    participations.end_due(at=now())
    assert whose() == all_with("GROUP")


def test_tasks_of_other_groups_and_other_workspaces_stay(made):
    before = set(Obligation.objects.filter(state="OPEN").exclude(workspace="GROUP").values_list("pk", flat=True))
    made.leaves(made.vestbygd, "PROCURING", 0)
    participations.end_due(at=now())
    assert whose() == all_with("GROUP")
    rest = Obligation.objects.filter(pk__in=before).exclude(organization_id=made.vestbygd.pk)
    assert set(rest.values_list("state", flat=True)) <= {"OPEN"}


def test_a_merge_of_the_coordinator_keeps_them_with_the_group(made):
    stays = joined("Kingdom of Norway", "COORDINATING", "PROCURING", legal_kind="NATIONAL_GOVERNMENT")
    merging.merge(make.HAND, made.norway, stays, at=now())
    assert whose() == all_with("GROUP")


def test_p17_the_secretariat_confirms_the_users_of_a_group_that_nobody_coordinates(made):
    users(made.vestbygd, 3200, as_of=today() - WEEK)
    secretary = signed_in(User.objects.get(pk=staff().user_id))
    page = f"/g/{made.group.slug}/users-served/"
    button = "Confirm all as unchanged today"
    assert button not in secretary.get(page).content.decode()
    with pytest.raises(Refused):
        users_served.confirm_unchanged(staff(), made.group, as_of=today(), at=now())
    made.leaves(made.norway, "COORDINATING", 0)
    participations.end_due(at=now())
    made.group.refresh_from_db()
    assert button in secretary.get(page).content.decode()
    assert secretary.post(f"{page}confirm/").status_code == 302
    assert whose() == {"reports.group_report": {"SECRETARIAT"}}
    with pytest.raises(Refused):
        users_served.confirm_unchanged(made.actor(made.norway), made.group, as_of=today(), at=now())


def test_p17_a_group_without_a_coordinator_is_asked_for_at_the_secretariat_twice_a_year():
    found = pact()
    found.group.coordination = None
    found.group.save()
    assert users_served.ask_to_confirm(at=make.AT) == 1  # on 1 March, for the end of March
    assert Obligation.objects.get(kind="buyergroups.confirm_users").workspace == "SECRETARIAT"


def test_p17_the_secretariat_writes_and_sends_the_report_of_a_group_that_nobody_coordinates(made):
    report = CoordinatedReport.objects.get(group=made.group)
    with pytest.raises(Refused):
        coordinated.save_section(staff(), report, SECTIONS[0], "Words", "", 0, at=now())
    for organization in (made.norway, made.vestbygd):
        users(organization, 3200, as_of=today() - WEEK)
    made.leaves(made.norway, "COORDINATING", 0)
    participations.end_due(at=now())
    report = CoordinatedReport.objects.select_related("group__coordination").get(pk=report.pk)
    for code in SECTIONS:
        coordinated.save_section(staff(), report, code, "What was done this year in the group.", "", 0, at=now())
    assert coordinated.deliver(staff(), report, at=now()).state == "DELIVERED"
    assert whose() == {"buyergroups.confirm_users": {"SECRETARIAT"}}


def test_a_report_that_opens_when_nobody_coordinates_is_the_secretariats(made):
    CoordinatedReport.objects.all().delete()
    Obligation.objects.filter(kind="reports.group_report").update(state="WAIVED", ended_at=now())
    made.group.coordination = None
    made.group.save()
    coordinated.ensure(at=now() + timedelta(hours=1))
    assert open_tasks().get(kind="reports.group_report").workspace == "SECRETARIAT"
