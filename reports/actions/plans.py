"""The yearly action plan: opened by the night or by hand, written, shared, looked back at (Pact 3.2.2)."""

from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in
from pact.publishing import cache
from participants.models import Participation
from reports import access, deadlines, verbs
from reports.flow import PLAN, PLAN_ITEM
from reports.models import ActionPlan, PlanItem
from reports.rules import plans as rules

MARKS = tuple(PLAN_ITEM.steps)


def _day(at: datetime) -> date:
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)


def ensure(*, at: datetime) -> int:
    """The plan of the coming year for each coordinating participation that holds on its due day, with its deadline;
    nightly from October on, harmless when repeated."""
    year, opened = rules.coming_year(_day(at)), 0
    if year is None:
        return 0
    due = rules.due_on(year)
    rows = Participation.objects.on(_day(at)).filter(role=Participation.Role.COORDINATING)
    for row in rows.open_on(due).exclude(action_plans__year=year).select_related("organization").order_by("pk"):
        _begin(Actor.hand("plans"), row, year, at)
        opened += 1
    for plan in ActionPlan.objects.filter(year=year, state="DRAFT").select_related("organization"):
        _ask(plan, at)
    return opened


def _ask(plan: ActionPlan, at: datetime) -> None:
    zone = plan.organization.time_zone or settings.SECRETARIAT_TIME_ZONE
    deadlines.PLAN_DUE.set(
        about=plan,
        at=at,
        due_at=end_of_day(rules.due_on(plan.year), zone),
        title=f"Your action plan for {plan.year}",
        url_name="reports:plan-detail",
        url_kwargs={"org": plan.organization.slug, "year": plan.year},
        organization_id=plan.organization_id,
        zone=zone,
    )


@transaction.atomic
def begin(actor: Actor, participation: Participation, year: int, *, at: datetime) -> ActionPlan:
    """Open a plan by hand: who signed during the year has none yet. Asking twice gives the same one."""
    access.WRITE_PLAN.require(actor, participation)
    known = ActionPlan.objects.filter(participation=participation, year=year).first()
    if known:
        return known
    if year not in rules.years_to_begin(_day(at), ()):
        raise CannotNow(f"The plan for {year} cannot be begun now: the coming year opens in October.")
    return _begin(actor, participation, year, at)


def _begin(actor: Actor, participation: Participation, year: int, at: datetime) -> ActionPlan:
    given = {"participation": participation, "organization": participation.organization, "year": year}
    try:
        with transaction.atomic():
            plan = ActionPlan.objects.create(**given, begun_at=at)
    except IntegrityError:
        return ActionPlan.objects.get(participation=participation, year=year)
    record(actor, verbs.PLAN_BEGUN, plan, at=at, organization_id=plan.organization_id, clause="3.2.2", year=year)
    return plan


def _draft(actor: Actor, plan: ActionPlan) -> ActionPlan:
    access.WRITE_PLAN.require(actor, plan)
    locked = ActionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if locked.state != ActionPlan.State.DRAFT:
        raise CannotNow("This plan has been shared and stays as it is. Say under each item what became of it.")
    return locked


@transaction.atomic
def save_item(
    actor: Actor,
    plan: ActionPlan,
    item: PlanItem | None = None,
    *,
    heading: str,
    aim: str,
    steps: str,
    owner: str,
    due_on: date,
    measure: str,
    at: datetime,
) -> PlanItem:
    """Add an item or change one of a draft; what was said about "nothing" under its heading falls away."""
    locked = _draft(actor, plan)
    problems = [sentence for _field, sentence in rules.item_problems(locked.year, due_on, owner)]
    if problems:
        raise CannotNow(*problems)
    row = item or PlanItem(plan=locked, organization_id=locked.organization_id)
    row.heading, row.aim, row.steps, row.owner = heading, aim.strip(), steps.strip(), owner.strip()
    row.due_on, row.measure = due_on, measure.strip()
    row.save()
    if locked.none_reasons.pop(heading, None) is not None:
        locked.save(update_fields=["none_reasons"])
    _written(actor, verbs.PLAN_WRITTEN, locked, at, heading=heading)
    return row


