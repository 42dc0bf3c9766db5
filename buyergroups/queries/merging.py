"""What the buyer groups have against making two records of one organization one."""

from datetime import date

from buyergroups.models import GroupMembership, UsersServed
from participants.models import Organization


def objections(duplicate: Organization, survivor: Organization, day: date) -> list[str]:
    """In sentences; empty: nothing. Who is no participant is let in by the coordinator, with its own check (3.3.3)."""
    held = GroupMembership.objects.filter(state__in=("INVITED", "ACTIVE"), basis="NON_PARTICIPANT")
    there = GroupMembership.objects.active_on(day).filter(organization=survivor).values("group_id")
    alone = held.filter(organization=duplicate).exclude(group_id__in=there).select_related("group")
    found = [
        f"{duplicate.name} is in the {row.group.name}, or at its door, without taking part in the Pact, and "
        f"{survivor.name} is not. Let its coordinator admit {survivor.name} first (Pact 3.3.3)."
        for row in alone
    ]
    if any(via == duplicate.pk for via in UsersServed.objects.latest(day).values_list("served_via_id", flat=True)):
        found.append(
            f"Users of other organisations are counted with {duplicate.name}. Let those state theirs anew first "
            "(Pact 3.2.1.c)."
        )
    return found
