"""The groups of an organization on the Secretariat's record: its own, those it coordinates, whom it serves."""

from dataclasses import dataclass
from datetime import date

from buyergroups.models import BuyerGroup, GroupMembership, Representative, UsersServed
from buyergroups.queries import delegations
from buyergroups.queries.groups import memberships
from pact.access import Actor
from participants.models import Organization
from participants.queries import both_histories


@dataclass(frozen=True)
class InGroups:
    memberships: list[GroupMembership]
    coordinated: list[BuyerGroup]
    representatives: list[Representative]
    appointed: list[delegations.Line]
    users: list[UsersServed]


def record_of(actor: Actor, organization: Organization, day: date) -> InGroups:
    """Present and past: what ended stays, also that of a duplicate that was merged into it, under its own name."""
    owned = both_histories(organization)
    rows = memberships(actor).filter(owned).order_by("-period", "group__name")
    coordinated = BuyerGroup.objects.filter(both_histories(organization, "coordination__organization")).order_by("name")
    named = Representative.objects.visible_to(actor).filter(owned)
    stated = UsersServed.objects.filter(owned, superseded_by=None)
    return InGroups(
        list(rows),
        list(coordinated.select_related("coordination__organization")),
        list(named.select_related("group", "organization").order_by("-period")),
        delegations.record_of(actor, organization),
        list(stated.select_related("organization", "served_via", "entered_by").order_by("-as_of", "-entered_at")),
    )
