"""The users-served ledger as pages and reports ask for it."""

from datetime import date

from buyergroups import rules
from buyergroups.models import BuyerGroup, GroupMembership, UsersServed


def latest_of_group(group: BuyerGroup, day: date) -> list[UsersServed]:
    """The statement in force for each member and observer of a group; public by 6.1.3."""
    members = GroupMembership.objects.active_on(day).filter(group=group).values("organization_id")
    return list(
        UsersServed.objects.latest(day).filter(organization_id__in=members).select_related("organization", "served_via")
    )


def users_counted(day: date) -> rules.Counted:
    """Users served by members, observers and participants without a group, each organization once (3.2.1.c)."""
    return UsersServed.objects.counted(day)


def users_by_group(day: date) -> dict[int, int]:
    return UsersServed.objects.by_group(day)
