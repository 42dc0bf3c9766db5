"""A plan of rotation beside the seats of today, with what it holds and what it does not (Pact 5.1.4)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch
from django_countries import countries

from governance import rules
from governance.models import RotationPlan, RotationSeat, SeatTerm
from pact.access import Actor
from pact.deadlines import add_months
from pact.rulebook import rule
from participants.models import Organization, Participation


@dataclass(frozen=True)
class Turn:
    """One numbered seat: who sits there on the day before, who is planned. `what`: STAYS, LEAVES, CHANGES, ADDED or
    FREE."""

    number: int
    now: SeatTerm | None
    then: RotationSeat | None
    what: str
    takes_part: bool


@dataclass(frozen=True)
class Plan:
    """`missing` are planned organisations that do not take part in the Pact on that day."""

    plan: RotationPlan
    turns: list[Turn]
    checks: list[rules.Check]
    countries: list[tuple[str, int]]
    roles: list[tuple[str, int]]
    missing: list[Organization]

    @property
    def objections(self) -> list[str]:
        """Everything that stands in the way, each with its clause."""
        gone = [
            f"{one.name} does not take part in the Pact on {self.plan.begins_on:%-d %B %Y}: choose another (5.1.3)."
            for one in self.missing
        ]
        return [check.sentence for check in self.checks if not check.holds] + gone


def plans(actor: Actor):
    return RotationPlan.objects.visible_to(actor)


def draft(actor: Actor) -> RotationPlan | None:
    return plans(actor).filter(state=RotationPlan.State.DRAFT).first()


def draft_plan(actor: Actor) -> Plan | None:
    row = draft(actor)
    return every_plan(row) if row else None


def seated_before(day: date) -> list[SeatTerm]:
    """Those who sit on the day before: what a rotation is measured by."""
    rows = SeatTerm.objects.on(day - timedelta(days=1)).select_related("organization", "user")
    return list(rows.order_by("seat_no"))


def every_plan(plan: RotationPlan) -> Plan:
    """A plan that its caller found in reach, or locked; with the rules of its day."""
    day = plan.begins_on
    roles = Prefetch(
        "organization__participations", Participation.objects.on(day).order_by("role"), to_attr="held_then"
    )
    planned = RotationSeat.objects.filter(plan=plan).select_related("organization", "user").prefetch_related(roles)
    then = {seat.seat_no: seat for seat in planned.order_by("seat_no")}
    now = {term.seat_no: term for term in seated_before(day)}
    most = rule("sc.max", on=day)
    numbers = sorted({*now, *then, *range(1, most + 1)})
    turns = [_turn(number, now.get(number), then.get(number)) for number in numbers]
    checks = rules.rotation_checks(
        {term.organization_id for term in now.values()},
        {seat.organization_id for seat in then.values()},
        share=tuple(rule("sc.rotation", on=day)),
        fewest=rule("sc.min", on=day),
        most=most,
    )
    return Plan(plan, turns, checks, *_counted(then.values()), [t.then.organization for t in turns if not t.takes_part])


def _turn(number: int, now: SeatTerm | None, then: RotationSeat | None) -> Turn:
    if now and then:
        what = "STAYS" if now.organization_id == then.organization_id else "CHANGES"
    else:
        what = "LEAVES" if now else "ADDED" if then else "FREE"
    return Turn(number, now, then, what, then is None or bool(then.organization.held_then))


def _counted(seats) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Regions and roles of the planned committee: told, never a reason to refuse (5.1.4)."""
    places, roles = Counter(), Counter()
    for seat in seats:
        places[countries.name(seat.organization.country) or "International"] += 1
        roles.update(row.role for row in seat.organization.held_then)
    return sorted(places.items()), sorted(roles.items())


def usual_begin(day: date) -> date:
    """The day on which most terms of today end; without terms, today."""
    ends = Counter(term.period.upper for term in SeatTerm.objects.on(day))
    return max(ends, key=lambda end: (ends[end], end)) if ends else day


def usual_end(plan: RotationPlan) -> date:
    """The first day after a whole term that begins with the plan."""
    return add_months(plan.begins_on, rule("sc.term", on=plan.begins_on))


def carried_out(actor: Actor) -> list[RotationPlan]:
    return list(plans(actor).exclude(state=RotationPlan.State.DRAFT).order_by("-begins_on", "-pk"))
