"""Outreach in numbers: what may be told of it (3.2.1.a, preamble P15)."""

from datetime import date

from django.db.models import Count, Q

from buyergroups import rules
from buyergroups.models.care import OutreachEntry
from buyergroups.models.groups import GroupMembership
from pact.access import scope
from participants.models import Organization, Participation


def outreach_in(year: int) -> dict[int, rules.Outreach]:
    """Group id → how many organizations of a year; numbers only, so that everybody may see them (two queries)."""
    with scope.as_system("outreach-in-numbers"):
        counts = OutreachEntry.objects.values("group_id").annotate(
            contacted=Count("pk", filter=Q(contacted_on__year=year)),
            interested=Count("pk", filter=Q(interested_on__year=year)),
            joined=Count("pk", filter=Q(joined_on__year=year)),
        )
        taken = OutreachEntry.objects.filter(taken_up_on__year=year).values("group_id").annotate(n=Count("taken_up"))
        taken_up = dict(taken.values_list("group_id", "n"))
        rows = counts.values_list("group_id", "contacted", "interested", "joined")
        return {group_id: rules.Outreach(*of, taken_up.get(group_id, 0)) for group_id, *of in rows}


def in_since(organizations: list[Organization], day: date) -> dict[int, tuple[date, dict[int, date]]]:
    """Organization id → the day since which it takes part (none: far away), and its groups with their days."""
    keys = [one.pk for one in organizations]
    since: dict[int, date] = {}
    for key, period in Participation.objects.filter(organization_id__in=keys, period__contains=day).values_list(
        "organization_id", "period"
    ):
        since[key] = min(period.lower, since.get(key, date.max))
    groups: dict[int, dict[int, date]] = {}
    members = GroupMembership.objects.active_on(day).filter(organization_id__in=keys)
    for key, group_id, period in members.values_list("organization_id", "group_id", "period"):
        groups.setdefault(key, {})[group_id] = period.lower
    return {key: (since.get(key, date.max), groups.get(key, {})) for key in keys}
