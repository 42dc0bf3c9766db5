"""The rotation of the committee: a draft that is changed seat by seat, and carried out as a whole (Pact 5.1.4)."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from governance import access, mails, verbs
from governance.actions import seats
from governance.flow import ROTATION
from governance.models import RotationPlan, RotationSeat, SeatTerm
from governance.queries.rotation import every_plan, seated_before, usual_end
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines import add_months
from pact.deadlines.days import day_in
from pact.rulebook import rule
from participants.models import Organization


@transaction.atomic
def draft(actor: Actor, *, begins_on: date, at: datetime) -> RotationPlan:
    """A draft from a day on, made from the seats of the day before: everybody stays until it is said otherwise."""
    access.FILL_SEATS.require(actor)
    seats.one_at_a_time()
    if RotationPlan.objects.filter(state=RotationPlan.State.DRAFT).exists():
        raise CannotNow("A rotation is being planned already. Carry it out or drop it first.")
    if begins_on <= day_in(at, settings.SECRETARIAT_TIME_ZONE):
        raise CannotNow("A rotation begins on a day that is still to come.")
    before = seated_before(begins_on)
    if not before:
        raise CannotNow(
            f"Nobody sits in the Steering Committee on the day before {begins_on:%-d %B %Y}. A rotation follows terms "
            "that have begun (Pact 5.1.4)."
        )
    plan = RotationPlan.objects.create(begins_on=begins_on, made_at=at)
    period = DateRange(begins_on, usual_end(plan))
    for term in before:
        facts = {"seat_no": term.seat_no, "organization": term.organization, "user": term.user}
        RotationSeat.objects.create(plan=plan, period=period, **facts)
    record(actor, verbs.ROTATION_DRAFTED, plan, at=at, clause="5.1.4", begins_on=begins_on)
    return plan


@transaction.atomic
def plan_seat(
    actor: Actor,
    plan: RotationPlan,
    seat_no: int,
    *,
    organization: Organization,
    user,
    until_on: date | None = None,
    at: datetime,
) -> RotationSeat:
    """Put somebody into a seat of the plan: who sits there now, another member of it, or another organisation."""
    access.FILL_SEATS.require(actor)
    locked = _draft(plan)
    most = rule("sc.max", on=locked.begins_on)
    if not 1 <= seat_no <= most:
        raise CannotNow(f"The Steering Committee has at most {most} members (Pact 5.1.3).")
    seats.takes_part_on(organization, locked.begins_on)
    others = locked.seats.filter(organization=organization).exclude(seat_no=seat_no)
    if other := others.first():
        raise CannotNow(
            f"{organization.name} is in seat {other.seat_no} of this plan; an organisation has one seat (Pact 5.1.4)."
        )
    until_on = until_on or usual_end(locked)
    latest = add_months(locked.begins_on, rule("sc.term", on=locked.begins_on))
    if not locked.begins_on < until_on <= latest:
        raise CannotNow(f"A term ends after two years at the latest: on {latest:%-d %B %Y} (Pact 5.1.4).")
    period = DateRange(locked.begins_on, until_on)
    given = {"organization": organization, "user": user, "period": period}
    seat, _made = RotationSeat.objects.update_or_create(plan=locked, seat_no=seat_no, defaults=given)
    record(actor, verbs.ROTATION_CHANGED, locked, at=at, seat_no=seat_no, planned_id=organization.pk)
    return seat


@transaction.atomic
def leave_seat(actor: Actor, plan: RotationPlan, seat_no: int, *, at: datetime) -> None:
    """Who sits there leaves and nobody follows."""
    access.FILL_SEATS.require(actor)
    locked = _draft(plan)
    locked.seats.filter(seat_no=seat_no).delete()
    record(actor, verbs.ROTATION_CHANGED, locked, at=at, seat_no=seat_no, planned_id=None)


@transaction.atomic
def drop(actor: Actor, plan: RotationPlan, *, at: datetime) -> None:
    with ROTATION.step("drop", plan, actor=actor, at=at):
        pass


@transaction.atomic
def carry_out(actor: Actor, plan: RotationPlan, *, at: datetime) -> list[SeatTerm]:
    """All terms of the plan at once, or none: longer terms of today end when it begins, the new ones follow."""
    seats.one_at_a_time()
    with ROTATION.step("carry_out", plan, actor=actor, at=at) as row:
        if row.begins_on <= day_in(at, settings.SECRETARIAT_TIME_ZONE):
            raise CannotNow("Its day is over. Drop this plan and make one for a day that is still to come.")
        objections = every_plan(row).objections
        if objections:
            raise CannotNow(*objections)
        row.done_at = at
        terms = _turned(actor, row, at)
    for term in terms:
        mails.seat_taken(term, at=at)
    return terms


def _turned(actor: Actor, plan: RotationPlan, at: datetime) -> list[SeatTerm]:
    for term in SeatTerm.objects.filter(period__endswith__gt=plan.begins_on).select_related("organization", "user"):
        on = max(plan.begins_on, term.period.lower)
        seats.end(actor, term, at=at, on=on, clause="5.1.4", reason="The committee rotates.")
    before = {term.organization_id: term.joining_rank for term in seated_before(plan.begins_on)}
    planned = plan.seats.select_related("organization", "user").order_by("seat_no")
    return [
        seats.seat(
            actor,
            seat_no=one.seat_no,
            organization=one.organization,
            user=one.user,
            from_on=one.period.lower,
            until_on=one.period.upper,
            joining_rank=before.get(one.organization_id),
            at=at,
        )
        for one in planned
    ]


def _draft(plan: RotationPlan) -> RotationPlan:
    locked = RotationPlan.objects.select_for_update().get(pk=plan.pk)
    if locked.state != RotationPlan.State.DRAFT:
        raise CannotNow("This plan is no draft any more. Open the page again.")
    return locked
