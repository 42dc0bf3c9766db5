"""International representatives of a group (3.3.2.d)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from buyergroups import rules
from buyergroups.models import BuyerGroup, GroupMembership, Representative, WorkingGroup
from pact.access import Actor, scope
from pact.rulebook import rule
from participants.models import Organization, Participation


def kept_representatives(actor: Actor) -> QuerySet[Representative]:
    """Those that this actor may end: of the groups he cares for, for the Secretariat all."""
    rows = Representative.objects.visible_to(actor).select_related("group", "organization")
    return rows if actor.sees_all else rows.filter(group_id__in=actor.group_ids)


def represented(group: BuyerGroup, day: date) -> list[Organization]:
    """Whose people may represent a group: the participants in it, and the one that coordinates it."""
    members = GroupMembership.objects.active_on(day).filter(group=group, kind="MEMBER", basis="PARTICIPANT")
    who = Q(pk__in=members.values("organization_id"))
    if group.is_coordinated_on(day):
        who |= Q(pk=group.coordination.organization_id)
    return list(Organization.objects.filter(who).order_by("name"))


def working_groups_to_join() -> list[WorkingGroup]:
    return list(WorkingGroup.objects.filter(state__in=("PROPOSED", "ACTIVE")).order_by("name"))


@dataclass(frozen=True)
class Row:
    representative: Representative
    working_groups: str

    @property
    def ended(self) -> bool:
        return self.representative.period.isempty or self.representative.period.upper is not None


@dataclass(frozen=True)
class Listed:
    now: list[Row]
    former: list[Row]
    enough: bool
    least: int


def listed(actor: Actor, group: BuyerGroup, day: date) -> Listed:
    """Who represents a group now or later, and who did; who did not agree to be named is seen by those in reach."""
    rows = Representative.objects.visible_to(actor).filter(group=group).select_related("organization")
    rows = list(rows.prefetch_related("working_groups").order_by("-period", "name"))
    current = set(Representative.objects.on(day).filter(group=group).values_list("pk", flat=True))
    shown = [Row(one, ", ".join(sorted(wg.name for wg in one.working_groups.all()))) for one in rows]
    now = [row for row in shown if row.representative.pk in current or _comes(row.representative, day)]
    former = [row for row in shown if row not in now]
    return Listed(now, former, enough(group, day), _least(day))


def _comes(representative: Representative, day: date) -> bool:
    return not representative.period.isempty and representative.period.lower > day


def _least(day: date) -> int:
    return rule("reps.min", on=day)


def enough(group: BuyerGroup, day: date) -> bool:
    """Counted whether or not their names may be shown."""
    with scope.as_system("representatives"):
        return Representative.objects.on(day).filter(group=group).count() >= _least(day)


def count_by_group(day: date) -> dict[int, int]:
    rows = Representative.objects.on(day).values_list("group_id").annotate(n=Count("pk"))
    return dict(rows.order_by())


def every_vacant(day: date) -> list[BuyerGroup]:
    """The active groups with fewer representatives than the rule book asks for; `vacant_since` and `asked_for` are
    noted on each. Asked for by the night, which has no actor, and by the Secretariat's pages."""
    least, counts = _least(day), count_by_group(day)
    groups = BuyerGroup.objects.filter(state=BuyerGroup.State.ACTIVE).select_related("coordination")
    found = [group for group in groups.order_by("pk") if counts.get(group.pk, 0) < least]
    ends = _ends([group.pk for group in found], day)
    for group in found:
        begun = max([group.founded_on, *([group.coordination.period.lower] if group.coordination else [])])
        group.vacant_since = rules.vacant_since(ends.get(group.pk, ()), begun)
        have = counts.get(group.pk, 0)
        group.asked_for = rules.representative_is_asked_for(have, least, group.vacant_since, day)
    return found


def _ends(groups: list[int], day: date) -> dict[int, list[date]]:
    """When those who represented them ended: by a day, or because their organization left the Pact (6.6.1)."""
    rows = Representative.objects.filter(group_id__in=groups).exclude(period__isempty=True)
    rows = list(rows.filter(period__startswith__lte=day))
    left: dict[int, date] = {}
    periods = Participation.objects.filter(organization_id__in={row.organization_id for row in rows})
    for organization_id, period in periods.values_list("organization_id", "period"):
        if period.upper:
            left[organization_id] = max(period.upper, left.get(organization_id, period.upper))
    found: dict[int, list[date]] = {}
    for row in rows:
        over = [one for one in (row.period.upper, left.get(row.organization_id)) if one and one <= day]
        if over:
            found.setdefault(row.group_id, []).append(min(over))
    return found
