"""Asking, joining, not joining, admitting, ending (Pact 3.3.1, 3.3.3, 2.1.4)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from buyergroups import public
from buyergroups.actions import admissions, every_day, groups, matching, memberships, representatives
from buyergroups.models import GroupMembership
from buyergroups.queries.groups import every_coordinator_of, recipient_of
from governance.actions import decisions
from governance.models import Matter
from governance.public import decisions as decided
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from participants.actions import participations, screenings
from participants.models import Listing, Organization, Screening
from tests.buyergroups.make import AT, DAY, HAND, buyer, caring, coordinator, group, manager, member
from tests.governance.make import CLOSES, cast_all, committee
from tests.participants import make

pytestmark = pytest.mark.django_db
CLEAR = dict.fromkeys(("makes_ict", "sells_ict", "owned_by_ict", "represents_ict"), "NO")
LATER = AT + timedelta(days=100)


def test_3_3_1_who_lies_in_the_area_is_asked_once():
    made = group()
    inside, outside = buyer(), buyer("Gemeente Ergens", country="NL")
    region = buyer("Oslo", territory="NO-03")
    assert matching.match_all(at=AT) == 2
    assert matching.match_all(at=AT) == 0
    asked = GroupMembership.objects.filter(state="ASKED").values_list("organization_id", flat=True)
    assert set(asked) == {inside.pk, region.pk}
    assert not outside.memberships.exists()
    assert Obligation.objects.filter(kind="buyergroups.join").count() == 2
    assert public.group(made.slug, DAY).members == []


def test_without_a_territory_the_country_decides():
    group()
    organization = make.founder("Statens vegvesen", country="NO", territory=None).organization
    matching.match_all(at=AT)
    assert organization.memberships.get().state == "ASKED"


def test_a_starting_group_asks_nobody():
    group(coordination=None)
    buyer()
    assert matching.match_all(at=AT) == 0


def test_who_did_not_join_one_group_is_asked_by_the_next_one_and_never_again_by_the_first():
    made = group()
    organization = buyer()
    matching.match_all(at=AT)
    memberships.decline(manager(organization), organization.memberships.get(), "Too early", at=AT)
    group("Nordic group", ("NO", "SE"))
    assert organization.memberships.get(group__name="Nordic group").state == "ASKED"
    assert matching.match_all(at=AT) == 0
    assert organization.memberships.get(group=made).state == "DECLINED"


def test_the_letter_says_what_it_is_about_and_leads_to_the_answer():
    made = group("Trade & Industry group")
    membership = memberships.ask_to_join(made, buyer(), at=AT)
    letter = OutboxMail.objects.get(kind="buyergroups.asked_to_join")
    assert letter.subject == "Join the Trade & Industry group: Vestbygd kommune"
    assert f"/o/vestbygd-kommune/group/{membership.ref}/" in letter.text
    assert "You get this because you manage the pages of Vestbygd kommune." in letter.text


def test_joining_meets_the_task_tells_the_coordinator_and_shows_on_the_list():
    made = group()
    organization = buyer()
    membership = memberships.ask_to_join(made, organization, at=AT)
    memberships.join(manager(organization), membership, at=AT)
    assert (membership.state, membership.primary, membership.period.lower) == ("ACTIVE", True, DAY)
    assert Obligation.objects.get(kind="buyergroups.join").state == "MET"
    assert OutboxMail.objects.get(kind="buyergroups.joined").to == f"care@{made.coordination.organization.slug}.example"
    assert Listing.objects.get(organization=organization).group_slugs == [made.slug]
    assert recipient_of(organization.pk, DAY) == made


def test_joining_twice_is_joining_once():
    made = group()
    organization = buyer()
    membership = memberships.ask_to_join(made, organization, at=AT)
    for _ in range(2):
        memberships.join(manager(organization), membership, at=AT)
    assert Event.objects.filter(verb="buyergroups.membership.joined").count() == 1


def test_somebody_else_cannot_answer():
    made = group()
    membership = memberships.ask_to_join(made, buyer(), at=AT)
    stranger = manager(buyer("Bergen kommune"))
    with pytest.raises(Refused):
        memberships.join(stranger, membership, at=AT)
    with pytest.raises(Refused):
        memberships.decline(stranger, membership, "No", at=AT)


def test_not_joining_needs_a_reason_and_can_be_changed():
    made = group()
    organization = buyer()
    membership = memberships.ask_to_join(made, organization, at=AT)
    with pytest.raises(CannotNow, match="few words"):
        memberships.decline(manager(organization), membership, "  ", at=AT)
    memberships.decline(manager(organization), membership, "We wait for the new law.", at=AT)
    assert (membership.state, membership.reason_not_joined) == ("DECLINED", "We wait for the new law.")
    memberships.join(manager(organization), membership, at=AT)
    assert (membership.state, membership.reason_not_joined) == ("ACTIVE", "")


def test_one_primary_group_receives_the_figures():
    organization = None
    first, second = group(), group("Nordic group", ("NO", "SE"))
    organization = buyer()
    one, two = member(first, organization), member(second, organization)
    assert (one.primary, two.primary) == (True, False)
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupMembership.objects.filter(pk=two.pk).update(primary=True)
    memberships.end(manager(organization), one, at=LATER)
    two.refresh_from_db()
    assert two.primary is True
    assert recipient_of(organization.pk, LATER.date()) == second


def test_a_second_question_to_the_same_organization_is_impossible_in_the_database():
    made = group()
    organization = buyer()
    memberships.ask_to_join(made, organization, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupMembership.objects.create(group=made, organization=organization, state="ASKED", primary=False, asked_at=AT)


def test_p17_without_a_coordinator_figures_go_to_the_secretariat():
    made = group(coordination=None)
    organization = buyer()
    member(made, organization)
    assert recipient_of(organization.pk, DAY) is None
    assert every_coordinator_of(made.pk, DAY) == []


def test_6_6_1_who_leaves_the_pact_is_in_no_group_from_that_day():
    made = group()
    organization = buyer()
    member(made, organization)
    participations.give_notice(HAND, organization.participations.get(), "We leave.", date(2027, 4, 1), at=AT)
    assert GroupMembership.objects.active_on(date(2027, 3, 31)).count() == 1
    assert GroupMembership.objects.active_on(date(2027, 4, 1)).count() == 0
    every_day(at=LATER)
    every_day(at=LATER)
    membership = organization.memberships.get()
    assert (membership.state, Event.objects.filter(verb="buyergroups.membership.ended").count()) == ("ENDED", 1)
    assert Listing.objects.get(organization=organization).groups == []


def test_who_left_the_pact_cannot_join_any_more():
    made = group()
    organization = buyer()
    membership = memberships.ask_to_join(made, organization, at=AT)
    participations.give_notice(HAND, organization.participations.get(), "We leave.", date(2027, 3, 2), at=AT)
    with pytest.raises(CannotNow, match="Only participants"):
        memberships.join(HAND, membership, at=LATER)


def admit(actor, made, **changes):
    facts = {
        "kind": "OBSERVER",
        "name": "Repair Institute",
        "country": "NL",
        "legal_kind": "NON_PROFIT",
        "answers": CLEAR,
        "evidence": "Website and a call.",
    }
    return admissions.screen_and_admit(actor, made, at=AT, **{**facts, **changes})


def test_3_3_3_an_organization_outside_the_pact_looks_on_after_its_screening():
    made = group()
    assert admit(caring(made), made) == "CLEAR"
    membership = GroupMembership.objects.get()
    assert (membership.kind, membership.basis, membership.primary) == ("OBSERVER", "NON_PARTICIPANT", False)
    assert membership.screening.valid_until == date(2028, 3, 1)
    assert [one.name for one in public.group(made.slug, DAY).members] == ["Repair Institute"]


@pytest.mark.parametrize("question", ["makes_ict", "sells_ict", "represents_ict"])
@pytest.mark.parametrize("kind", ["MEMBER", "OBSERVER"])
def test_2_1_4_a_conflict_passes_no_door_and_leaves_nothing_but_the_trail(question, kind):
    made = group()
    before = Organization.objects.count()
    assert admit(caring(made), made, kind=kind, answers={**CLEAR, question: "YES"}) == "CONFLICT"
    assert not GroupMembership.objects.exists()
    assert Organization.objects.count() == before
    assert Event.objects.get(verb="buyergroups.membership.refused").facts["outcome"] == "CONFLICT"


def doubted(made):
    assert admit(caring(made), made, answers={**CLEAR, "owned_by_ict": "UNSURE"}) == "DOUBT"
    return GroupMembership.objects.get()


def test_2_1_4_in_doubt_the_committee_is_asked_and_nobody_is_in_before():
    made = group()
    membership = doubted(made)
    assert (membership.state, public.group(made.slug, DAY).members) == ("INVITED", [])
    matter = Matter.objects.get(kind="GROUP_DOUBT")
    assert "Is owned by such a company, or owns one: not sure" in matter.summary
    assert "Website and a call." in matter.summary
    with pytest.raises(CannotNow, match="conflict of interest"):
        memberships.let_in(caring(made), membership, at=AT)
    with pytest.raises(CannotNow, match="this way"):
        memberships.join(HAND, membership, at=AT)


def test_2_1_4_the_committees_yes_lets_it_in_and_its_no_keeps_it_out():
    terms = committee(5)
    made = group()
    for name, votes, state in (("Repair Institute", "YYYYY", "ACTIVE"), ("Resale Friends", "NNNNN", "DECLINED")):
        admit(caring(made), made, name=name, answers={**CLEAR, "owned_by_ict": "UNSURE"})
        asked = Matter.objects.get(kind="GROUP_DOUBT", state="OPEN")
        decision = decisions.open_vote(HAND, asked, question=asked.title, closes_at=CLOSES, at=AT)
        if cast_all(decision, terms, votes).state == "OPEN":
            decisions.close(HAND, decision, reasons="It sells devices.", public_text="", at=AT)
        membership = GroupMembership.objects.get(organization__name=name)
        assert (membership.state, membership.screening.outcome == "CLEAR") == (state, state == "ACTIVE")
    assert "It sells devices." in membership.reason_not_joined
    assert [card.text for card in decided()] == [f"{Matter.objects.get(subject_ref=first_ref()).title} Adopted."]


def first_ref() -> str:
    return GroupMembership.objects.get(organization__name="Repair Institute").ref


@pytest.mark.parametrize("outcome", ["DOUBT", "CONFLICT"])
def test_the_lower_door_refuses_it_as_well(outcome):
    made = group()
    organization = make.organization("Reseller", legal_kind="PRIVATE_COMPANY")
    screening = Screening.objects.create(
        organization=organization, purpose="MEMBERSHIP", answers={}, outcome=outcome, screened_at=AT
    )
    with pytest.raises(CannotNow, match="conflict of interest"):
        memberships.admit_non_participant(caring(made), made, organization, "OBSERVER", screening, at=AT)


def test_the_database_wants_a_screening_too():
    made = group()
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupMembership.objects.create(
            group=made,
            organization=make.organization("Reseller"),
            basis="NON_PARTICIPANT",
            state="ACTIVE",
            period=(DAY, None),
            asked_at=AT,
        )


def test_a_screening_is_good_for_twelve_months_and_for_its_own_organization():
    made = group()
    one, other = make.organization("One"), make.organization("Other")
    clear = screenings.screen_organization(HAND, one, "MEMBERSHIP", CLEAR, evidence="Seen", at=AT)
    with pytest.raises(CannotNow, match="twelve months"):
        memberships.admit_non_participant(caring(made), made, one, "MEMBER", clear, at=AT + timedelta(days=400))
    with pytest.raises(CannotNow, match="conflict"):
        memberships.admit_non_participant(caring(made), made, other, "MEMBER", clear, at=AT)


def test_what_was_found_to_be_a_conflict_is_not_asked_away():
    made = group()
    known = make.organization("Repair Institute", country="NL", legal_kind="PRIVATE_COMPANY")
    sells = {**CLEAR, "sells_ict": "YES"}
    screenings.screen_organization(HAND, known, "MEMBERSHIP", sells, evidence="Shop", at=AT)
    with pytest.raises(CannotNow, match="Ask the Secretariat"):
        admit(caring(made), made)


def test_participants_join_by_themselves():
    made = group()
    buyer("Repair Institute", country="NL")
    with pytest.raises(CannotNow, match="takes part in the Pact"):
        admit(caring(made), made)


def test_nobody_is_admitted_twice():
    made = group()
    admit(caring(made), made)
    with pytest.raises(CannotNow, match="in this group"):
        admit(caring(made), made, name="REPAIR institute ")
    assert GroupMembership.objects.count() == 1


def test_only_the_coordinator_admits():
    made = group()
    organization = buyer()
    member(made, organization)
    other = group("Dutch group", ("NL",))
    for actor in (manager(organization), caring(other)):
        with pytest.raises(Refused):
            admit(actor, made)


def test_founding_is_the_secretariats_and_names_are_taken_once():
    made = group()
    with pytest.raises(CannotNow, match="with this name"):
        group("Norway Group", coordination=None)
    with pytest.raises(Refused):
        groups.found_group(
            caring(made), name="X", slug="x", coordination=None, territories=[], working_language="en",
            founded_on=DAY, at=AT,
        )  # fmt: skip


def test_3_2_1_only_a_coordinating_participation_carries_a_group():
    participation = make.founder("Buyer only")
    with pytest.raises(CannotNow, match="coordinating"):
        group(coordination=participation)


def test_when_the_coordinator_leaves_its_group_reports_to_the_secretariat():
    participation = coordinator()
    made = group(coordination=participation)
    organization = buyer()
    member(made, organization)
    participations.give_notice(HAND, participation, "We stop.", date(2027, 4, 1), at=AT)
    assert recipient_of(organization.pk, date(2027, 3, 31)) == made
    assert recipient_of(organization.pk, date(2027, 4, 1)) is None
    assert every_coordinator_of(made.pk, date(2027, 4, 1)) == []


def test_3_3_2_d_representatives_are_public_with_their_consent():
    made = group()
    for name, consent in (("Ann", True), ("Bob", False)):
        representatives.appoint(
            HAND, made, made.coordination.organization, name=name, consent_to_publish=consent, from_on=DAY, at=AT
        )
    assert public.group(made.slug, DAY).representatives == ["Ann, Coordinator of the Norway group"]
