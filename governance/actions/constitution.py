"""The first committee: coordinating organisations in the order of joining (Pact 5.1.4)."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from governance import access, deadlines, mails, rules, verbs
from governance.actions import seats
from governance.models import SeatDecline, SeatTerm
from governance.queries.constitution import every_coordinating, first_until
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines import add_months
from pact.deadlines.days import day_in
from pact.rulebook import rule
from participants.models import Organization
from participants.queries import people_with


@transaction.atomic
def invite(actor: Actor, organization: Organization, *, at: datetime) -> None:
    """Offer a seat by letter to those who sign for it or manage its people; its answer is then waited for."""
    access.FILL_SEATS.require(actor)
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    _is_forming(day)
    _rank(organization, day)
    if SeatTerm.objects.written_for(day).filter(organization=organization).exists():
        raise CannotNow(f"{organization.name} has a seat.")
    deadlines.SEAT_OFFER.set(
        about=organization,
        at=at,
        title=f"Seat offered: {organization.name}",
        workspace="SECRETARIAT",
        organization_id=organization.pk,
        url_name="governance:constitution",
    )
    mails.seat_offered(organization, people_with(organization.pk, ("SIGNATORY", "MANAGER"), day), at=at)
    record(actor, verbs.SEAT_OFFERED, organization, at=at, organization_id=organization.pk, clause="5.1.4")


@transaction.atomic
def accept(
    actor: Actor, organization: Organization, *, user, from_on: date, until_on: date | None = None, at: datetime
) -> SeatTerm:
    """It accepts: the next seat with its rank in the order of joining, until the first committee ends."""
    access.FILL_SEATS.require(actor)
    seats.one_at_a_time()
    _is_forming(from_on)
    rank = _rank(organization, from_on)
    _nobody_is_passed_over(organization, from_on)
    until_on = until_on or first_until(from_on) or add_months(from_on, rule("sc.term", on=from_on))
    term = seats.seat(
        actor,
        seat_no=_next_seat(from_on, until_on),
        organization=organization,
        user=user,
        from_on=from_on,
        until_on=until_on,
        joining_rank=rank,
        at=at,
    )
    deadlines.SEAT_OFFER.meet(organization, at)
    mails.seat_taken(term, at=at)
    return term


@transaction.atomic
def decline(actor: Actor, organization: Organization, *, declined_on: date, note: str, at: datetime) -> SeatDecline:
    """It declines, on a day: who joined later may go on. It can still accept afterwards, in its own place."""
    access.FILL_SEATS.require(actor)
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    _is_forming(declined_on)
    _rank(organization, day)
    if declined_on > day:
        raise CannotNow("Enter today or an earlier day: a refusal is recorded after it was given.")
    if SeatTerm.objects.written_for(day).filter(organization=organization).exists():
        raise CannotNow(f"{organization.name} has a seat. End the seat instead.")
    if SeatDecline.objects.filter(organization=organization, declined_on=declined_on).exists():
        raise CannotNow(f"This is recorded already: {organization.name} declined on {declined_on:%-d %B %Y}.")
    row = SeatDecline.objects.create(organization=organization, declined_on=declined_on, note=note, recorded_at=at)
    deadlines.SEAT_OFFER.meet(organization, at)
    facts = {"organization_id": organization.pk, "declined_on": declined_on, "note": note}
    record(actor, verbs.SEAT_DECLINED, organization, at=at, clause="5.1.4", **facts)
    return row


def _is_forming(day: date) -> None:
    if not rules.is_first(day, first_until(day)):
        raise CannotNow(
            "The time of the first committee is over. Its order of joining no longer binds: fill seats on the page of "
            "seats, or plan a rotation (Pact 5.1.4, register I-9)."
        )


def _rank(organization: Organization, day: date) -> int:
    order = [row.organization_id for row in every_coordinating(day)]
    if organization.pk not in order:
        raise CannotNow(
            f"{organization.name} is no coordinating organisation on {day:%-d %B %Y}. The first committee has only "
            "those (Pact 5.1.4); later ones can also have procuring organisations (register I-9)."
        )
    return order.index(organization.pk) + 1


def _nobody_is_passed_over(organization: Organization, day: date) -> None:
    order = [row.organization for row in every_coordinating(day)]
    seated = SeatTerm.objects.filter(period__contains=day).values_list("organization_id", flat=True)
    settled = {*seated, *SeatDecline.objects.values_list("organization_id", flat=True)}
    known = [one for one in order if one.pk in settled]
    before = rules.passed_over(order, known, next(one for one in order if one.pk == organization.pk))
    if before:
        raise CannotNow(
            f"{before[0].name} signed before {organization.name}, has no seat and has not declined. Record its answer "
            "first: seats go in the order of joining (Pact 5.1.4)."
        )


def _next_seat(from_on: date, until_on: date) -> int:
    taken = SeatTerm.objects.filter(period__overlap=(from_on, until_on)).values_list("seat_no", flat=True)
    most = rule("sc.max", on=from_on)
    number = rules.free_seat(taken, most)
    if number is None:
        raise CannotNow(f"All seats are taken: the Steering Committee has at most {most} members (Pact 5.1.3).")
    return number
