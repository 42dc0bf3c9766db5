"""Working groups: proposed by participants, established and closed by the committee, joined by naming people (4)."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from buyergroups import rules
from buyergroups.access import actor_for
from buyergroups.actions import every_day
from buyergroups.actions import working_group_members as members
from buyergroups.actions import working_groups as actions
from buyergroups.models import WorkingGroup, WorkingGroupMember
from buyergroups.queries.search import sources
from buyergroups.queries.working_groups import words
from governance.models import Matter, SeatTerm
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from pact.mail.models import OutboxMail
from pact.persons.holdings import Person
from pact.persons.queries import every_file_of
from participants.actions import appointments
from participants.models import Appointment, Participation
from tests.buyergroups.make import AT, HAND, buyer, coordinator, member, world
from tests.buyergroups.make import group as buyer_group
from tests.buyergroups.make_working_groups import FACTS, begun, decided, editor, joined, proposed, seat, sender, user_of
from tests.governance.make import committee, person, staff
from tests.participants.make import organization as outside

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=30)


def happened(verb: str) -> int:
    return Event.objects.filter(verb=f"buyergroups.working_group.{verb}").count()


@pytest.mark.parametrize(
    ("wanted", "taken", "free"),
    [("laptops", [], "laptops"), ("laptops", ["laptops"], "laptops-2"), ("new", [], "new-2"), ("", [], "group")],
)
def test_every_group_has_an_address_of_its_own(wanted, taken, free):
    assert rules.free_slug(wanted, taken) == free


def test_4_5_any_participant_proposes_and_the_committee_is_asked_about_exactly_these_words():
    organization, actor = sender()
    group = proposed(actor, organization, product_groups=["laptop"])
    matter = Matter.objects.get(subject_ref=group.ref)
    told = dict(words(matter.kind, matter.content))
    assert (told["Establish the working group"], told["Mandate"]) == (group.name, group.mandate)
    assert (told["Proposed by"], matter.clause, group.state) == (organization.name, "4.5", "PROPOSED")
    assert words("BUDGET", {}) is None
    assert happened("proposed") == 1


def test_4_5_an_adopted_one_begins_that_day_with_the_proposers_person_and_all_are_told_once():
    group, organization, actor = begun()
    assert (group.state, group.begun_on, group.decision.state) == ("ACTIVE", AT.date(), "ADOPTED")
    first = seat(group, organization)
    assert (first.user_id, first.voice) == (actor.user_id, True)
    assert group.pk in actor.working_group_ids
    told = OutboxMail.objects.filter(kind="buyergroups.working_group_begun")
    assert set(told.values_list("to", flat=True)) == {f"manager@{organization.slug}.example"}
    assert happened("begun") == 1


def test_4_5_a_rejected_one_is_not_established_and_its_proposer_hears_why():
    organization, actor = sender()
    group = decided(proposed(actor, organization), committee(5), "NNNNN")
    assert (group.state, group.state_reason) == ("REFUSED", "Another group works on this.")
    letter = OutboxMail.objects.filter(kind="buyergroups.working_group_refused").first()
    assert "Another group works on this." in letter.text
    assert happened("refused") == 1
    assert not group.members.exists()


def test_the_secretariat_proposes_in_nobodys_name():
    group = decided(proposed(staff(), None), committee(5))
    assert (group.state, group.proposed_by, group.members.count()) == ("ACTIVE", None, 0)


def test_who_may_not_propose():
    organization, actor = sender()
    world()
    reader = actor_for(person("read@x.example", role="VIEWER", organization=organization), at=AT)
    with pytest.raises(Refused):
        actions.propose(reader, organization, **FACTS, at=AT)
    with pytest.raises(Refused):
        actions.propose(actor, buyer("Another"), **FACTS, at=AT)
    supporter = outside("Repair Alliance", legal_kind="CIVIL_SOCIETY")
    with pytest.raises(CannotNow, match=r"Pact 4\.5"):
        proposed(editor(supporter), supporter)
    with pytest.raises(CannotNow, match="one of your people"):
        proposed(actor, organization, sends=person("stranger@x.example"))
    assert not WorkingGroup.objects.exists()


def test_3_1_2_d_one_monitoring_group_at_a_time_and_one_of_a_name():
    _group, _organization, actor = begun(is_monitoring=True)
    other = sender("Another")
    with pytest.raises(CannotNow, match="monitoring"):
        proposed(other[1], other[0], name="Indicators", is_monitoring=True)
    with pytest.raises(CannotNow, match="of this name"):
        proposed(other[1], other[0], name="laptop CRITERIA")
    assert actor.user_id


def test_4_2_a_participant_joins_at_once_and_its_first_person_carries_the_voice():
    group, _first, _actor = begun()
    organization, actor = joined(group, "Oakmere")
    second = person("two@oakmere.example", role="VIEWER", organization=organization)
    other = members.join(actor, group, organization, second, at=AT)
    assert (seat_of(group, actor).voice, other.voice) == (True, False)
    assert actor_for(second, at=AT).working_group_ids == {group.pk}
    with pytest.raises(CannotNow, match="works in this group already"):
        members.join(actor, group, organization, second, at=AT)
    with pytest.raises(CannotNow, match="one of the people"):
        members.join(actor, group, organization, person("stranger@x.example"), at=AT)
    assert happened("joined") == 3


def seat_of(group, actor) -> WorkingGroupMember:
    return WorkingGroupMember.objects.get(working_group=group, user=actor.user_id, period__upper_inf=True)


def test_4_2_nobody_joins_for_another_organization_and_a_delegate_not_for_its_coordinator():
    group, _organization, actor = begun()
    norway = coordinator().organization
    with pytest.raises(Refused, match="editing rights"):
        members.join(actor, group, norway, user_of(actor), at=AT)
    with pytest.raises(Refused):
        members.join(staff(), group, norway, person(f"care@{norway.slug}.example"), at=AT)


def test_2_2_2_b_a_supporter_does_not_join_by_itself():
    group, _organization, _actor = begun()
    supporter = outside("Repair Alliance", legal_kind="CIVIL_SOCIETY")
    with pytest.raises(CannotNow, match="as invited guests"):
        members.join(editor(supporter), group, supporter, user_of(editor(supporter)), at=AT)


def test_i_12_a_member_of_a_buyer_group_that_did_not_sign_does_not_join():
    group, _organization, _actor = begun()
    town = outside("Town without a signature")
    observed = buyer_group()
    member_of = observed.memberships.create(
        organization=town, state="INVITED", primary=False, asked_at=AT, basis="NON_PARTICIPANT"
    )
    assert member_of
    with pytest.raises(CannotNow, match="I-12"):
        members.join(editor(town), group, town, user_of(editor(town)), at=AT)
    assert member(observed, buyer("Signed")).state == "ACTIVE"


def test_the_voice_is_passed_on_and_what_was_before_stays_as_it_was():
    group, organization, actor = begun()
    other = person("two@vestbygd.example", role="EDITOR", organization=organization)
    sitting = members.join(actor, group, organization, other, at=AT)
    members.pass_voice(actor, sitting, at=LATER)
    then = group.members.get(period__contains=AT.date(), voice=True)
    now = group.members.get(period__contains=LATER.date(), voice=True)
    assert (then.user_id, now.user_id) == (actor.user_id, other.pk)
    assert group.members.filter(period__contains=LATER.date()).count() == 2
    assert members.pass_voice(actor, now, at=LATER) == now
    assert happened("voice_passed") == 1


def test_who_leaves_is_out_that_day_and_somebody_else_carries_the_voice():
    group, organization, actor = begun()
    other = person("two@vestbygd.example", role="EDITOR", organization=organization)
    members.join(actor, group, organization, other, at=AT)
    members.leave(actor, seat_of(group, actor), at=LATER)
    assert actor_for(user_of(actor), at=LATER).working_group_ids == frozenset()
    assert group.members.get(period__contains=LATER.date()).voice
    with pytest.raises(CannotNow, match="no longer"):
        members.leave(actor, group.members.filter(user=actor.user_id).first(), at=LATER)
    with pytest.raises(Refused):
        members.leave(sender("Another")[1], group.members.get(period__contains=LATER.date()), at=LATER)
    assert happened("left") == 1


def test_6_6_1_who_leaves_the_pact_is_out_from_that_day_and_the_night_writes_it_down():
    group, organization, actor = begun()
    role = Participation.objects.get(organization=organization)
    Participation.objects.filter(pk=role.pk).update(
        period=DateRange(role.period.lower, LATER.date()), state="ENDED", end_kind="LEFT"
    )
    assert group.members.on(LATER.date()).count() == 0
    assert actor_for(user_of(actor), at=LATER).working_group_ids == frozenset()
    every_day(at=LATER)
    every_day(at=LATER)
    assert group.members.get().period.upper == LATER.date()
    assert happened("left") == 1


def test_who_no_longer_acts_for_his_organization_does_not_sit_for_it():
    group, organization, actor = begun()
    for power in Appointment.objects.filter(user=actor.user_id, organization=organization):
        appointments.end(HAND, power, on=LATER.date(), at=LATER)
    every_day(at=LATER)
    assert group.members.get().period.upper == LATER.date()


def test_a_group_rests_and_goes_on_with_a_reason_and_only_by_those_who_lead_it():
    group, _organization, actor = begun()
    with pytest.raises(Refused):
        actions.rest(actor, group, "Summer", at=AT)
    with pytest.raises(CannotNow, match="why"):
        actions.rest(staff(), group, " ", at=AT)
    actions.rest(staff(), group, "Until the new criteria are in use.", at=AT)
    assert (group.state, group.state_reason) == ("DORMANT", "Until the new criteria are in use.")
    actions.wake(staff(), group, "They are.", at=LATER)
    assert (group.state, happened("rested"), happened("woken")) == ("ACTIVE", 1, 1)


def test_4_5_the_committee_closes_a_group_and_everything_in_it_ends():
    terms_group, organization, actor = begun()
    terms = [*committee_of()]
    actions.ask_to_close(staff(), terms_group, "The work is done.", at=AT)
    with pytest.raises(CannotNow, match="already before"):
        actions.ask_to_close(staff(), terms_group, "The work is done.", at=AT)
    group = decided(terms_group, terms)
    assert (group.state, group.closed_on, group.state_reason) == ("CLOSED", AT.date(), "The work is done.")
    assert not group.members.filter(period__contains=AT.date()).exists()
    assert actor_for(user_of(actor), at=AT).working_group_ids == frozenset()
    assert OutboxMail.objects.filter(kind="buyergroups.working_group_closed", to=actor.email).count() == 1
    assert (happened("closing"), happened("closed")) == (1, 1)
    with pytest.raises(CannotNow, match="has not begun, or is closed"):
        members.join(actor, group, organization, user_of(actor), at=AT)


def committee_of():
    return SeatTerm.objects.select_related("user", "organization").order_by("seat_no")


def test_a_rejected_closing_changes_nothing():
    group, _organization, _actor = begun()
    actions.ask_to_close(staff(), group, "The work is done.", at=AT)
    assert decided(group, list(committee_of()), "NNNNN").state == "ACTIVE"


def test_who_sat_for_a_duplicate_sits_for_the_record_that_stays():
    group, gone, actor = begun()
    stays = buyer("Vestbygd municipality")
    user = user_of(actor)
    person(user.email, role="EDITOR", organization=stays)
    members.pass_on(gone, stays, at=LATER)
    members.pass_on(gone, stays, at=LATER)
    row = group.members.get(organization=stays)
    assert (row.user, row.voice, row.period.lower) == (user, True, LATER.date())


def test_members_find_their_working_group_by_name_and_others_do_not():
    _group, _organization, actor = begun()
    assert [source.code for source in sources(actor)] == ["your-working-groups"]
    assert sources(sender("Stranger")[1]) == []


def test_what_is_held_about_a_member_can_be_taken_along():
    _group, _organization, actor = begun()
    assert every_file_of(Person.of(user_of(actor), at=AT))
