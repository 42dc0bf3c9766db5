"""The second line of where participants work together: what the database shows whom, and what it refuses (4)."""

import pytest
from django.db import IntegrityError, transaction

from buyergroups.access import actor_for
from buyergroups.models import Adoption, AdoptionVote, Criterion, GuestDoor, LibraryVersion, WorkingGroupGuest
from pact.access import scope
from tests.buyergroups import make_library as lib
from tests.buyergroups.make import AT, buyer
from tests.governance.make import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return lib.working_group()


@pytest.fixture
def versions(group):
    """A published version, and a draft of the next one."""
    made = lib.item(group=group)
    return lib.version(made), lib.version(made, "DRAFT")


def guest_of(group, version):
    user = person("guest@repair.example")
    row = WorkingGroupGuest.objects.create(
        working_group=group, version=version, name="Grace", email=user.email, organization_name="Repair", purpose="p",
        until=AT.date(), state="ACCEPTED", user=user, token_hash="t", invited_at=AT,
    )  # fmt: skip
    GuestDoor.objects.create(guest=row, user=user, working_group=group, door=row.door, until=row.until)
    return user


def voted_on(group, version, *organizations):
    adoption = Adoption.objects.create(
        working_group=group, version=version, sha256="b" * 64, question="Adopt it?", opened_at=AT, closes_at=AT
    )
    for organization in organizations:
        AdoptionVote.objects.create(adoption=adoption, organization=organization)
    return adoption


def numbers(actor) -> set[int]:
    """Without the first line: what the database itself lets through."""
    with scope.entered(actor):
        return set(LibraryVersion.objects.values_list("number", flat=True))


def test_a_member_works_in_his_group_and_leads_it_only_when_elected(group):
    actor = actor_for(lib.sits(group, buyer()), at=AT)
    assert [hat.slug for hat in actor.working_groups] == ["laptop-criteria"]
    assert not actor.chaired_ids


def test_members_see_drafts_and_others_what_is_published(group, versions):
    member = actor_for(lib.sits(group, buyer()), at=AT)
    other = actor_for(person("x@y.example", role="EDITOR", organization=buyer("Other")), at=AT)
    assert numbers(member) == {1, 2}
    assert numbers(other) == {1}
    with scope.entered(member):
        assert Criterion.objects.visible_to(member).count() == 4
    with scope.entered(other):
        assert Criterion.objects.count() == 2
        assert LibraryVersion.objects.visible_to(other).count() == 1


def test_5_1_2_what_was_adopted_is_not_changed(group, versions):
    for change in (
        lambda: Criterion.objects.filter(version=versions[0]).update(text="changed"),
        lambda: LibraryVersion.objects.filter(pk=versions[0].pk).update(summary="changed"),
    ):
        with pytest.raises(IntegrityError, match="make a new version"), transaction.atomic(), scope.as_system("test"):
            change()


def test_4_4_a_guest_sees_the_draft_he_was_invited_to_and_no_vote(group, versions):
    voted_on(group, versions[1])
    guest = actor_for(guest_of(group, versions[1]), at=AT)
    assert (guest.doors, guest.working_group_ids) == ({versions[1].ref}, frozenset())
    assert guest.working_groups[0].guest
    assert numbers(guest) == {1, 2}
    with scope.entered(guest):
        assert Adoption.objects.count() == 0


def test_4_2_only_organizations_of_the_group_are_voters(group, versions):
    own = buyer()
    lib.sits(group, own)
    adoption = voted_on(group, versions[1], own)
    with pytest.raises(IntegrityError, match="guests have no deciding voice"), transaction.atomic():
        AdoptionVote.objects.create(adoption=adoption, organization=buyer("Third"))
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        adoption.votes.all().delete()


def test_4_4_the_database_takes_a_vote_from_a_member_and_from_nobody_else(group, versions):
    own = buyer()
    member, guest = lib.sits(group, own), guest_of(group, versions[1])
    adoption = voted_on(group, versions[1], own)
    with pytest.raises(IntegrityError, match="guests have no deciding voice"), transaction.atomic():
        adoption.votes.update(choice="YES", cast_by=guest, cast_at=AT)
    adoption.votes.update(choice="YES", cast_by=member, cast_at=AT)
    assert adoption.votes.get().cast_by == member