def _written(actor: Actor, verb, plan: ActionPlan, at: datetime, **facts) -> None:
    record(actor, verb, plan, at=at, organization_id=plan.organization_id, clause="3.2.2", **facts)


@transaction.atomic
def remove_item(actor: Actor, item: PlanItem, *, at: datetime) -> None:
    """Out of a draft. What was moved here from last year is marked otherwise there instead."""
    plan = _draft(actor, item.plan)
    if item.moved_from_id:
        raise CannotNow(f"This item was moved from {plan.year - 1}. Mark it there as done or dropped instead.")
    facts = {"heading": item.heading, "aim": item.aim}
    item.delete()
    _written(actor, verbs.PLAN_ITEM_REMOVED, plan, at, **facts)


@transaction.atomic
def say_nothing(actor: Actor, plan: ActionPlan, heading: str, reason: str, *, at: datetime) -> None:
    """Nothing under a heading this year, with the reason; an empty one takes it back."""
    locked = _draft(actor, plan)
    if reason.strip() and locked.items.filter(heading=heading).exists():
        raise CannotNow("There are items under this heading. Remove them first, or leave the reason empty.")
    locked.none_reasons = {**locked.none_reasons, heading: reason.strip()}
    if not reason.strip():
        del locked.none_reasons[heading]
    locked.save(update_fields=["none_reasons"])
    _written(actor, verbs.PLAN_NOTHING, locked, at, heading=heading)


@transaction.atomic
def mark(actor: Actor, item: PlanItem, step: str, word: str, *, at: datetime) -> PlanItem:
    """What became of an item of a shared plan, with a word. What is moved goes into the next year's draft."""
    if not word.strip():
        raise CannotNow("Say in a few words what came of it.")
    if item.plan.state != ActionPlan.State.SHARED:
        raise CannotNow("Items are marked while their plan is shared and not yet reviewed.")
    was_moved = item.state == PlanItem.State.MOVED
    with PLAN_ITEM.step(step, item, actor=actor, at=at, year=item.plan.year) as row:
        row.word = word.strip()
        if row.state == PlanItem.State.MOVED and not was_moved:
            _into_next_year(actor, row)
        elif was_moved and row.state != PlanItem.State.MOVED:
            _out_of_next_year(actor, row)
    cache.bump()
    return item


def _next_plan(item: PlanItem) -> ActionPlan:
    year = item.plan.year + 1
    found = ActionPlan.objects.filter(participation_id=item.plan.participation_id, year=year).first()
    if found is None:
        raise CannotNow(f"Begin the plan for {year} first: what is moved goes into it.")
    return found


def _into_next_year(actor: Actor, item: PlanItem) -> None:
    plan = _draft(actor, _next_plan(item))
    kept = ("organization_id", "heading", "aim", "steps", "owner", "measure")
    PlanItem.objects.create(
        plan=plan, moved_from=item, due_on=rules.moved_to(item.due_on), **{name: getattr(item, name) for name in kept}
    )
    if plan.none_reasons.pop(item.heading, None) is not None:
        plan.save(update_fields=["none_reasons"])


def _out_of_next_year(actor: Actor, item: PlanItem) -> None:
    _draft(actor, _next_plan(item))
    PlanItem.objects.filter(moved_from=item).delete()


@transaction.atomic
def share(actor: Actor, plan: ActionPlan, *, at: datetime) -> ActionPlan:
    """With the Secretariat and the public at once. Last year's plan is reviewed with it."""
    with PLAN.step("share", plan, actor=actor, at=at, year=plan.year) as row:
        row.shared_at, row.shared_by_id = at, actor.user_id
    before = plan.last_plan()
    if before and before.state == ActionPlan.State.SHARED:
        with PLAN.step("review", before, actor=actor, at=at, year=before.year) as row:
            row.reviewed_at = at
    deadlines.PLAN_DUE.meet(plan, at)
    cache.bump()
    return plan
