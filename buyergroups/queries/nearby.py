"""Which groups cover an area (Pact 3.3.1), for whoever applies: public facts only."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q

from buyergroups import rules
from buyergroups.models import BuyerGroup, GroupMembership
from participants.queries.nearby import GroupNear


def groups_near(lineage: Sequence[str], wished: str, day: date) -> list[GroupNear]:
    """The active groups of an area, the closest first, and the one that was named; named in `settings.GROUPS_NEAR`."""
    active = Q(state=BuyerGroup.State.ACTIVE, territories__territory__code__in=lineage)
    rows = BuyerGroup.objects.filter(active | Q(slug=wished)).distinct()
    rows = list(rows.select_related("coordination__organization").prefetch_related("territories__territory"))
    joined = GroupMembership.objects.active_on(day).filter(group__in=rows).values_list("group_id")
    counts = dict(joined.annotate(n=Count("pk")).order_by())
    found = [_near(row, lineage, counts.get(row.pk, 0), day) for row in rows]
    return [group for _rank, group in sorted(found, key=lambda pair: (-pair[0], pair[1].name))]


def _near(row: BuyerGroup, lineage: Sequence[str], members: int, day: date) -> tuple[int, GroupNear]:
    """With how close it is: the place in the lineage of the smallest area that both lie in."""
    areas = [link.territory for link in row.territories.all()]
    codes = {area.code for area in areas}
    near = row.state == BuyerGroup.State.ACTIVE and rules.covers(codes, lineage)
    rank = max((place for place, code in enumerate(lineage) if code in codes), default=-1)
    coordinator = row.coordinator_on(day)
    names = ", ".join(sorted(area.name for area in areas))
    return rank, GroupNear(row.slug, row.name, names, coordinator.name if coordinator else "", members, near)
