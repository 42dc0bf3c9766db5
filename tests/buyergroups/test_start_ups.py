"""The start-up of a group (5.2.2): interest, workshop, charter, hand-over, or not pursued."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from buyergroups.actions import start_ups
from buyergroups.models import BuyerGroup, GroupMembership, StartUpCase
from buyergroups.queries.start_ups import pipeline
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from pact.clock import now, today
from pact.deadlines.models import Obligation
from participants.models import Territory
from tests.buyergroups.make import AT, DAY, HAND, buyer, coordinator, group, manager, member, person, world
from tests.governance.make import secretary
from tests.governance.test_decisions_pages import browser
from tests.participants import make

pytestmark = pytest.mark.django_db
PDF = (Path(__file__).parents[2] / "participants/data/demo/signed-paper.pdf").read_bytes()


def case(**facts) -> StartUpCase:
    world()
    facts.setdefault("territory", Territory.objects.get(code="DK"))
    facts.setdefault("organization_name", "Aarhus Kommune")
    return start_ups.open_case(HAND, title="A group for Denmark", at=AT, **facts)


def test_5_2_2_from_interest_to_a_group_that_asks_its_area():
    row = case(next_step="Call them", next_on=DAY + timedelta(days=7))
    task = Obligation.objects.get(kind="buyergroups.start_up_step")
    assert (task.workspace, task.state) == ("SECRETARIAT", "OPEN")
    with pytest.raises(CannotNow):
        start_ups.agree_charter(HAND, row, on=DAY, at=AT)
    with pytest.raises(CannotNow, match="earlier day"):
        start_ups.hold_workshop(HAND, row, on=DAY + timedelta(days=1), at=AT)
    start_ups.hold_workshop(HAND, row, on=DAY, at=AT)
    task.refresh_from_db()
    assert task.state == "MET" and row.next_step == ""
    start_ups.agree_charter(HAND, row, on=DAY, at=AT)
    inside = buyer("København", country="DK")
    start_ups.hand_over(
        HAND, row, coordinator("Denmark"), group=None, name="Denmark group", slug="denmark-group", at=AT
    )
    made = BuyerGroup.objects.get(slug="denmark-group")
    assert (row.state, row.group, row.handed_over_on, made.state) == ("HANDED_OVER", made, DAY, "ACTIVE")
    assert GroupMembership.objects.get(group=made).organization == inside
    seen = set(Event.objects.filter(subject_ref=row.ref).values_list("verb", flat=True))
    assert {"buyergroups.start_up.opened", "buyergroups.start_up.workshop", "buyergroups.start_up.charter",
            "buyergroups.start_up.handed_over"} <= seen  # fmt: skip


def test_a_group_that_is_starting_is_handed_over_and_only_once():
    iberia = group("Iberia group", ("ES",), None)
    row = case(group=iberia)
    with pytest.raises(CannotNow, match="no start-up yet"):
        case(group=iberia)
    start_ups.hold_workshop(HAND, row, on=DAY, at=AT)
    start_ups.agree_charter(HAND, row, on=DAY, at=AT)
    with pytest.raises(CannotNow, match="coordinating participation in force"):
        start_ups.hand_over(HAND, row, make.founder("Madrid"), group=None, at=AT)
    start_ups.hand_over(HAND, row, coordinator("Spain"), group=None, at=AT)
    iberia.refresh_from_db()
    assert (iberia.state, row.state) == ("ACTIVE", "HANDED_OVER")


def test_what_is_not_pursued_says_why():
    row = case(next_step="Call them")
    with pytest.raises(CannotNow, match="few words why"):
        start_ups.drop(HAND, row, " ", at=AT)
    start_ups.drop(HAND, row, "They join the Nordic group.", at=AT)
    assert (row.state, row.reason) == ("DROPPED", "They join the Nordic group.")
    assert Obligation.objects.get(kind="buyergroups.start_up_step").state == "WAIVED"
    with pytest.raises(CannotNow, match="over"):
        start_ups.note_step(HAND, row, next_step="More", next_on=None, assignee=None, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        StartUpCase.objects.filter(pk=row.pk).update(reason="")
    with pytest.raises(IntegrityError), transaction.atomic():
        StartUpCase.objects.filter(pk=row.pk).update(state="HANDED_OVER")


def test_another_next_step_takes_the_place_of_the_last_one():
    row = case(next_step="Call them", next_on=DAY)
    start_ups.note_step(HAND, row, next_step="Write to them", next_on=DAY + timedelta(days=9), assignee=None, at=AT)
    states = dict(Obligation.objects.filter(kind="buyergroups.start_up_step").values_list("title", "state"))
    assert states == {
        "Call them (A group for Denmark)": "MET",
        "Write to them (A group for Denmark)": "OPEN",
    }


def test_the_pipeline_counts_the_days_in_a_stage():
    row = case(next_step="Call them", next_on=DAY)
    (line,) = pipeline(HAND, DAY + timedelta(days=12)).stages[0].lines
    assert (line.days, line.late, line.who) == (12, True, "Aarhus Kommune")
    start_ups.hold_workshop(HAND, row, on=DAY, at=AT)
    (line,) = pipeline(HAND, DAY + timedelta(days=3)).stages[1].lines
    assert (line.days, line.late) == (3, False)


def test_a_participant_asks_once_and_the_secretariat_has_it_on_its_tasks():
    world()
    inside = buyer("København", country="DK")
    first = start_ups.ask_for_group(manager(inside), inside, at=AT)
    assert start_ups.ask_for_group(manager(inside), inside, at=AT) == first
    assert (first.territory.code, first.organization) == ("DK", inside)
    assert Obligation.objects.get(kind="buyergroups.start_up_step").workspace == "SECRETARIAT"
    with pytest.raises(Refused):
        start_ups.ask_for_group(manager(buyer("Odense", country="DK")), inside, at=AT)
    assert Event.objects.filter(verb="buyergroups.start_up.asked", organization_id=inside.pk).count() == 1


def test_asking_by_the_page_of_the_organization():
    world()
    inside = buyer("København", country="DK")
    client = browser(person(f"manager@{inside.slug}.example"))
    page = reverse("buyergroups:membership-list", kwargs={"org": inside.slug})
    assert "Ask the Secretariat to start a group" in client.get(page).content.decode()
    ask = reverse("buyergroups:start-up-ask", kwargs={"org": inside.slug})
    assert client.get(ask).status_code == 405
    answer = client.post(ask, follow=True)
    assert "answers within fourteen days" in answer.content.decode()
    assert "A group for Denmark" in answer.content.decode()
    stranger = browser(person(f"manager@{buyer('Odense', country='DK').slug}.example"))
    assert stranger.post(ask).status_code == 404
    other = buyer("Vestbygd kommune")
    member(group(), other, now())
    told = browser(person(f"manager@{other.slug}.example")).get(
        reverse("buyergroups:membership-list", kwargs={"org": other.slug})
    )
    assert "Ask the Secretariat to start a group" not in told.content.decode()


def step(row, name: str) -> str:
    return reverse("buyergroups:start-up-step", kwargs={"ref": row.ref, "step": name})


def test_the_secretariat_walks_a_case_through_its_pages():
    world()
    client = browser(secretary())
    new = reverse("buyergroups:start-up-new")
    asked = {"title": "A group for Denmark", "area": "Atlantis", "interested": "Aarhus", "next_on": "31 March 2030"}
    wrong = client.post(new, asked)
    assert wrong.status_code == 422
    for words in ("We know no area of this name", "Say what is done by this day", "Aarhus"):
        assert words in wrong.content.decode()
    assert client.post(new, {**asked, "area": "Denmark", "next_step": "Call"}).status_code == 302
    row = StartUpCase.objects.get()
    assert "A group for Denmark" in client.get(reverse("buyergroups:start-up-list")).content.decode()
    assert client.get(step(row, "nonsense")).status_code == 404
    assert client.post(step(row, "next"), {"next_step": ""}).status_code == 422
    assert client.post(step(row, "next"), {"next_step": "Write", "next_on": ""}).status_code == 302
    assert client.post(step(row, "workshop"), {"on": "1 January 2040"}).status_code == 422
    assert client.post(step(row, "hand-over"), {"name": "X"}).status_code == 422
    assert client.post(step(row, "workshop"), {"on": today().isoformat()}).status_code == 302
    assert client.post(step(row, "workshop"), {"on": today().isoformat()}).status_code == 422
    bad = SimpleUploadedFile("charter.pdf", b"no pdf", content_type="application/pdf")
    assert client.post(step(row, "charter"), {"on": today().isoformat(), "upload": bad}).status_code == 422
    good = SimpleUploadedFile("charter.pdf", PDF, content_type="application/pdf")
    assert client.post(step(row, "charter"), {"on": today().isoformat(), "upload": good}).status_code == 302
    charter = reverse("buyergroups:start-up-charter", kwargs={"ref": row.ref})
    assert b"".join(client.get(charter).streaming_content)[:4] == b"%PDF"
    role = coordinator("Denmark")
    over = {"coordination": role.ref, "group": "", "name": "Denmark group", "working_language": "da"}
    assert client.post(step(row, "hand-over"), {**over, "name": ""}).status_code == 422
    assert client.post(step(row, "hand-over"), over).status_code == 302
    made = BuyerGroup.objects.get(name="Denmark group")
    assert (made.working_language, made.coordination) == ("da", role)
    page = client.get(reverse("buyergroups:start-up-detail", kwargs={"ref": row.ref})).content.decode()
    assert "Denmark group" in page and "Do not pursue it" not in page


def test_nobody_else_opens_the_pipeline():
    row = case()
    outsider = browser(person(f"manager@{buyer().slug}.example"))
    for address in (reverse("buyergroups:start-up-list"), reverse("buyergroups:start-up-new")):
        assert outsider.get(address).status_code == 403
    assert outsider.get(reverse("buyergroups:start-up-detail", kwargs={"ref": row.ref})).status_code == 404
