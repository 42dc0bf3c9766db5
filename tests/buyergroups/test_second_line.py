import pytest
from django.db import IntegrityError, transaction

from buyergroups.access import actor_for
from buyergroups.models import *
from pact.access import scope
from tests.buyergroups import make_library as lib
from tests.buyergroups.make import AT, buyer
from tests.governance.make import person

pytestmark = pytest.mark.django_db


def test_members_and_scope():
    wg = lib.working_group()
    org = buyer()
    user = lib.sits(wg, org)
    actor = actor_for(user, at=AT)
    assert [h.slug for h in actor.working_groups] == ["laptop-criteria"] and not actor.chaired_ids
    it = lib.item(group=wg)
    v1 = lib.version(it)
    v2 = lib.version(it, "DRAFT")
    other = actor_for(person("x@y.example", role="EDITOR", organization=buyer("Other")), at=AT)
    with scope.entered(actor):
        assert LibraryVersion.objects.count() == 2 and Criterion.objects.count() == 4
        assert LibraryVersion.objects.visible_to(actor).count() == 2
        assert Criterion.objects.visible_to(actor).count() == 4
    with scope.entered(other):
        assert LibraryVersion.objects.count() == 1 and Criterion.objects.count() == 2
        assert LibraryVersion.objects.visible_to(other).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic(), scope.as_system("t"):
        Criterion.objects.filter(version=v1).update(text="changed")
    with pytest.raises(IntegrityError), transaction.atomic(), scope.as_system("t"):
        LibraryVersion.objects.filter(pk=v1.pk).update(summary="changed")
    ad = Adoption.objects.create(
        working_group=wg, version=v2, sha256="b" * 64, question="?", opened_at=AT, closes_at=AT
    )
    AdoptionVote.objects.create(adoption=ad, organization=org)
    with pytest.raises(IntegrityError), transaction.atomic():
        AdoptionVote.objects.create(adoption=ad, organization=buyer("Third"))
    guest = person("guest@z.example")
    g = WorkingGroupGuest.objects.create(
        working_group=wg,
        version=v2,
        name="G",
        email="g@z.example",
        organization_name="Z",
        purpose="p",
        until=AT.date(),
        state="ACCEPTED",
        user=guest,
        token_hash="t",
        invited_at=AT,
    )
    GuestDoor.objects.create(guest=g, user=guest, working_group=wg, door=g.door, until=g.until)
    ga = actor_for(guest, at=AT)
    assert ga.working_groups[0].guest and ga.doors == {v2.ref} and not ga.working_group_ids
    with scope.entered(ga):
        assert set(LibraryVersion.objects.values_list("number", flat=True)) == {1, 2}
        assert Criterion.objects.count() == 4
        assert Adoption.objects.count() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        AdoptionVote.objects.update(choice="YES", cast_by=guest, cast_at=AT)
    AdoptionVote.objects.update(choice="YES", cast_by=user, cast_at=AT)
