"""Who carries out a coordinating role for whom, and which groups that reaches (Pact 3.2.3)."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from buyergroups.models.groups import BuyerGroup, GroupTerritory
from participants.models import Delegation


def carrying(day: date) -> QuerySet[Delegation]:
    """The delegations in force that reach a group: a subquery of groups."""
    return _reaching(day, OuterRef("pk"), OuterRef("coordination_id"), OuterRef(OuterRef("pk")))


def delegates_of(group: BuyerGroup, day: date) -> QuerySet[Delegation]:
    """The delegations in force that reach this group."""
    return _reaching(day, group.pk, group.coordination_id, group.pk).select_related("delegate").order_by("pk")


def name_of_delegate(day: date) -> Subquery:
    """An annotation of groups: who acts on behalf of the one who coordinates."""
    return Subquery(carrying(day).order_by("pk").values("delegate__name")[:1])


def _reaching(day: date, group, coordination, group_within) -> QuerySet[Delegation]:
    """A territory reaches the groups that lie in it whole: nobody acts for a country he was not appointed for."""
    areas = GroupTerritory.objects.filter(group_id=group_within)
    inside = Q(territory__lineage__contains=[OuterRef("territory__code")])
    rows = Delegation.objects.in_force(day).filter(participation_id=coordination)
    rows = rows.filter(Q(group_id=None) | Q(group_id=group))
    return rows.filter(Q(territory=None) | (Exists(areas.filter(inside)) & ~Exists(areas.exclude(inside))))
