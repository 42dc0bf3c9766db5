"""Groups and memberships."""

from datetime import date

from django.db.models import Q, QuerySet

from buyergroups.models import BuyerGroup, GroupMembership, delegates_of
from pact.access import Actor
from pact.accounts.models import User
from participants.models import Appointment


def groups(actor: Actor) -> QuerySet[BuyerGroup]:
    """The groups whose workspace this actor may enter."""
    everything = BuyerGroup.objects.select_related("coordination__organization")
    return everything if actor.sees_all else everything.filter(pk__in=actor.member_group_ids)


def memberships(actor: Actor) -> QuerySet[GroupMembership]:
    return GroupMembership.objects.visible_to(actor).select_related("group", "organization")


def own_memberships(actor: Actor) -> QuerySet[GroupMembership]:
    """Memberships that this actor's organizations answer for."""
    return memberships(actor).filter(organization_id__in=actor.organization_ids)


def coordinated_memberships(actor: Actor) -> QuerySet[GroupMembership]:
    """Members and observers of the groups this actor cares for."""
    return memberships(actor).filter(state="ACTIVE", group_id__in=actor.group_ids)


def checked_memberships(actor: Actor) -> QuerySet[GroupMembership]:
    """Those from outside the Pact that this actor has to check again; the Secretariat everywhere (P17)."""
    rows = memberships(actor).filter(state="ACTIVE", basis="NON_PARTICIPANT")
    return rows if actor.sees_all else rows.filter(group_id__in=actor.group_ids)


def members(group: BuyerGroup, day: date) -> QuerySet[GroupMembership]:
    """Active members and observers of a day, members first."""
    return (
        GroupMembership.objects.active_on(day)
        .filter(group=group)
        .select_related("organization")
        .order_by("kind", "organization__name")
    )


def recipient_of(organization_id: int, day: date) -> BuyerGroup | None:
    """To whom an organization reports (3.1.2): its primary group if somebody coordinates it; None: the Secretariat."""
    membership = (
        GroupMembership.objects.active_on(day)
        .filter(organization_id=organization_id, primary=True, kind="MEMBER", group__state="ACTIVE")
        .filter(group__coordination__period__contains=day)
        .select_related("group")
        .first()
    )
    return membership.group if membership else None


def recipients(day: date) -> dict[int, int]:
    """Organization id → group id for everybody who reports to a group on a day; who is missing reports directly."""
    return dict(
        GroupMembership.objects.active_on(day)
        .filter(primary=True, kind="MEMBER", group__state="ACTIVE", group__coordination__period__contains=day)
        .values_list("organization_id", "group_id")
    )


def every_group(group_id: int) -> BuyerGroup:
    """For letters, which have no actor; groups are public."""
    return BuyerGroup.objects.get(pk=group_id)


def every_coordinator_of(group_id: int, day: date) -> list[User]:
    """The people who care for a group: of its coordinator or the organization it appointed (3.2.3).

    Asked for by letters and deadlines, which have no actor."""
    coordinated = BuyerGroup.objects.filter(pk=group_id, coordination__period__contains=day)
    group = coordinated.select_related("coordination").first()
    if group is None:
        return []
    delegates = delegates_of(group, day)
    held = Appointment.objects.in_force(day).filter(role__in=("EDITOR", "MANAGER"))
    held = held.filter(
        Q(organization_id=group.coordination.organization_id) | Q(organization_id__in=delegates.values("delegate_id"))
    )
    return list(User.objects.filter(appointments__in=held, is_active=True).distinct().order_by("name"))
