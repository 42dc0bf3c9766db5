"""Reaching out (Pact 3.2.1.a, P15): entries, steps, tasks, what the night notes, numbers for all, names for few."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buyergroups import rules
from buyergroups.actions import every_day, outreach
from buyergroups.models import OutreachEntry
from buyergroups.queries.outreach import outreach_counts
from pact.access import CannotNow, Refused, scope
from pact.clock import now, today
from pact.deadlines.models import Obligation
from tests.buyergroups import make_library
from tests.buyergroups.make import AT, DAY, HAND, buyer, caring, group, manager, member
from tests.governance.make import person, secretary
from tests.governance.test_decisions_pages import browser

pytestmark = pytest.mark.django_db
YEAR = DAY.year


def entry(made, name="Bergen kommune", actor=None, **facts):
    given = {"country": "NO", "contacted_on": DAY, "at": AT, **facts}
    return outreach.begin(actor or caring(made), made, organization_name=name, **given)


def carer(made) -> Client:
    return browser(person(f"care@{made.coordination.organization.slug}.example"))


def url(name, made, **kwargs):
    return reverse(f"buyergroups:outreach-{name}", kwargs={"group": made.slug, **kwargs})


@pytest.mark.parametrize(
    ("name", "country", "same"),
    [
        ("Bergen kommune", "NO", True),
        (" bergen  KOMMUNE ", "NO", True),
        ("Bergen", "NO", False),
        ("Bergen kommune", "SE", False),
    ],
)
def test_an_organization_is_known_by_name_and_country(name, country, same):
    assert (rules.known_as(name, country) == rules.known_as("Bergen kommune", "NO")) is same


@pytest.mark.parametrize(("days", "through"), [(-1, False), (0, True), (30, True)])
def test_3_2_1_a_who_took_part_before_did_not_join_because_of_it(days, through):
    assert rules.joined_through(DAY, DAY + timedelta(days=days)) is through


def test_the_steps_and_their_numbers():
    made = group()
    one, two, three = entry(made), entry(made, "Oslo kommune"), entry(made, "Narvik kommune")
    carer_ = caring(made)
    outreach.take_step(carer_, one, "interested", at=AT)
    outreach.take_step(carer_, one, "joined", at=AT)
    outreach.take_step(carer_, two, "not-interested", at=AT)
    outreach.take_step(carer_, two, "contacted", at=AT)
    assert outreach_counts(made, YEAR) == rules.Outreach(3, 1, 1, 0)
    assert outreach_counts(made, YEAR - 1) == rules.Outreach()
    with pytest.raises(CannotNow, match="joined now"):
        outreach.take_step(carer_, one, "interested", at=AT)
    assert three.state == "CONTACTED"


def test_items_taken_up_are_counted_in_their_year():
    made = group()
    item = make_library.item()
    make_library.version(item)
    row = entry(made, taken_up=[item])
    assert (row.taken_up_on, outreach_counts(made, YEAR).taken_up) == (DAY, 1)
    given = {"organization_name": "Bergen kommune", "country": "NO", "contacted_on": DAY}
    outreach.change(caring(made), row, **given, at=AT)
    assert outreach_counts(made, YEAR).taken_up == 0


def test_the_next_contact_stands_on_the_tasks_until_it_is_moved_or_over():
    made = group()
    row = entry(made, next_on=DAY + timedelta(days=5))
    asked = Obligation.objects.get(kind="buyergroups.next_contact")
    assert (asked.group_id, asked.workspace, asked.title) == (made.pk, "GROUP", "Speak to Bergen kommune again")
    given = {"organization_name": "Bergen kommune", "country": "NO", "contacted_on": DAY, "at": AT}
    outreach.change(caring(made), row, next_on=DAY + timedelta(days=9), **given)
    assert [one.state for one in Obligation.objects.filter(kind="buyergroups.next_contact").order_by("due_at")] == [
        "MET",
        "OPEN",
    ]
    row.refresh_from_db()
    outreach.take_step(caring(made), row, "not-interested", at=AT)
    row.refresh_from_db()
    assert row.next_on is None and not Obligation.objects.filter(kind="buyergroups.next_contact", state="OPEN").exists()


def test_one_entry_for_an_organization_and_none_for_the_future():
    made = group()
    entry(made)
    with pytest.raises(CannotNow, match="on the list"):
        entry(made, "bergen KOMMUNE")
    with pytest.raises(CannotNow, match="future"):
        entry(made, "Oslo", contacted_on=DAY + timedelta(days=1))
    entry(made, country="SE")


def test_the_night_notes_who_joined_the_pact_or_the_group_and_nobody_who_was_in_before():
    made = group()
    long_in, joins = buyer("Long in"), buyer("Bergen kommune")
    before, through = entry(made, "Long in"), entry(made, next_on=DAY + timedelta(days=4))
    stranger = entry(made, "Nobody's")
    every_day(at=AT)
    assert not OutreachEntry.objects.filter(state="JOINED").exists(), "both signed long before"
    member(made, joins)
    every_day(at=AT)
    every_day(at=AT)
    through.refresh_from_db()
    assert (through.state, through.organization, through.joined_on, through.next_on) == ("JOINED", joins, DAY, None)
    assert not Obligation.objects.filter(kind="buyergroups.next_contact", state="OPEN").exists()
    for row in (before, stranger):
        row.refresh_from_db()
        assert row.state == "CONTACTED"
    assert long_in.pk


def test_names_are_in_reach_of_the_coordinator_and_the_secretariat_only():
    made, other = group(), group("Dutch group", ("NL",))
    inside = buyer()
    member(made, inside)
    row = entry(made)
    for stranger in (caring(other), manager(inside)):
        with scope.entered(stranger):
            assert not OutreachEntry.objects.visible_to(stranger).exists() and not OutreachEntry.objects.exists()
            assert outreach_counts(made, YEAR).contacted == 1
        with pytest.raises(Refused):
            outreach.take_step(stranger, row, "interested", at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        OutreachEntry.objects.filter(pk=row.pk).update(state="JOINED")


def test_the_pages_let_in_who_reaches_out():
    made, other = group(at=now()), group("Dutch group", ("NL",), at=now())
    inside = buyer()
    member(made, inside, now())
    row = entry(made, actor=HAND, contacted_on=today(), at=now())
    for name, kwargs in (("list", {}), ("new", {}), ("edit", {"ref": row.ref}), ("file", {"kind": "csv"})):
        address = url(name, made, **kwargs)
        assert carer(made).get(address).status_code == 200
        assert carer(other).get(address).status_code == 404
        expected = 404 if name == "edit" else 403
        assert browser(person(f"manager@{inside.slug}.example")).get(address).status_code == expected
        assert browser(secretary()).get(address).status_code == (200 if name in ("list", "file") else 403)
    assert (
        "Bergen kommune"
        not in browser(person(f"manager@{inside.slug}.example"))
        .get(reverse("buyergroups:group-detail", kwargs={"group": made.slug}))
        .content.decode()
    )


def test_adding_warns_of_who_takes_part_and_keeps_what_was_typed():
    made = group(at=now())
    buyer("Bergen kommune")
    typed = {
        "organization_name": "Bergen Kommune",
        "country": "NO",
        "contacted_on": today().isoformat(),
        "note": "Called.",
    }
    client = carer(made)
    answer = client.post(url("new", made), typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and "takes part in the Pact already" in page and "Called." in page
    answer = client.post(url("new", made), {**typed, "anyway": "on"}, follow=True)
    assert "Written down." in answer.content.decode()
    row = OutreachEntry.objects.get()
    answer = client.post(url("new", made), {**typed, "anyway": "on"})
    assert answer.status_code == 422 and "on the list of this group already" in answer.content.decode()
    answer = client.post(url("new", made), {"organization_name": "", "country": "", "contacted_on": "never"})
    assert answer.status_code == 422 and "Enter the name of the organisation" in answer.content.decode()
    answer = client.post(url("step", made, ref=row.ref, step="interested"), follow=True)
    assert "Bergen Kommune: interested." in answer.content.decode()
    assert client.post(url("step", made, ref=row.ref, step="sold")).status_code == 404
    assert client.post(url("edit", made, ref=row.ref), {**typed, "note": "Again."}, follow=True).status_code == 200
    row.refresh_from_db()
    assert row.note == "Again."


def test_numbers_are_public_and_the_list_asks_no_more_for_more_rows():
    made = group(at=now())
    client, counts = carer(made), []
    for number in range(3):
        entry(made, f"Town {number}", actor=HAND, contacted_on=today(), at=now())
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url("list", made)).status_code == 200
        counts.append(len(asked))
    assert counts[1] == counts[2]
    page = Client().get(reverse("website:group-detail", kwargs={"slug": made.slug})).content.decode()
    assert "3 organisations contacted, 0 interested, 0 joined" in page and "Town 1" not in page
