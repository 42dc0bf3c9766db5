"""What comes into the scope of the Pact, and what leaves it (Pact 1.1.2)."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max

from governance import verbs
from governance.actions.matters import content_of
from governance.actions.proposals import in_time
from governance.models import Decision, ProductGroup, ScopePeriod
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.publishing import cache


@transaction.atomic
def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """Adopted: the product group is in scope from its day on, or no longer. Years that began before keep the scope they
    were counted with: what was dated before is never recounted."""
    if decision.state != Decision.State.ADOPTED:
        return
    content = content_of(decision)
    in_time(decision, content, at)
    group = _group(content)
    change = _enter if content["enters"] else _leave
    change(group, content["valid_from"], decision)
    facts = {"clause": "1.1.2", "decision": decision.number, "from": content["valid_from"]}
    record(actor, verbs.SCOPE_ENTERED if content["enters"] else verbs.SCOPE_LEFT, group, at=at, **facts)
    cache.bump()


def _group(content: dict) -> ProductGroup:
    """The group, made with the decision when it is a new one: it is counted only, since it has no factors."""
    known = ProductGroup.objects.select_for_update().filter(code=content["code"]).first()
    if known or not content["enters"]:
        return known
    last = ProductGroup.objects.aggregate(last=Max("order"))["last"] or 0
    names = {"name": content["name"], "name_plural": content["plural"], "definition": content["definition"]}
    return ProductGroup.objects.create(code=content["code"], computed=False, order=last + 1, **names)


def _enter(group: ProductGroup, day: date, decision: Decision) -> None:
    later = ScopePeriod.objects.filter(product_group=group, period__overlap=DateRange(day, None))
    if later.exists():
        raise CannotNow(f"{group.name_plural} are in scope on that day already.")
    ScopePeriod.objects.create(
        product_group=group, period=DateRange(day, None), source=decision.number, decision=decision
    )


def _leave(group: ProductGroup | None, day: date, decision: Decision) -> None:
    period = ScopePeriod.objects.filter(product_group=group, period__contains=day, period__upper_inf=True).first()
    if period is None or period.period.lower >= day:
        raise CannotNow("This product group is not in scope before that day, so it cannot leave it.")
    period.period = DateRange(period.period.lower, day)
    period.left_by = decision
    period.save()
