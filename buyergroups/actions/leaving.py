"""What follows in the buyer groups when somebody leaves the Pact (6.6.1)."""

from datetime import datetime

from django.conf import settings

from buyergroups import mails, verbs
from buyergroups.actions import delegations, memberships, working_group_members
from buyergroups.models import BuyerGroup
from pact.access import Actor
from pact.audit import record
from pact.deadlines.actions import hand_to_secretariat
from pact.deadlines.days import day_in
from pact.publishing import cache
from participants.models import Organization, TerminationNotice


def tell_groups(membership, notice: TerminationNotice, *, at: datetime) -> None:
    """A notice was published, or withdrawn: the coordinators of its groups hear of it, and the members of those that it
    coordinates itself."""
    mails.member_leaves(membership, notice, at=at)
    mails.coordinator_leaves(membership, notice, at=at)


def follow(organization: Organization, *, at: datetime) -> None:
    """A role ended: memberships and appointments that rested on it with it. Groups that it coordinated stay; their
    members report to the Secretariat from now on (preamble P17), which follows from the days of the role. What the
    groups had open to do is the Secretariat's."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    coordinated = BuyerGroup.objects.filter(coordination__organization=organization)
    for group in coordinated.exclude(coordination__period__contains=day).order_by("pk"):
        _hand_on(group, at)
    memberships.end_with_participation(at=at, organization=organization)
    working_group_members.end_with_participation(at=at, organization=organization)
    delegations.expire_due(at=at)
    cache.bump()


def _hand_on(group: BuyerGroup, at: datetime) -> None:
    handed = hand_to_secretariat(group.pk, at=at)
    if handed:
        hand = Actor.hand("end-of-participation")
        record(hand, verbs.TASKS_HANDED_ON, group, at=at, group_id=group.pk, clause="6.6.1", tasks=handed)
