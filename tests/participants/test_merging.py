"""Two records of one organization are made one: nobody leaves the Pact by it, and both histories stay readable."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from buyergroups.access import actor_for
from buyergroups.actions import memberships
from buyergroups.models import BuyerGroup, GroupMembership
from governance.actions import seats
from governance.models import SeatTerm
from monitoring.actions import submissions
from monitoring.models import Submission
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from pact.clock import now, today
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from participants import public, queries
from participants.actions import listings, merging, notices, organizations
from participants.models import Appointment, Identifier, Invitation, Organization, Participation, TerminationNotice
from participants.rules import merge_obstacles
from tests.governance.make import person, secretary
from tests.participants import make
from tests.participants.leaving import WEEK, joined, on_list, pact
from tests.participants.test_leaving_day import asked_for_figures

pytestmark = pytest.mark.django_db
RECORD = "/secretariat/organisations/{}/"


def twins(*roles: str):
    """Vestbygd twice: the one that goes, the one that stays."""
    goes = joined("Vestbygd municipality", *(roles or ("PROCURING",)), country="NO")
    stays = joined("Vestbygd kommune", *(roles or ("PROCURING",)), country="NO")
    return goes, stays


def merge(goes, stays, actor=make.HAND):
    return merging.merge(actor, goes, stays, at=now())


@pytest.mark.parametrize(
    ("duplicate", "survivor", "obstacle"),
    [
        ({}, {}, ""),
        ({}, {"PROCURING": "ACTIVE"}, ""),
        ({"PROCURING": "ACTIVE"}, {"PROCURING": "ACTIVE"}, ""),
        ({"PROCURING": "ACTIVE"}, {"PROCURING": "ACTIVE", "COORDINATING": "ACTIVE"}, ""),
        ({"PROCURING": "ACTIVE"}, {}, "procuring"),
        ({"PROCURING": "ACTIVE", "COORDINATING": "ACTIVE"}, {"PROCURING": "ACTIVE"}, "coordinating"),
        ({"PROCURING": "ACTIVE"}, {"SUPPORTER": "ACTIVE"}, "procuring"),
        ({"SUPPORTER": "ACTIVE"}, {"PROCURING": "ACTIVE"}, ""),
        ({"SUPPORTER": "ACTIVE"}, {}, "supporter"),
        ({"PROCURING": "ENDING"}, {"PROCURING": "ACTIVE"}, "notice"),
    ],
)
def test_6_4_2_a_role_stays_with_the_record_that_signed_for_it(duplicate, survivor, obstacle):
    found = merge_obstacles(duplicate, survivor)
    assert bool(found) is bool(obstacle)
    assert all(obstacle in sentence for sentence in found)


def test_the_duplicate_ends_as_merged_and_no_notice_is_published(visitor):
    goes, stays = twins()
    organizations.identify(goes, "NO-BRC", "974760673")
    merge(goes, stays)
    role = Participation.objects.get(organization=goes)
    assert (role.state, role.end_kind, role.period.upper) == ("ENDED", "MERGED", today())
    assert not TerminationNotice.objects.exists()
    assert Identifier.objects.get(value="974760673").organization == stays
    goes.refresh_from_db()
    assert (goes.merged_into, goes.merged_on) == (stays, today())
    assert (on_list("vestbygd-municipality"), on_list("vestbygd-kommune")) == (False, True)
    assert not on_list("vestbygd-municipality", public.former)
    assert public.facets().total == 1
    assert listings.drift() == []
    verbs = {
        "participants.organization.merged",
        "participants.organization.taken_in",
        "participants.participation.merged",
    }
    assert verbs <= set(Event.objects.values_list("verb", flat=True))
    for old, new in (
        ("/participants/{}/", "/participants/{}/"),
        ("/api/v1/participants/{}/", "/api/v1/participants/{}/"),
    ):
        answer = visitor.get(old.format("vestbygd-municipality"))
        assert (answer.status_code, answer["Location"]) == (301, new.format("vestbygd-kommune"))
    assert b"Merged on" in visitor.get("/participants/vestbygd-kommune/").content
    assert visitor.get("/api/v1/participants/?q=municipality").json()["items"] == []


def test_people_keep_what_they_may_do_and_hear_of_it():
    goes, stays = twins()
    user = person("all@vestbygd-municipality.example")
    manager = actor_for(user, at=now())
    from participants.actions import invitations

    invitations.invite(manager, goes, email="new@vestbygd.example", name="New", roles=["VIEWER"], at=now())
    merge(goes, stays)
    actor = actor_for(user, at=now())
    assert [(hat.slug, set(hat.roles)) for hat in actor.organizations] == [
        ("vestbygd-kommune", {"EDITOR", "MANAGER", "SIGNATORY"})
    ]
    assert not Appointment.objects.in_force(today()).filter(organization=goes).exists()
    assert Invitation.objects.get().revoked_at is not None
    readers = set(OutboxMail.objects.filter(kind="participants.merged").values_list("to", flat=True))
    assert readers == {"all@vestbygd-municipality.example", "all@vestbygd-kommune.example"}


def test_support_of_a_duplicate_ends_when_the_record_that_stays_takes_part():
    goes, stays = joined("Vestbygd municipality", "SUPPORTER"), joined("Vestbygd kommune", "PROCURING")
    merge(goes, stays)
    assert goes.support_letters.get().end_kind == "MERGED"
    assert Event.objects.filter(verb="participants.support.merged").exists()


def test_6_4_2_a_merge_that_would_change_who_takes_part_in_which_role_is_refused():
    goes, stays = joined("Vestbygd municipality", "COORDINATING", "PROCURING"), joined("Vestbygd kommune", "PROCURING")
    with pytest.raises(CannotNow, match="as coordinating organisation"):
        merge(goes, stays)
    assert merge(stays, goes).slug == "vestbygd-municipality"


def test_what_is_open_is_settled_first():
    goes, stays = twins()
    notices.give_notice(make.HAND, goes.participations.get(), "We leave.", today() + WEEK, at=now())
    with pytest.raises(CannotNow, match="gave notice to leave"):
        merge(goes, stays)
    application = make.draft()
    application.organization = goes
    application.save()
    assert any("open application" in one for one in merging.merging.objections(goes, stays, today()))


def test_a_merge_is_not_undone_never_a_chain_and_never_itself():
    goes, stays = twins()
    third = joined("Vestbygd by", "PROCURING", country="NO")
    with pytest.raises(CannotNow, match="another record"):
        merge(stays, stays)
    merge(goes, stays)
    with pytest.raises(CannotNow, match="merged already"):
        merge(goes, third)
    merge(stays, third)
    goes.refresh_from_db()
    assert goes.merged_into == third  # pointed on, so that no address leads to an address that leads on
    rows = Organization.objects
    for wrong, error in (
        ({"pk": goes.pk, "merged_into": None, "merged_on": None}, "not undone"),
        ({"pk": third.pk, "merged_into": third.pk, "merged_on": today()}, "."),
        ({"pk": goes.pk, "merged_into": stays.pk, "merged_on": today()}, "not merged itself"),
        ({"pk": third.pk, "merged_into": goes.pk, "merged_on": today()}, "not merged itself"),
    ):
        pk = wrong.pop("pk")
        with pytest.raises(IntegrityError, match=error), transaction.atomic():
            rows.filter(pk=pk).update(**wrong)
    from participants.actions import entering

    signature = Participation.objects.get(organization=third).signature
    with pytest.raises(IntegrityError, match="takes no new role"), transaction.atomic():
        entering.enter(make.HAND, goes, signature, at=now(), founding=True)


def test_only_the_secretariat_merges():
    goes, stays = twins()
    with pytest.raises(Refused):
        merge(goes, stays, actor_for(person("all@vestbygd-kommune.example"), at=now()))


# --- what floors above have against it, and what follows there ---


def test_5_1_3_two_open_seats_stand_in_the_way_and_one_goes_on_with_its_chair():
    made = pact()
    twin = joined("Noreg", "COORDINATING", "PROCURING", legal_kind="NATIONAL_GOVERNMENT")
    day = (now() - WEEK).date()
    seat = {"from_on": day, "until_on": day + timedelta(days=300), "at": now() - WEEK}
    term = seats.seat(make.HAND, seat_no=2, organization=twin, user=person("other@norway.example"), **seat)
    with pytest.raises(CannotNow, match="Both have a seat"):
        merge(made.norway, twin)
    seats.end(make.HAND, term, at=now())
    user = made.term.user
    merge(made.norway, twin)
    following = SeatTerm.objects.on(today()).get()
    assert (following.organization, following.seat_no, following.user) == (twin, 1, user)
    assert following.period.upper == made.term.period.upper
    actor = actor_for(user, at=now())
    assert (actor.committee, actor.chair, actor.seat_organization_id) == (True, True, twin.pk)


def test_groups_go_on_with_the_record_that_stays():
    made = pact()
    twin = joined("Noreg", "COORDINATING", "PROCURING", legal_kind="NATIONAL_GOVERNMENT")
    merge(made.norway, twin)
    group = BuyerGroup.objects.get(pk=made.group.pk)
    assert group.coordination == made.role(twin, "COORDINATING")
    assert GroupMembership.objects.get(pk=made.memberships[made.norway.pk].pk).state == "ENDED"
    assert GroupMembership.objects.get(organization=twin, group=group).state == "ASKED"
    assert group.pk in made.actor(twin).group_ids
    assert Event.objects.filter(verb="buyergroups.group.coordination_passed").exists()


def test_3_3_3_an_observer_outside_the_pact_is_let_in_by_its_coordinator_first():
    from participants.actions import screenings
    from tests.buyergroups.appointing import NO_CONFLICT

    made = pact()
    goes, stays = make.organization("Skole kommune"), make.organization("Skolekommunen")
    screening = screenings.screen_organization(
        make.HAND, goes, "MEMBERSHIP", NO_CONFLICT, evidence="Statutes read.", at=now()
    )
    care = made.actor(made.norway)
    memberships.admit_non_participant(care, made.group, goes, "OBSERVER", screening, at=now())
    with pytest.raises(CannotNow, match=r"Pact 3\.3\.3"):
        merge(goes, stays)


def test_3_1_2_figures_in_an_open_cycle_stand_in_the_way():
    goes, stays = pact().vestbygd, joined("Vestbygd municipality", "PROCURING")
    asked_for_figures()
    for one in (goes, stays):
        actor = actor_for(person(f"all@{one.slug}.example"), at=now())
        submissions.send_nil(actor, Submission.objects.get(organization=one), "None bought.", at=now())
    with pytest.raises(CannotNow, match="Both Vestbygd kommune and Vestbygd municipality have figures"):
        merge(goes, stays)


def test_tasks_of_the_duplicate_are_waived_and_it_is_waited_for_by_nobody():
    goes, stays = pact().vestbygd, joined("Vestbygd municipality", "PROCURING")
    asked_for_figures()
    merge(goes, stays)
    assert not Obligation.objects.filter(state="OPEN", workspace="ORGANIZATION", organization_id=goes.pk).exists()
    assert Submission.objects.counted_once().filter(organization=goes).count() == 0
    expected = set(Submission.objects.expected_on(today()).values_list("organization__slug", flat=True))
    assert (goes.slug in expected, stays.slug in expected) == (False, True)


# --- pages ---


def test_the_secretariat_finds_compares_reads_and_merges_once(secretary):
    goes, stays = twins()
    organizations.identify(stays, "NO-BRC", "974760673")
    page = RECORD.format(goes.slug) + "merge/"
    assert page.encode() in secretary.get(RECORD.format(goes.slug)).content
    assert b"Vestbygd kommune" in secretary.get(page, {"q": "vestbygd komm"}).content
    assert b"Vestbygd kommune" in secretary.get(page, {"q": "974760673"}).content
    assert b"No other record matches" in secretary.get(page, {"q": "nobody"}).content
    shown = secretary.get(page, {"into": stays.slug}).content.decode()
    assert "This cannot be undone" in shown
    assert "ends as procuring organisation, as merged" in shown
    assert secretary.post(page, {"into": stays.slug}).status_code == 302
    assert "Merged." in secretary.get(RECORD.format(stays.slug)).content.decode()
    assert "This record is kept as history" in secretary.get(RECORD.format(goes.slug)).content.decode()
    again = secretary.post(page, {"into": stays.slug})
    assert (again.status_code, b"merged already" in again.content) == (409, True)
    listed = secretary.get("/secretariat/organisations/", {"q": "vestbygd"}).content.decode()
    assert "Vestbygd municipality" not in listed


def test_what_stands_in_the_way_is_told_before_there_is_a_button(secretary):
    goes, stays = joined("Vestbygd municipality", "COORDINATING"), joined("Vestbygd kommune", "PROCURING")
    shown = secretary.get(RECORD.format(goes.slug) + "merge/", {"into": stays.slug}).content.decode()
    assert "cannot be merged now" in shown
    assert "Merge the two records" not in shown
    assert secretary.get(RECORD.format(goes.slug) + "merge/", {"into": "nobody"}).status_code == 404


def test_nobody_else_opens_the_page(stranger, member, visitor):
    goes, _stays = twins()
    page = RECORD.format(goes.slug) + "merge/"
    assert (stranger.get(page).status_code, visitor.get(page).status_code) == (404, 302)
    assert member.get(page).status_code in (403, 404)


def test_a_duplicate_is_offered_to_no_applicant_and_for_no_other_merge():
    goes, stays = twins()
    merge(goes, stays)
    found = queries.similar_organizations("Vestbygd municipality", country="NO")
    assert goes.slug not in {one.slug for one in found}
    third = make.organization("Third")
    assert goes not in queries.others_named(actor_for(secretary(), at=now()), third, "vestbygd")
