"""Guests of a working group: invited to one thing until a day; they see and comment, and never vote (4.4, 2.2.2.b)."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from buyergroups.access import actor_for
from buyergroups.actions import adoptions, every_day, guests
from buyergroups.actions import working_group_members as members
from buyergroups.models import AdoptionVote, Gathering, GuestDoor, LibraryVersion, WorkingGroupGuest
from buyergroups.queries.guests import own
from governance.actions import elections
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from pact.clock import now, today
from pact.mail.models import OutboxMail
from tests.buyergroups import make_library as lib
from tests.buyergroups.make_working_groups import begun, called, far, opened, user_of
from tests.governance.make import person, secretary, staff
from tests.participants.conftest import signed_in
from tests.participants.make import organization as outside

pytestmark = pytest.mark.django_db
EMAIL = "grace@repair.example"


@pytest.fixture
def cast():
    """A group with a draft: group, organization, actor of its member, draft."""
    group, organization, actor = begun(at=now())
    return group, organization, actor, lib.version(lib.item(group=group), "DRAFT")


def invite(group, *, until=None, at=None, **facts):
    given = {
        "name": "Grace Achieng", "email": EMAIL, "organization_name": "Repair Alliance",
        "purpose": "To tell how repairers see it.", "until": until or far(20), "at": at or now(), **facts,
    }  # fmt: skip
    return guests.invite(staff(), group, **given)


def accepted(group, version):
    guest = invite(group, version=version)
    user = guests.accept(guest, at=now())
    return guest, user


def happened(verb: str) -> int:
    return Event.objects.filter(verb=f"buyergroups.guest.{verb}").count()


def session(group, days: int = 12) -> Gathering:
    at = now() + timedelta(days=days)
    return Gathering.objects.create(
        working_group=group, kind="DIALOGUE", title="What repairers need", starts_at=at,
        ends_at=at + timedelta(hours=2), zone="Europe/Brussels", created_at=now(),
    )  # fmt: skip


def door_in(letter) -> str:
    return re.search(r"/wg/invitation/\w+/", letter.text)[0]


def test_the_letter_holds_the_key_and_the_database_its_hash(cast):
    group, _organization, _actor, version = cast
    guest = invite(group, version=version)
    letter = OutboxMail.objects.get(kind="buyergroups.guest_invited")
    assert letter.to == EMAIL
    token = door_in(letter).split("/")[3]
    assert (token, guest.token_hash) == (guests.token_of(guest.ref), guests.hashed(token))
    assert token != guest.token_hash
    assert happened("invited") == 1


def test_opening_the_page_has_no_effect_and_accepting_gives_exactly_one_door(cast):
    group, _organization, _actor, version = cast
    guest = invite(group, version=version)
    other = lib.version(lib.item("other", group=group), "DRAFT")
    page = door_in(OutboxMail.objects.get(kind="buyergroups.guest_invited"))
    client = Client()
    opened_page = client.get(page)
    assert opened_page["Cache-Control"] == "no-store"
    assert "Guests have no vote" in opened_page.content.decode()
    guest.refresh_from_db()
    assert guest.state == "INVITED"
    answer = client.post(page, {"answer": "yes"})
    assert answer["Location"].endswith("next=%2Fme%2Finvited%2F")
    guest.refresh_from_db()
    actor = actor_for(guest.user, at=now())
    assert (guest.state, actor.doors, actor.working_group_ids) == ("ACCEPTED", {version.ref}, frozenset())
    seen = set(LibraryVersion.objects.visible_to(actor).values_list("ref", flat=True))
    assert (version.ref in seen, other.ref in seen) == (True, False)
    assert client.post(page, {"answer": "yes"}).status_code == 409
    assert "You accepted this invitation." in client.get(page).content.decode()
    assert happened("accepted") == 1
    assert OutboxMail.objects.filter(kind="buyergroups.guest_answered").count() == 1


def test_a_wrong_key_opens_nothing():
    assert Client().get("/wg/invitation/0123456789abcdef/").status_code == 404


def test_declining_needs_no_account(cast):
    guest = invite(cast[0], version=cast[3])
    page = door_in(OutboxMail.objects.get(kind="buyergroups.guest_invited"))
    assert Client().post(page, {"answer": "no"}).status_code == 302
    guest.refresh_from_db()
    assert (guest.state, guest.user_id, happened("declined")) == ("DECLINED", None, 1)


def test_an_invitation_is_withdrawn_at_once_and_ends_by_itself(cast):
    group, _organization, _actor, version = cast
    guest, user = accepted(group, version)
    assert actor_for(user, at=now() + timedelta(days=21)).doors == frozenset()
    guests.withdraw(staff(), guest, at=now())
    assert actor_for(user, at=now()).doors == frozenset()
    assert not GuestDoor.objects.exists()
    assert OutboxMail.objects.filter(kind="buyergroups.guest_withdrawn", to=EMAIL).count() == 1
    with pytest.raises(CannotNow):
        guests.accept(guest, at=now())
    assert happened("withdrawn") == 1
    late = invite(group, version=version, until=today())
    with pytest.raises(CannotNow, match="has ended"):
        guests.accept(late, at=now() + timedelta(days=2))


def test_who_has_not_answered_is_reminded_once_seven_days_before_with_the_same_key(cast):
    group, _organization, _actor, version = cast
    invite(group, version=version)
    invite(group, gathering=session(group, 12), email="per@repair.example")
    for days in (2, 5, 6, 13, 14):
        every_day(at=now() + timedelta(days=days))
    letters = OutboxMail.objects.filter(kind="buyergroups.guest_invited").order_by("pk")
    assert sorted(letters.values_list("to", flat=True)) == [EMAIL, EMAIL, "per@repair.example", "per@repair.example"]
    mine = [door_in(letter) for letter in letters if letter.to == EMAIL]
    assert mine[0] == mine[1]


def test_only_those_who_lead_invite(cast):
    group, _organization, actor, version = cast
    facts = {"name": "G", "email": EMAIL, "organization_name": "R", "purpose": "p", "until": far(5), "at": now()}
    with pytest.raises(Refused):
        guests.invite(actor, group, version=version, **facts)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"until": -1}, "within a year"),
        ({"until": 500}, "within a year"),
        ({"version": None}, "Choose the session or the document"),
        ({"email": "edit@vestbygd-kommune.example"}, "is a member"),
    ],
)
def test_what_cannot_be_an_invitation(cast, facts, sentence):
    group, _organization, actor, version = cast
    given = {"version": version, **facts}
    if "until" in given:
        given["until"] = far(given["until"])
    if "is a member" in sentence:
        given["email"] = actor.email
    with pytest.raises(CannotNow, match=sentence):
        invite(group, **given)


def test_an_invitation_is_to_the_groups_own_things_and_once(cast):
    group, _organization, _actor, version = cast
    foreign = lib.version(lib.item("foreign", group=lib.working_group("Other group")), "DRAFT")
    with pytest.raises(CannotNow, match="not the working group's own"):
        invite(group, version=foreign)
    with pytest.raises(CannotNow, match="later than that"):
        invite(group, gathering=session(group, 12), until=far(3))
    invite(group, version=version)
    with pytest.raises(CannotNow, match="already"):
        invite(group, version=version)


def test_2_2_2_b_a_supporter_does_not_invite_or_seat_itself(cast):
    group, _organization, _actor, version = cast
    supporter = outside("Repair Alliance", legal_kind="CIVIL_SOCIETY")
    user = person(EMAIL, role="MANAGER", organization=supporter)
    actor = actor_for(user, at=now())
    with pytest.raises(CannotNow, match="as invited guests"):
        members.join(actor, group, supporter, user, at=now())
    with pytest.raises(Refused):
        guests.invite(
            actor, group, version=version, name="G", email=EMAIL, organization_name="R", purpose="p", until=far(5),
            at=now(),
        )  # fmt: skip


def test_4_4_a_guest_never_votes_on_what_the_group_made(cast):
    """By no page, by no direct request, by no action, and by no row."""
    group, organization, _actor, version = cast
    _guest, user = accepted(group, version)
    adoption = adoptions.open_vote(
        staff(), version=version, question="Adopt it?", closes_on=far(5), at=now(), sha256="d" * 64
    )
    client, where = signed_in(user), {"wg": group.slug, "ref": adoption.ref}
    assert client.get(reverse("buyergroups:working-group-detail", kwargs={"wg": group.slug})).status_code == 404
    assert client.get(reverse("buyergroups:adoption-list", kwargs={"wg": group.slug})).status_code == 404
    assert client.get(reverse("buyergroups:adoption-detail", kwargs=where)).status_code == 404
    for step in ("cast", "close", "cancel"):
        assert client.post(reverse(f"buyergroups:adoption-{step}", kwargs=where), {"choice": "YES"}).status_code == 404
    with pytest.raises(Refused) as refused:
        adoptions.cast(actor_for(user, at=now()), adoption, "YES", "", at=now())
    assert refused.value.clause == "4.4"
    with pytest.raises(IntegrityError, match=r"no deciding voice \(4\.4\)"), transaction.atomic():
        adoption.votes.update(choice="YES", cast_by=user, cast_at=now())
    with pytest.raises(IntegrityError, match=r"no deciding voice \(4\.4\)"), transaction.atomic():
        AdoptionVote.objects.create(adoption=adoption, organization=outside("Repair Alliance"))
    assert [(vote.organization, vote.choice) for vote in adoption.votes.all()] == [(organization, "")]


def test_4_4_a_guest_elects_nobody_and_is_elected_by_nobody(cast):
    group, organization, actor, version = cast
    _guest, user = accepted(group, version)
    election = called(actor, group, at=now())
    candidate = elections.name_candidate(actor, election, organization.pk, at=now())
    client, where = signed_in(user), {"wg": group.slug, "ref": election.ref}
    assert client.get(reverse("buyergroups:election-detail", kwargs=where)).status_code == 404
    for step in ("name", "answer", "vote", "close", "cancel"):
        assert client.post(reverse(f"buyergroups:election-{step}", kwargs=where)).status_code == 404
    guest = actor_for(user, at=now())
    with pytest.raises(Refused):
        elections.name_candidate(guest, election, organization.pk, at=now())
    with pytest.raises(Refused):
        called(guest, group, at=now())
    at = opened(election)
    with pytest.raises(Refused):
        elections.vote(guest, election, candidate.pk, at=at)
    assert [voter.user_id for voter in election.voters.all()] == [actor.user_id]


def test_the_guest_finds_what_he_was_invited_to_and_nobody_elses(cast):
    group, _organization, actor, version = cast
    _guest, user = accepted(group, version)
    page = signed_in(user).get("/me/invited/").content.decode()
    assert "Laptop criteria, version 1" in page
    assert "Invited as a guest" in signed_in(user).get("/me/").content.decode()
    assert own(actor, today()) == []
    assert "No invitation" in signed_in(user_of(actor)).get("/me/invited/").content.decode()


def guest_page(group, name="guest-list", **kwargs):
    return reverse(f"buyergroups:{name}", kwargs={"wg": group.slug, **kwargs})


def test_inviting_and_withdrawing_by_page(cast):
    group, _organization, actor, version = cast
    client = signed_in(secretary())
    assert client.post(guest_page(group, "guest-new"), {"name": ""}).status_code == 422
    given = {
        "what": f"document:{version.ref}", "name": "Grace", "email": EMAIL, "purpose": "To tell us.",
        "until": f"{far(9)}",
    }  # fmt: skip
    answer = client.post(guest_page(group, "guest-new"), given)
    assert (answer.status_code, "enter the name of the organisation" in answer.content.decode()) == (422, True)
    answer = client.post(guest_page(group, "guest-new"), {**given, "organization_name": "Repair"}, follow=True)
    assert "is invited by letter" in answer.content.decode()
    guest = WorkingGroupGuest.objects.get()
    member = signed_in(user_of(actor))
    assert "Withdraw" not in member.get(guest_page(group)).content.decode()
    assert member.post(guest_page(group, "guest-withdraw", ref=guest.ref)).status_code == 403
    assert client.post(guest_page(group, "guest-withdraw", ref=guest.ref)).status_code == 302
    guest.refresh_from_db()
    assert guest.state == "WITHDRAWN"
