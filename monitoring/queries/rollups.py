"""Slices of what was accepted, from sums that are kept; and whether those sums are right."""

from django.db import connection
from django.db.models import Sum

from monitoring.models import Cycle, Rollup
from pact.access import Actor

KEY = ("cycle_id", "group_id", "country", "product_group_id", "condition")
SUMS = ("organizations", "lines", "known", "unknown", "meets_known", "devices", "meets")
# What the sums are of: versions that count, by the country that their organization had when it was accepted.
COUNTED = """
select s.cycle_id, s.group_id, s.counted_country as country, l.product_group_id, l.condition,
  count(distinct l.organization_id)::int as organizations, count(*)::int as lines, count(l.quantity)::int as known,
  (count(*) filter (where l.not_known))::int as unknown, count(l.meets_criteria)::int as meets_known,
  coalesce(sum(l.quantity), 0)::bigint as devices, coalesce(sum(l.meets_criteria), 0)::bigint as meets
from monitoring_submission s join monitoring_deviceline l on l.version_id = s.accepted_version_id
where s.state in ('ACCEPTED', 'FROZEN') {which}
group by 1, 2, 3, 4, 5
"""
_COLUMNS = ", ".join((*KEY, *SUMS))
_EVERY = COUNTED.format(which="")
_KEPT = f"select {_COLUMNS} from monitoring_rollup where lines > 0"  # noqa: S608  constants
_DRIFT = f"""
select count(*) from (
  (select {_COLUMNS} from ({_EVERY}) counted except {_KEPT})
  union all ({_KEPT} except select {_COLUMNS} from ({_EVERY}) counted)) differing
"""  # noqa: S608  constants


def totals(actor: Actor, cycle: Cycle, group=None) -> list[dict]:
    """Devices by product group and condition among what was accepted, as far as the actor reaches."""
    rows = Rollup.objects.visible_to(actor).filter(cycle=cycle, lines__gt=0)
    if group is not None:
        rows = rows.filter(group=group)
    found = (
        rows.values("product_group__code", "product_group__name_plural", "condition")
        .annotate(**{name: Sum(name) for name in SUMS})
        .order_by("product_group__order", "product_group__code", "condition")
    )
    return [_honest(row) for row in found]


def _honest(row: dict) -> dict:
    """No number where no line gives one: nothing filled in is not zero."""
    return {
        **row,
        "devices": row["devices"] if row["known"] else None,
        "meets": row["meets"] if row["meets_known"] else None,
    }


def every_drift() -> int:
    """How many slices differ from a count of the lines themselves; in the system's scope, since it crosses tenants."""
    with connection.cursor() as cursor:
        cursor.execute(_DRIFT)
        return cursor.fetchone()[0]
