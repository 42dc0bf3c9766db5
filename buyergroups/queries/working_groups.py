"""Working groups as their pages ask for them."""

from datetime import date

from django.db.models import QuerySet

from buyergroups.models import WorkingGroup, WorkingGroupMember
from pact.access import Actor
from pact.accounts.models import User


def working_groups(actor: Actor) -> QuerySet[WorkingGroup]:
    """The working groups whose workspace this actor may enter: members, and the Secretariat which supports them (4.3).
    A guest enters none: he reaches the one session or document that he was invited to."""
    everything = WorkingGroup.objects.all()
    return everything if actor.sees_all else everything.filter(pk__in=actor.working_group_ids)


def members(group: WorkingGroup, day: date) -> QuerySet[WorkingGroupMember]:
    """Those of a day, by organization, who carries the voice first."""
    rows = WorkingGroupMember.objects.on(day).filter(working_group=group).select_related("organization", "user")
    return rows.order_by("organization__name", "-voice", "pk")


def every_member(group_id: int, day: date) -> list[User]:
    """For letters and deadlines, which have no actor."""
    rows = WorkingGroupMember.objects.on(day).filter(working_group=group_id)
    return list(User.objects.filter(pk__in=rows.values("user"), is_active=True).order_by("name"))
