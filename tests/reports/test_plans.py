"""The yearly action plan (Pact 3.2.2): opened, written, shared, looked back at; who may, who reads, what is public."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buyergroups.access import actor_for
from pact.access import CannotNow, Refused, scope
from pact.clock import now, today
from pact.deadlines.models import Obligation
from pact.deadlines.sweeping import sweep
from pact.mail.models import OutboxMail
from reports import public
from reports.actions import leaving, plans
from reports.models import ActionPlan, PlanItem
from reports.rules import plans as rules
from tests.buyergroups.appointing import pair
from tests.buyergroups.make import HAND, buyer, caring, group, manager, member, person
from tests.governance.make import secretary
from tests.governance.test_decisions_pages import browser

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2027, 11, 1, 3, tzinfo=UTC)
YEAR = 2028


def item(plan, heading="A", actor=HAND, at=NOVEMBER, **facts):
    given = {
        "aim": f"Aim {heading}",
        "steps": "Write to the network.",
        "owner": "Head of procurement",
        "due_on": date(plan.year, 6, 30),
        "measure": "20 municipalities informed",
        **facts,
    }
    return plans.save_item(actor, plan, heading=heading, at=at, **given)


def begun(made, at=NOVEMBER):
    plans.ensure(at=at)
    return ActionPlan.objects.get(participation=made.coordination, year=rules.coming_year(at.date()))


def shared(made, at=NOVEMBER):
    plan = begun(made, at)
    for heading in "ABC":
        item(plan, heading, at=at)
    plans.say_nothing(HAND, plan, "D", "The report is written with the Secretariat this year.", at=at)
    return plans.share(HAND, plan, at=at)


def carer(made) -> Client:
    return browser(person(f"care@{made.coordination.organization.slug}.example"))


def url(name, plan, **kwargs):
    return reverse(f"reports:{name}", kwargs={"org": plan.organization.slug, "year": plan.year, **kwargs})


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2027, 9, 30), None), (date(2027, 10, 1), 2028), (date(2027, 12, 31), 2028), (date(2028, 1, 1), None)],
)
def test_3_2_2_the_coming_year_is_asked_for_from_october_on(day, year):
    assert rules.coming_year(day) == year


@pytest.mark.parametrize(
    ("day", "shared_", "over"),
    [(date(2027, 12, 1), False, False), (date(2027, 12, 2), False, True), (date(2027, 12, 2), True, False)],
)
def test_3_2_2_it_is_due_on_the_first_of_december(day, shared_, over):
    assert rules.is_overdue(2028, shared_, day) is over


@pytest.mark.parametrize(
    ("answered", "reasons", "not_marked", "gaps"),
    [
        ("ABCD", {}, 0, 0),
        ("AB", {"C": "No change.", "D": "Written together."}, 0, 0),
        ("AB", {"C": " "}, 0, 2),
        ("", {}, 0, 4),
        ("ABCD", {}, 2, 1),
    ],
)
def test_3_2_2_all_four_headings_are_answered_and_last_year_is_looked_at(answered, reasons, not_marked, gaps):
    assert len(rules.gaps(answered, reasons, not_marked, 2027)) == gaps


@pytest.mark.parametrize(
    ("due", "owner", "fields"),
    [
        (date(2028, 6, 1), "Head of procurement", []),
        (date(2027, 6, 1), "Head of procurement", ["due_on"]),
        (date(2028, 6, 1), "anna@town.example", ["owner"]),
    ],
)
def test_an_item_is_for_its_year_and_its_owner_is_a_function(due, owner, fields):
    assert [field for field, _sentence in rules.item_problems(2028, due, owner)] == fields


def test_what_is_moved_is_due_a_year_later():
    assert rules.moved_to(date(2028, 2, 29)) == date(2029, 2, 28)
    assert rules.moved_to(date(2028, 6, 30)) == date(2029, 6, 30)


def test_the_night_opens_a_plan_for_each_coordinator_with_its_ladder_and_sharing_meets_it():
    made = group()
    assert plans.ensure(at=datetime(2027, 9, 30, 3, tzinfo=UTC)) == 0
    assert plans.ensure(at=NOVEMBER) == 1
    assert plans.ensure(at=NOVEMBER) == 0
    plan = ActionPlan.objects.get()
    asked = Obligation.objects.get(kind="reports.plan_due")
    assert (asked.organization_id, asked.due_at.date(), asked.title) == (
        made.coordination.organization_id,
        date(2027, 12, 1),
        "Your action plan for 2028",
    )
    sweep(at=datetime(2027, 11, 24, 9, tzinfo=UTC))
    letter = OutboxMail.objects.get(kind="reports.plan_due")
    assert letter.subject == "Your action plan for 2028, by 1 December"
    assert "/plan/2028/" in letter.text and "items of 2027" in letter.text
    for heading in rules.HEADINGS:
        item(plan, heading)
    plans.share(HAND, plan, at=datetime(2027, 12, 3, 9, tzinfo=UTC))
    asked.refresh_from_db()
    assert asked.state == "MET_LATE"


def test_it_is_shared_only_when_every_heading_is_answered_and_stays_as_it_was_shared():
    made = group()
    plan = begun(made)
    with pytest.raises(CannotNow, match="Outreach"):
        plans.share(HAND, plan, at=NOVEMBER)
    assert not public.shared_plans()
    shared(made)
    plan.refresh_from_db()
    row = plan.items.first()
    with pytest.raises(CannotNow, match="stays as it is"):
        item(plan)
    with pytest.raises(CannotNow, match="stays as it is"):
        plans.remove_item(HAND, row, at=NOVEMBER)
    for change in (
        lambda: PlanItem.objects.filter(pk=row.pk).update(aim="Another"),
        lambda: ActionPlan.objects.filter(pk=plan.pk).update(none_reasons={}),
        lambda: PlanItem.objects.filter(pk=row.pk).delete(),
        lambda: ActionPlan.objects.filter(pk=plan.pk).update(state="DRAFT"),
    ):
        with pytest.raises(IntegrityError, match="stays as it was shared"), transaction.atomic():
            change()
    card, parts = public.plan(plan.organization.slug, YEAR)
    assert (card.items, [len(part.items) for part in parts], parts[3].none_reason[:10]) == (
        3,
        [1, 1, 1, 0],
        "The report",
    )


def test_nothing_needs_a_reason_and_no_items():
    plan = begun(group())
    item(plan, "A")
    with pytest.raises(CannotNow, match="items under this heading"):
        plans.say_nothing(HAND, plan, "A", "Nothing.", at=NOVEMBER)
    plans.say_nothing(HAND, plan, "B", "No meeting.", at=NOVEMBER)
    plan.refresh_from_db()
    item(plan, "B")
    plan.refresh_from_db()
    assert plan.none_reasons == {}


def test_last_years_items_are_marked_and_what_is_moved_goes_into_the_new_plan():
    made = group()
    old = shared(made)
    first, second, third = old.items.order_by("heading")
    with pytest.raises(CannotNow, match="Begin the plan for 2029"):
        plans.mark(HAND, first, "moved", "Next year.", at=NOVEMBER)
    later = datetime(2028, 11, 2, 9, tzinfo=UTC)
    new = begun(made, later)
    with pytest.raises(CannotNow, match="few words"):
        plans.mark(HAND, first, "done", " ", at=later)
    plans.mark(HAND, first, "moved", "The letter was late.", at=later)
    plans.mark(HAND, second, "moved", "Later.", at=later)
    plans.mark(HAND, second, "done", "It was held after all.", at=later)
    copy = new.items.get()
    assert (copy.aim, copy.moved_from, copy.due_on, copy.state) == ("Aim A", first, date(2029, 6, 30), "PLANNED")
    with pytest.raises(CannotNow, match="Mark it there"):
        plans.remove_item(HAND, copy, at=later)
    for heading in "BCD":
        item(new, heading, at=later)
    with pytest.raises(CannotNow, match="1 item of 2028"):
        plans.share(HAND, new, at=later)
    plans.mark(HAND, third, "dropped", "No money.", at=later)
    plans.share(HAND, new, at=later)
    old.refresh_from_db()
    assert (old.state, old.reviewed_at) == ("REVIEWED", later)
    with pytest.raises(CannotNow, match="not yet reviewed"):
        plans.mark(HAND, PlanItem.objects.get(pk=third.pk), "done", "Oh.", at=later)
    with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
        PlanItem.objects.filter(pk=third.pk).update(word="Oh.")
    card, parts = public.plan(old.organization.slug, 2028)
    assert card.reviewed_at == later
    assert [(part.items[0].state, part.items[0].word) for part in parts[:3]] == [
        ("MOVED", "The letter was late."),
        ("DONE", "It was held after all."),
        ("DROPPED", "No money."),
    ]


def test_who_writes_who_reads_and_who_sees_nothing():
    made, other = group(), group("Dutch group", ("NL",))
    inside = buyer()
    member(made, inside)
    plan = begun(made)
    item(plan, actor=caring(made))
    for stranger in (caring(other), manager(inside)):
        with pytest.raises(Refused):
            item(plan, actor=stranger)
        with scope.entered(stranger):
            assert not ActionPlan.objects.filter(organization=plan.organization).exists()
            assert not PlanItem.objects.exists()
    with pytest.raises(Refused):
        item(plan, actor=actor_for(secretary(), at=NOVEMBER))
    plan = shared(made)
    with scope.entered(caring(other)):
        assert ActionPlan.objects.get(organization=plan.organization).state == "SHARED"
        assert not ActionPlan.objects.visible_to(caring(other)).filter(pk=plan.pk).exists()
        assert PlanItem.objects.count() == 4
        assert PlanItem.objects.update(word="x") == 0


def test_3_2_3_the_appointed_organization_writes_it_too():
    cast = pair()
    plan = plans.begin(HAND, cast.role, today().year, at=now())
    with pytest.raises(Refused):
        item(plan, actor=cast.delegate(now()), at=now())
    cast.in_force(at=now())
    item(plan, actor=cast.delegate(now()), at=now())
    with scope.entered(cast.delegate(now())):
        assert PlanItem.objects.visible_to(cast.delegate(now())).get().plan == plan
    client = browser(cast.answering)
    page = client.get(url("plan-detail", plan)).content.decode()
    assert "Add an item" in page and f"/o/{cast.norway.slug}/monitoring/" not in page
    assert client.get(reverse("reports:plan-list", kwargs={"org": cast.norway.slug})).status_code == 200


def test_a_role_that_ended_is_asked_for_no_plan():
    made = group()
    plan = begun(made)
    organization = plan.organization
    period = plan.participation.period
    plan.participation.__class__.objects.filter(pk=plan.participation_id).update(
        period=period.__class__(period.lower, date(2027, 11, 5)), state="ENDED", end_kind="LEFT"
    )
    leaving.follow(organization, at=datetime(2027, 11, 6, tzinfo=UTC))
    assert Obligation.objects.get(kind="reports.plan_due").state == "WAIVED"
    assert plans.ensure(at=datetime(2028, 11, 6, tzinfo=UTC)) == 0


@pytest.fixture
def current():
    """A coordinator's own draft of this year, begun by hand: it signed during the year."""
    made = group(at=now())
    plan = plans.begin(HAND, made.coordination, today().year, at=now())
    return made, plan


