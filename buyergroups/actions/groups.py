"""Founding buyer groups and naming their representatives."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from buyergroups import access, verbs
from buyergroups.actions import matching
from buyergroups.models import BuyerGroup, GroupTerritory, Representative
from buyergroups.queries.onboarding import COORDINATE
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.publishing import cache
from participants.actions import onboarding
from participants.models import Organization, Participation, Territory


@transaction.atomic
def found_group(
    actor: Actor,
    *,
    name: str,
    slug: str,
    coordination: Participation | None,
    territories: list[Territory],
    working_language: str,
    founded_on: date,
    about: str = "",
    contact_email: str = "",
    at: datetime,
) -> BuyerGroup:
    """A group, active at once when somebody coordinates it; without a coordinator it is starting (P17).

    With an active group everybody in its area who is in none is asked to join (3.3.1)."""
    access.FOUND_GROUP.require(actor)
    if coordination and coordination.role != Participation.Role.COORDINATING:
        raise CannotNow("Only a coordinating participation can carry a buyer group (Pact 3.2.1).")
    if BuyerGroup.objects.filter(Q(slug=slug) | Q(name__iexact=name)).exists():
        raise CannotNow("There is a group with this name. Choose another one.")
    group = BuyerGroup.objects.create(
        slug=slug,
        name=name,
        coordination=coordination,
        working_language=working_language,
        founded_on=founded_on,
        about=about,
        contact_email=contact_email,
        state=BuyerGroup.State.ACTIVE if coordination else BuyerGroup.State.STARTING,
    )
    for territory in territories:
        GroupTerritory.objects.create(group=group, territory=territory)
    record(actor, verbs.GROUP_FOUNDED, group, at=at, group_id=group.pk, clause="3.2.1.a", name=name)
    if coordination:
        onboarding.done(actor, coordination.organization, COORDINATE.code, at=at)
        matching.match_group(group, at=at)
    cache.bump()
    return group


@transaction.atomic
def name_representative(
    actor: Actor,
    group: BuyerGroup,
    organization: Organization,
    *,
    name: str,
    topics: str = "",
    consent_to_publish: bool,
    from_on: date,
    until_on: date | None = None,
    at: datetime,
) -> Representative:
    """One of the group's international representatives (3.3.2.d)."""
    if not actor.sees_all:
        access.COORDINATE.require(actor, group)
    representative = Representative.objects.create(
        group=group,
        organization=organization,
        name=name,
        topics=topics,
        consent_to_publish=consent_to_publish,
        period=DateRange(from_on, until_on),
    )
    record(actor, verbs.REPRESENTATIVE_NAMED, representative, at=at, group_id=group.pk, clause="3.3.2.d")
    return representative
