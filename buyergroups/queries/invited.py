"""Who is invited to a gathering."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from buyergroups.models import Gathering, GroupMembership, WorkingGroupGuest, WorkingGroupMember, delegates_of
from pact.accounts.models import User
from participants.models import Appointment, Organization, Participation

ASKED = ("EDITOR", "MANAGER", "SIGNATORY")


@dataclass(frozen=True)
class Invited:
    user: User
    organization_id: int | None = None
    guest_id: int | None = None


def every_invited(gathering: Gathering, day: date) -> list[Invited]:
    """For letters, which cross tenants by rule: the people of a group, the members of a working group and its guests,
    or who manages a participant, for an event of the Pact. Each once."""
    if gathering.group_id:
        found = [*_of_group(gathering.group_id, day), *_caring(gathering, day)]
    elif gathering.working_group_id:
        found = [*_of_working_group(gathering.working_group_id, day), *_guests(gathering, day)]
    else:
        found = _of_pact(day)
    once: dict[int, Invited] = {}
    for one in found:
        once.setdefault(one.user.pk, one)
    return list(once.values())


def every_organization_named(gathering: Gathering) -> dict[str, int]:
    """Names of organizations as somebody types them behind a person's name, for those who are noted by hand."""
    rows = Organization.objects.all()
    if gathering.group_id:
        rows = rows.filter(Q(memberships__group=gathering.group_id) | Q(participations__groups=gathering.group_id))
    return {name.casefold(): pk for pk, name in rows.values_list("pk", "name")}


def _with_powers(day: date, roles: tuple[str, ...], **of) -> list[Invited]:
    held = Appointment.objects.in_force(day).filter(role__in=roles, user__is_active=True, **of)
    return [Invited(one.user, one.organization_id) for one in held.select_related("user").order_by("user__name", "pk")]


def _of_group(group_id: int, day: date) -> list[Invited]:
    members = GroupMembership.objects.active_on(day).filter(group=group_id).values("organization")
    return _with_powers(day, ASKED, organization__in=members)


def _caring(gathering: Gathering, day: date) -> list[Invited]:
    """Who coordinates the group, and the organization it appointed (3.2.3)."""
    delegates = delegates_of(gathering.group, day).values_list("delegate_id", flat=True)
    coordinator = gathering.group.coordinator_on(day)
    caring = [*delegates, coordinator.pk] if coordinator else []
    return _with_powers(day, ("EDITOR", "MANAGER"), organization__in=caring)


def _of_working_group(working_group_id: int, day: date) -> list[Invited]:
    rows = WorkingGroupMember.objects.on(day).filter(working_group=working_group_id, user__is_active=True)
    return [Invited(one.user, one.organization_id) for one in rows.select_related("user").order_by("user__name")]


def _guests(gathering: Gathering, day: date) -> list[Invited]:
    """4.4: who accepted the invitation to this very session."""
    rows = WorkingGroupGuest.objects.current(day).filter(gathering=gathering, user__isnull=False)
    return [Invited(one.user, one.organization_id, one.pk) for one in rows.select_related("user").order_by("name")]


def _of_pact(day: date) -> list[Invited]:
    takes_part = Participation.objects.on(day).values("organization")
    return _with_powers(day, ("MANAGER",), organization__in=takes_part)