def test_the_pages_from_the_first_item_to_the_public_page(current):
    made, plan = current
    client, outside = (
        carer(made),
        browser(person("manager@elsewhere.example", organization=buyer("Elsewhere"), role="MANAGER")),
    )
    assert client.get(reverse("reports:plan-list", kwargs={"org": plan.organization.slug})).status_code == 200
    page = client.get(url("plan-detail", plan)).content.decode()
    assert "Before it can be shared" in page and "Users served" in page
    typed = {
        "aim": "More members",
        "steps": "Call them.",
        "owner": "Head",
        "due_on": f"1 March {plan.year - 1}",
        "measure": "5",
    }
    answer = client.post(url("plan-item-new", plan, heading="a"), typed)
    assert answer.status_code == 422 and f"Enter a day in {plan.year}" in answer.content.decode()
    assert "Call them." in answer.content.decode()
    assert (
        client.post(
            url("plan-item-new", plan, heading="a"), {**typed, "owner": "x@y.example", "due_on": f"1 March {plan.year}"}
        ).status_code
        == 422
    )
    for letter in "ab":
        answer = client.post(url("plan-item-new", plan, heading=letter), {**typed, "due_on": f"1 March {plan.year}"})
        assert answer.status_code == 302
    first, second = plan.items.order_by("heading")
    assert client.post(url("plan-item-remove", plan, ref=second.ref)).status_code == 302
    for letter in "bcd":
        assert client.post(url("plan-nothing", plan, heading=letter), {"reason": "Not this year."}).status_code == 302
    answer = client.post(url("plan-nothing", plan, heading="a"), {"reason": "Not this year."})
    assert answer.status_code == 422 and "items under this heading" in answer.content.decode()
    changed = {**typed, "aim": "Ten more members", "due_on": f"1 March {plan.year}"}
    assert client.post(url("plan-item-edit", plan, ref=first.ref), changed).status_code == 302
    public_address = reverse("website:plan-detail", kwargs={"year": plan.year, "slug": plan.organization.slug})
    assert Client().get(public_address).status_code == 404
    for name, kwargs in (("plan-detail", {}), ("plan-item-edit", {"ref": first.ref}), ("plan-share", {})):
        assert outside.get(url(name, plan, **kwargs)).status_code in (404, 405)
        assert outside.post(url(name, plan, **kwargs)).status_code in (404, 405)
    assert browser(secretary()).post(url("plan-share", plan)).status_code == 403
    assert client.post(url("plan-share", plan)).status_code == 302
    page = Client().get(public_address).content.decode()
    assert "Ten more members" in page and "Not this year." in page
    assert str(plan.year) in Client().get(reverse("website:plan-list")).content.decode()
    page = Client().get(reverse("website:group-detail", kwargs={"slug": made.slug})).content.decode()
    assert public_address in page
    answer = client.post(url("plan-item-mark", plan, ref=first.ref), {"state": "moved", "word": "Later."})
    assert answer.status_code == 422 and "Begin the plan for" in answer.content.decode()
    assert client.post(url("plan-item-mark", plan, ref=first.ref), {"state": "done"}).status_code == 422
    assert (
        client.post(url("plan-item-mark", plan, ref=first.ref), {"state": "done", "word": "Twelve."}).status_code == 302
    )
    assert "Twelve." in Client().get(public_address).content.decode()
    assert client.get(url("plan-item-new", plan, heading="e")).status_code == 404


