"""The first steps that have to do with buyer groups (Pact 3.2.1, 3.3.1, P17), in the list of 6.3.1."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from buyergroups.models import BuyerGroup, GroupMembership, UsersServed
from participants.models import Organization
from participants.queries.onboarding import FirstStep


def _in_a_group(ids: Iterable[int], day: date) -> set[int]:
    rows = GroupMembership.objects.active_on(day).filter(organization__in=ids)
    return set(rows.values_list("organization_id", flat=True))


def _with_a_group(ids: Iterable[int], day: date) -> set[int]:
    rows = BuyerGroup.objects.exclude(state=BuyerGroup.State.CLOSED).filter(coordination__organization__in=ids)
    return set(rows.values_list("coordination__organization_id", flat=True))


def _with_users_of_a_group(ids: Iterable[int], day: date) -> set[int]:
    """Those who coordinate a group in which somebody has stated users."""
    stated = UsersServed.objects.latest(day).values("organization_id")
    members = GroupMembership.objects.active_on(day).filter(organization__in=stated)
    rows = BuyerGroup.objects.filter(coordination__organization__in=ids, pk__in=members.values("group_id"))
    return set(rows.values_list("coordination__organization_id", flat=True))


def first_group(organization: Organization, day: date) -> dict | None:
    """What the address of a group's page needs; None before there is one."""
    rows = BuyerGroup.objects.filter(coordination__organization=organization, coordination__period__contains=day)
    slug = rows.order_by("founded_on", "pk").values_list("slug", flat=True).first()
    return {"group": slug} if slug else None


JOIN = FirstStep(
    code="buyergroups.join",
    roles=("PROCURING",),
    title=_("Join a buyer group, start one, or stay direct"),
    why=_("Without a group your figures go to the Secretariat (3.3.1). If you stay direct, put this aside."),
    action=_("Look"),
    url_name="buyergroups:membership-list",
    done_by=_in_a_group,
)
COORDINATE = FirstStep(
    code="buyergroups.coordinate",
    roles=("COORDINATING",),
    title=_("Found your buyer group, or take over one that is forming"),
    why=_("Write to the Secretariat: a name, an area, a language. It enters the group with you (3.2.1 a)."),
    action=_("Write"),
    url_name="website:contact",
    done_by=_with_a_group,
    kwargs=lambda organization, day: {},
)
USERS = FirstStep(
    code="buyergroups.users",
    roles=("COORDINATING",),
    title=_("Enter how many users your members serve"),
    why=_("Members and observers count, each organisation once (3.2.1 c)."),
    action=_("Enter"),
    url_name="buyergroups:group-users",
    done_by=_with_users_of_a_group,
    kwargs=first_group,
)
