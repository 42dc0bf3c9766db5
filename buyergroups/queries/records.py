"""The groups of an organization on the Secretariat's record: its own, those it coordinates, whom it serves."""

from dataclasses import dataclass
from datetime import date

from buyergroups.models import BuyerGroup, GroupMembership, Representative, UsersServed
from buyergroups.queries import delegations
from buyergroups.queries.groups import memberships
from pact.access import Actor
from participants.models import Organization


@dataclass(frozen=True)
class InGroups:
    memberships: list[GroupMembership]
    coordinated: list[BuyerGroup]
    representatives: list[Representative]
    appointed: list[delegations.Line]
    users: list[UsersServed]


def record_of(actor: Actor, organization: Organization, day: date) -> InGroups:
    """Present and past: what ended stays."""
    rows = memberships(actor).filter(organization=organization).order_by("-period", "group__name")
    coordinated = BuyerGroup.objects.filter(coordination__organization=organization).order_by("name")
    named = Representative.objects.visible_to(actor).filter(organization=organization)
    stated = UsersServed.objects.filter(organization=organization, superseded_by=None)
    appointed = delegations.sides(actor, organization)
    return InGroups(
        list(rows),
        list(coordinated),
        list(named.select_related("group").order_by("-period")),
        [line for side in appointed.values() for line in side],
        list(stated.select_related("served_via", "entered_by").order_by("-as_of", "-entered_at")),
    )