def test_members_of_the_group_see_what_is_shared_and_no_draft(current):
    made, plan = current
    inside = buyer()
    member(made, inside, now())
    address = reverse("reports:group-plan", kwargs={"group": made.slug})
    client = browser(person(f"manager@{inside.slug}.example"))
    assert "No plan has been shared yet" in client.get(address).content.decode()
    assert "draft" in carer(made).get(address).content.decode()
    assert client.get(url("plan-detail", plan)).status_code == 404


def test_the_secretariat_sees_who_shared_and_who_did_not_in_a_constant_number_of_queries(current):
    made, plan = current
    staff, counts = browser(secretary()), []
    address = reverse("reports:plan-year", kwargs={"year": plan.year})
    assert carer(made).get(address).status_code == 403
    for name in ("One", "Two", "Three"):
        with CaptureQueriesContext(connection) as asked:
            answer = staff.get(address)
        counts.append(len(asked))
        plans.begin(HAND, group(f"{name} group", ("SE",), at=now()).coordination, plan.year, at=now())
    assert answer.status_code == 200 and counts[1] == counts[2]
    assert "0 of 3 plans are shared" in answer.content.decode() and "overdue" in answer.content.decode()
    answer = staff.get(reverse("reports:plan-file", kwargs={"year": plan.year, "kind": "csv"}))
    assert "Coordinator of the Norway group" in answer.content.decode()
    assert staff.get(reverse("reports:plan-board")).status_code == 302
