"""What was accepted and what it brings, set-wise: for the snapshot and the totals."""

from django.db.models import Count, F, Q, Sum

from monitoring.models import Cycle, DeviceLine, LineEffect
from pact.access import Actor

ACCEPTED = ("ACCEPTED", "FROZEN")
_LINE = (
    *("pk", "line", "label", "condition", "quantity", "not_known", "meets_criteria", "meets_not_known"),
    *("lifetime_months", "lifetime_not_known", "end_of_life", "acquisition", "country", "labels", "evidence"),
    *("organization_id", "organization__slug", "organization__name", "organization__country", "group_id"),
    *("version__submission__group_id", "version__submission__ref", "product_group__code", "product_group__computed"),
)


def every_accepted_line(cycle: Cycle):
    """Rows of the accepted version of each submission of a cycle; the caller enters the scope of its actor."""
    return DeviceLine.objects.filter(
        version__submission__cycle=cycle,
        version__submission__state__in=ACCEPTED,
        version__submission__accepted_version=F("version"),
    )


def accepted_lines(cycle: Cycle) -> list[dict]:
    """Plain dicts of every accepted line, in a stable order, for the snapshot (the system compiles it)."""
    rows = every_accepted_line(cycle).order_by("organization__slug", "position", "line", "condition")
    return list(rows.values(*_LINE))


def effect_rows(cycle: Cycle, methodology) -> list[dict]:
    """The stored effect of each accepted line under a methodology, by line."""
    rows = LineEffect.objects.filter(methodology=methodology, line__in=every_accepted_line(cycle).values("pk"))
    return list(
        rows.order_by("line_id").values("line_id", "reference_kg", "actual_kg", "avoided_kg", "flags", "outputs")
    )


def totals(actor: Actor, cycle: Cycle, group=None) -> list[dict]:
    """Devices by product group and condition among what was accepted, as far as the actor reaches."""
    rows = DeviceLine.objects.visible_to(actor).filter(pk__in=every_accepted_line(cycle).values("pk"))
    if group is not None:
        rows = rows.filter(version__submission__group=group)
    return list(
        rows.values("product_group__code", "product_group__name_plural", "condition")
        .annotate(
            devices=Sum("quantity"),
            meets=Sum("meets_criteria"),
            unknown=Count("pk", filter=Q(not_known=True)),
            organizations=Count("organization_id", distinct=True),
        )
        .order_by("product_group__order", "product_group__code", "condition")
    )
