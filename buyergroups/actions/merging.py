"""What follows in the buyer groups when two records of one organization are made one."""

from datetime import datetime

from buyergroups import verbs
from buyergroups.actions import memberships, tenders, working_group_members
from buyergroups.actions.leaving import follow as write_down
from buyergroups.models import BuyerGroup, GroupMembership, Representative
from pact.access import Actor
from pact.audit import record
from participants.models import Organization, Participation


def follow(gone: Organization, stays: Organization, *, at: datetime) -> None:
    """Groups go on with the record that stays: as coordinator, as representative, and asked to join where the other one
    was. What the duplicate did in them stays with it as history."""
    hand = Actor.hand("merge")
    role = Participation.objects.filter(organization=stays, role="COORDINATING").exclude(state="ENDED").first()
    for group in BuyerGroup.objects.filter(coordination__organization=gone):
        group.coordination = role
        group.save()
        record(hand, verbs.COORDINATION_PASSED, group, at=at, group_id=group.pk, clause="3.2.1.a", to=stays.slug)
    Representative.objects.filter(organization=gone, period__endswith=None).update(organization=stays)
    held = GroupMembership.objects.filter(organization=gone, state="ACTIVE").select_related("group", "organization")
    there = set(
        GroupMembership.objects.filter(organization=stays).exclude(state="ENDED").values_list("group_id", flat=True)
    )
    takes_part = stays.participations.exclude(state="ENDED").exists()
    for membership in list(held):
        memberships.end(hand, membership, at=at)
        if takes_part and membership.group_id not in there:
            memberships.ask_to_join(membership.group, stays, actor=hand, at=at)
    tenders.pass_on(gone, stays, at=at)
    working_group_members.pass_on(gone, stays, at=at)
    write_down(gone, at=at)
