"""Action plans as their writers, the Secretariat and buyer groups read them (Pact 3.2.2)."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet

from buyergroups.models import BuyerGroup
from pact.access import Actor
from participants.models import Participation
from reports.flow import PLAN
from reports.models import ActionPlan, PlanItem
from reports.rules import plans as rules


def plans(actor: Actor) -> QuerySet[ActionPlan]:
    return ActionPlan.objects.visible_to(actor).select_related("organization", "participation", "shared_by")


def items(actor: Actor) -> QuerySet[PlanItem]:
    return PlanItem.objects.visible_to(actor).select_related("plan__organization", "plan__participation")


def coordinations(actor: Actor) -> QuerySet[Participation]:
    """Coordinating roles whose plans this actor reads: of his organizations, or of a group he cares for (3.2.3)."""
    rows = Participation.objects.filter(role=Participation.Role.COORDINATING).exclude(state="ENDED")
    rows = rows.select_related("organization")
    if actor.sees_all:
        return rows
    cared_for = BuyerGroup.objects.filter(pk__in=actor.group_ids).values("coordination_id")
    return rows.filter(Q(organization_id__in=actor.organization_ids) | Q(pk__in=cared_for))


@dataclass(frozen=True)
class HeadingPart:
    """One of the four headings with its items, and what stood there last year."""

    code: str
    title: str
    items: list[PlanItem]
    none_reason: str
    last_items: list[PlanItem]
    last_reason: str

    @property
    def letter(self) -> str:
        return self.code.lower()

    @property
    def answered(self) -> bool:
        return bool(self.items or self.none_reason)


@dataclass(frozen=True)
class PlanPage:
    plan: ActionPlan
    parts: list[HeadingPart]
    last: ActionPlan | None
    gaps: list[str]
    due_on: date
    overdue: bool
    groups: list[BuyerGroup] = field(default_factory=list)


def plan_page(plan: ActionPlan, day: date, at: datetime) -> PlanPage:
    """The plan beside last year's, in a constant number of queries."""
    last = plan.last_plan()
    plan_ids = [plan.pk, last.pk] if last else [plan.pk]
    rows = list(PlanItem.objects.filter(plan_id__in=plan_ids).order_by("due_on", "pk"))
    parts = [
        HeadingPart(
            code,
            rules.TITLES[code],
            [row for row in rows if row.plan_id == plan.pk and row.heading == code],
            plan.none_reasons.get(code, ""),
            [row for row in rows if row.plan_id != plan.pk and row.heading == code],
            last.none_reasons.get(code, "") if last else "",
        )
        for code in rules.HEADINGS
    ]
    draft = plan.state == ActionPlan.State.DRAFT
    gaps = PLAN.steps["share"].check(plan, at) if draft else []
    groups = list(BuyerGroup.objects.filter(coordination_id=plan.participation_id).exclude(state="CLOSED"))
    overdue = rules.is_overdue(plan.year, not draft, day)
    return PlanPage(plan, parts, last, gaps, rules.due_on(plan.year), overdue, groups)


def of_coordination(participation: Participation, day: date) -> dict:
    """Its plans, newest first, and the years for which one may be begun."""
    rows = list(ActionPlan.objects.filter(participation=participation).order_by("-year"))
    return {"plans": rows, "open_years": rules.years_to_begin(day, {row.year for row in rows})}


def of_group(group: BuyerGroup, actor: Actor) -> dict:
    """The plans of the one who coordinates a group: drafts for its writers only."""
    if group.coordination_id is None:
        return {"plans": [], "writes": False}
    rows = ActionPlan.objects.filter(participation_id=group.coordination_id).select_related("organization")
    writes = coordinations(actor).filter(pk=group.coordination_id).exists()
    rows = rows if writes else rows.shared()
    return {"plans": list(rows.order_by("-year")), "writes": writes}


@dataclass(frozen=True)
class Line:
    """A line of the Secretariat's list of a year, and of its file."""

    organization: str
    slug: str
    state: str
    state_words: str
    due_on: date
    shared_on: date | None
    items: int
    marked: int
    overdue: bool


def lines(year: int, day: date) -> list[Line]:
    """Every coordinating organization of a year: who shared its plan, who did not, who is late."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    held = Participation.objects.filter(role=Participation.Role.COORDINATING, period__startswith__lt=after)
    held = held.filter(Q(period__endswith=None) | Q(period__endswith__gt=first)).select_related("organization")
    known = {row.participation_id: row for row in ActionPlan.objects.filter(year=year)}
    states: dict[int, list[str]] = {}
    for plan_id, state in PlanItem.objects.filter(plan__year=year).values_list("plan_id", "state"):
        states.setdefault(plan_id, []).append(state)
    return [_line(row, known.get(row.pk), states, year, day) for row in held.order_by("organization__name")]


def _line(row: Participation, plan: ActionPlan | None, states: dict[int, list[str]], year: int, day: date) -> Line:
    written = states.get(plan.pk, []) if plan else []
    late_comer = row.period.lower > rules.due_on(year)
    return Line(
        row.organization.name,
        row.organization.slug,
        plan.state if plan else "",
        plan.get_state_display() if plan else "not begun",
        rules.due_on(year),
        plan.shared_at.date() if plan and plan.shared_at else None,
        len(written),
        sum(state != "PLANNED" for state in written),
        not late_comer and rules.is_overdue(year, bool(plan and plan.shared_at), day),
    )


def years(day: date) -> list[int]:
    """Years with plans, this year and, once it is asked for, the coming one; newest first."""
    known = set(ActionPlan.objects.values_list("year", flat=True).distinct())
    return sorted(known | {day.year, rules.coming_year(day) or day.year}, reverse=True)
