"""Which buyer group an applicant would join (Pact 3.3.1): suggested by its area, kept, and asking first afterwards."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buyergroups.models import BuyerGroup, GroupMembership
from governance.actions import applications as deciding
from pact.audit.models import Event
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from participants.actions import applications
from participants.forms.joining import ReachForm
from tests.buyergroups.make import AT, JOINED, buyer, group, member
from tests.governance.make import cast_all, committee, staff
from tests.participants import make
from tests.participants.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor():
    return Client()


def page_of(application, page="step", **more) -> str:
    more = {"step": "reach"} if page == "step" else more
    return reverse(f"participants:application-{page}", kwargs={"key": application.key, **more})


def shown(visitor, application):
    answer = visitor.get(page_of(application))
    return answer.content.decode(), [one.slug for one in answer.context["form"].offered]


def post(visitor, application, wish):
    return visitor.post(page_of(application), {"users_served": "3200", "devices": "", "group": wish})


def test_3_3_1_the_own_region_comes_first_then_the_country_and_no_other():
    country, region = group(), group("Oslo group", codes=("NO-03",))
    group("Dutch group", codes=("NL",))
    group("Bergen group", codes=("NO-46",))
    application = make.draft(organization={"territory": "NO-03"})
    text, slugs = shown(Client(), application)
    assert slugs == [region.slug, country.slug]
    assert "Oslo group (Oslo; coordinated by Coordinator of the Oslo group; 0 organisations)" in text
    assert reverse("website:group-detail", kwargs={"slug": region.slug}) in text


def test_3_3_1_only_public_facts_of_groups_are_shown(visitor):
    made = group(contact_email="care@norway.example")
    member(made, buyer("Elling kommune"), at=JOINED)
    text, _slugs = shown(visitor, make.draft())
    assert "1 organisation)" in text
    assert "care@norway.example" not in text and "Elling kommune" not in text


def test_p17_where_no_group_is_the_page_says_so_and_how_to_start_one(visitor):
    group("Dutch group", codes=("NL",))
    text, slugs = shown(visitor, make.draft())
    assert slugs == []
    assert "No buyer group here yet." in text and reverse("participants:coordinate") in text
    assert "Which buyer group" not in text


def test_groups_that_are_not_active_and_applicants_who_do_not_buy_are_left_out(visitor):
    group("Forming group", coordination=None)
    assert shown(visitor, make.draft())[1] == []
    group()
    coordinating = make.draft(roles=("COORDINATING",))
    assert "Norway group" not in visitor.get(page_of(coordinating)).content.decode()


@pytest.mark.parametrize("wish", ["no-such-group", "dutch-group", "x" * 9000, "norway-group\x00' or 1=1"])
def test_a_group_that_does_not_cover_the_area_gets_a_sentence(visitor, wish):
    group(), group("Dutch group", codes=("NL",))
    application = make.draft()
    answer = post(visitor, application, wish)
    assert answer.status_code == 200
    assert "Choose one of the buyer groups listed here, or decide later" in answer.content.decode()
    assert 'value="3200"' in answer.content.decode()
    assert "Reach" in [gap.label for gap in visitor.get(page_of(application, "check")).context["gaps"]]


def test_a_wrong_choice_is_said_also_where_no_group_is(visitor):
    text = post(visitor, make.draft(), "no-such-group").content.decode()
    assert "No buyer group here yet." in text and "Choose one of the buyer groups listed here" in text
    assert 'href="#id_group_0"' in text and text.count('id="id_group_0"') == 1


def test_the_choice_is_kept_and_shown_for_checking_and_to_the_secretariat(visitor):
    made = group()
    application = make.draft()
    assert post(visitor, application, made.slug).status_code == 302
    application.refresh_from_db()
    assert application.answers["reach"]["group"] == made.slug
    assert "checked" in visitor.get(page_of(application)).content.decode().split(f'value="{made.slug}"')[1][:60]
    assert "Norway group (Norway" in visitor.get(page_of(application, "check")).content.decode()
    sent = applications.send(make.signed(application), at=AT)
    page = reverse("participants:application-detail", kwargs={"ref": sent.ref})
    secretary = signed_in(staff_user())
    assert "Norway group (Norway" in secretary.get(page).content.decode()
    BuyerGroup.objects.filter(pk=made.pk).update(state="CLOSED", closed_on=date(2027, 1, 1), state_reason="Merged")
    assert "Norway group (Norway" in secretary.get(page).content.decode()


def staff_user():
    from pact.accounts.models import User

    return User.objects.get(pk=staff().user_id)


def test_another_area_afterwards_asks_for_the_choice_again(visitor):
    made = group()
    application = make.draft(reach={"group": made.slug})
    assert "Reach" not in [gap.label for gap in visitor.get(page_of(application, "check")).context["gaps"]]
    moved = {**make.ANSWERS["organization"], "country": "NL"}
    applications.save_step(application, "organization", moved, at=AT)
    assert "Reach" in [gap.label for gap in visitor.get(page_of(application, "check")).context["gaps"]]
    assert post(visitor, application, "").status_code == 302


def decide(application):
    terms = committee(5)
    (decision,) = deciding.put_to_vote(staff(), application, closes_on=date(2027, 3, 28), at=AT)
    cast_all(decision, terms, "YYYYY")


def test_3_3_1_after_the_decision_the_wished_group_asks_first_and_says_so():
    first, wished = group("Aurora group"), group("Norway group")
    decide(make.with_committee(reach={"group": wished.slug}))
    asked = GroupMembership.objects.filter(state="ASKED").order_by("pk")
    assert [row.group for row in asked] == [wished, first]
    titles = set(Obligation.objects.filter(kind="buyergroups.join").values_list("title", flat=True))
    assert titles == {"Join Norway group, as you wished, or say why not", "Join Aurora group, or say why not"}
    letter = OutboxMail.objects.get(kind="participants.welcome").text
    assert "Join Norway group, as you wished, or Aurora group, or say why not" in letter
    events = Event.objects.filter(verb="buyergroups.membership.asked").order_by("pk")
    assert [event.facts.get("wished", False) for event in events] == [True, False]


def test_a_wish_for_a_group_that_was_closed_since_harms_no_admission():
    wished, other = group("Norway group"), group("Aurora group")
    application = make.with_committee(reach={"group": wished.slug})
    BuyerGroup.objects.filter(pk=wished.pk).update(state="CLOSED", closed_on=date(2027, 1, 1), state_reason="Merged")
    decide(application)
    assert [row.group for row in GroupMembership.objects.filter(state="ASKED")] == [other]
    assert "as you wished" not in OutboxMail.objects.get(kind="participants.welcome").text


def test_the_suggestion_costs_the_same_with_more_groups():
    group()
    application = make.draft()

    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            assert ReachForm(application=application).offered
        return len(made)

    before = cost()
    for name in ("Aurora group", "Fjord group", "Oslo group"):
        member(group(name), buyer(f"Member of the {name}"))
    assert cost() == before
