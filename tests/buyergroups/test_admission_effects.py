"""From the last vote to the welcome in one transaction (Pact 6.4.2, 6.4.3, 3.3.1, 6.3.1): all of it, or nothing."""

from datetime import date

import pytest

from buyergroups.actions import memberships
from buyergroups.models import GroupMembership
from governance.actions import applications
from governance.models import Decision
from pact.access import CannotNow
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from participants import public
from participants.actions import onboarding
from participants.models import OnboardingItem, Organization, Participation
from tests.buyergroups.make import AT, buyer, coordinator, group
from tests.governance.make import cast_all, committee, staff
from tests.participants import make

pytestmark = pytest.mark.django_db
NAME = "Vestbygd kommune"


def before_the_last_vote(**changes):
    terms = committee(5)
    application = make.with_committee(**changes)
    (decision,) = applications.put_to_vote(staff(), application, closes_on=date(2027, 3, 28), at=AT)
    cast_all(decision, terms, "YYYY-")
    return decision, terms


def test_3_3_1_the_last_vote_admits_publishes_writes_lists_and_asks_the_group():
    made = group()
    decision, terms = before_the_last_vote()
    cast_all(decision, terms, "----Y")
    organization = Organization.objects.get(name=NAME)
    assert NAME in [card.name for card in public.participants({}).items]
    assert GroupMembership.objects.get(organization=organization).group == made
    assert OnboardingItem.objects.filter(organization=organization).count() == 5
    kinds = set(Obligation.objects.filter(organization_id=organization.pk, state="OPEN").values_list("kind", flat=True))
    assert {"buyergroups.join", "participants.begin"} <= kinds
    letter = OutboxMail.objects.get(kind="participants.welcome").text
    assert "Join Norway group, or say why not" in letter
    assert letter.count("\n- ") == 3


def fails(organization, *, actor, at, wish):
    raise CannotNow("The effect on a floor above is not possible.")


def test_an_effect_that_fails_undoes_the_admission_and_the_vote_waits(settings):
    settings.ADMISSION_EFFECTS = [*settings.ADMISSION_EFFECTS, f"{__name__}.fails"]
    group()
    decision, terms = before_the_last_vote()
    cast_all(decision, terms, "----Y")
    assert Decision.objects.get(pk=decision.pk).state == "OPEN"
    assert not Organization.objects.filter(name=NAME).exists()
    assert not Participation.objects.filter(organization__name=NAME).exists()
    assert not OnboardingItem.objects.filter(organization__name=NAME).exists()
    assert not OutboxMail.objects.filter(kind__in=("participants.welcome", "buyergroups.asked_to_join")).exists()
    assert Obligation.objects.filter(kind="governance.close", state="OPEN").exists()


def test_p17_where_no_group_is_the_newcomer_chooses_by_itself():
    decision, terms = before_the_last_vote()
    cast_all(decision, terms, "----Y")
    assert not GroupMembership.objects.exists()
    assert "start one, or stay direct" in OutboxMail.objects.get(kind="participants.welcome").text


def test_3_3_1_a_group_that_becomes_active_asks_whoever_lives_in_its_area():
    inside, outside = buyer(country="NO"), buyer("Gemeente Ergens", country="NL")
    group()
    assert [row.organization for row in GroupMembership.objects.filter(state="ASKED")] == [inside]
    assert not outside.memberships.exists()


def test_a_declined_group_puts_the_step_aside_with_the_reason_and_a_joined_one_is_done():
    made = group()
    first, second = buyer(), buyer("Elling kommune")
    for organization in (first, second):
        onboarding.begin(make.HAND, organization, at=AT)
        memberships.ask_to_join(made, organization, at=AT)
    memberships.decline(make.HAND, first.memberships.get(), "We stay direct.", at=AT)
    memberships.join(make.HAND, second.memberships.get(), at=AT)
    rows = {row.organization: row for row in OnboardingItem.objects.filter(code="buyergroups.join")}
    assert rows[first].skipped_reason == "We stay direct."
    assert rows[second].done_at == AT


def test_the_first_group_of_a_coordinating_organization_is_a_first_step():
    coordination = coordinator("Norway")
    onboarding.begin(make.HAND, coordination.organization, at=AT)
    group(coordination=coordination)
    row = OnboardingItem.objects.get(organization=coordination.organization, code="buyergroups.coordinate")
    assert row.done_at == AT
