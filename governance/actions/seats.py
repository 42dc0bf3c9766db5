"""Seats and the chair. Filling a seat is a putting-forward, not a decision (register I-11)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from governance import access, rules, verbs
from governance.models import ChairTerm, SeatTerm
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines import add_months
from pact.rulebook import rule
from participants.actions import appointments
from participants.models import Appointment, Organization
from participants.models.participations import no_longer_takes_part


@transaction.atomic
def seat(
    actor: Actor,
    *,
    seat_no: int,
    organization: Organization,
    user,
    from_on: date,
    until_on: date,
    joining_rank: int | None = None,
    at: datetime,
) -> SeatTerm:
    """Record a term of at most `sc.term` months (5.1.4); the power to vote is written with it and ends with it."""
    access.PUT_TO_VOTE.require(actor)
    _seat_is_free(seat_no, organization, from_on, until_on)
    term = SeatTerm.objects.create(
        seat_no=seat_no,
        organization=organization,
        user=user,
        period=DateRange(from_on, until_on),
        joining_rank=joining_rank,
    )
    appointments.appoint(
        actor,
        user,
        organization,
        Appointment.Role.COMMITTEE,
        from_on=from_on,
        until_on=until_on,
        source=f"Seat {seat_no}",
        at=at,
    )
    record(actor, verbs.SEATED, term, at=at, organization_id=organization.pk, clause="5.1.3", seat_no=seat_no)
    return term


def _seat_is_free(seat_no: int, organization: Organization, from_on: date, until_on: date) -> None:
    """The database refuses the same (exclusion constraints, trigger); here it is said in words."""
    if until_on <= from_on:
        raise CannotNow("A term ends after it begins.")
    latest = add_months(from_on, rule("sc.term", on=from_on))
    if until_on > latest:
        raise CannotNow(f"A term ends after two years at the latest: on {latest:%-d %B %Y} (Pact 5.1.4).")
    most = rule("sc.max", on=from_on)
    if not 1 <= seat_no <= most:
        raise CannotNow(f"The Steering Committee has at most {most} members (Pact 5.1.3).")
    taken = SeatTerm.objects.filter(period__overlap=DateRange(from_on, until_on))
    if taken.filter(seat_no=seat_no).exists():
        raise CannotNow(f"Seat {seat_no} is taken in this time.")
    _may_serve(organization, from_on)
    if taken.filter(organization=organization).exists():
        raise CannotNow(f"{organization.name} has a seat in this time; an organisation has one (Pact 5.1.4).")


def _may_serve(organization: Organization, from_on: date) -> None:
    """Register I-10: how often an organisation may have a seat, as it is read on the first day of the new term."""
    served = SeatTerm.objects.filter(organization=organization, period__startswith__lt=from_on).count()
    if rules.has_served(served, rule("reading.i-10", on=from_on)):
        raise CannotNow(
            f"{organization.name} has had {served} terms, and the Pact is read so that it has no more (register I-10)."
        )


@transaction.atomic
def elect_chair(actor: Actor, term: SeatTerm, *, from_on: date, at: datetime) -> ChairTerm:
    """Record whom the committee elected from its midst; the chair ends with the seat."""
    access.PUT_TO_VOTE.require(actor)
    until_on = term.period.upper
    if not term.period.lower <= from_on < until_on:
        raise CannotNow("The chair is elected from the midst of the committee, for the time of the seat (Pact 5.1.3).")
    if ChairTerm.objects.filter(period__overlap=DateRange(from_on, until_on)).exists():
        raise CannotNow("The Steering Committee has a chair in this time (Pact 5.1.3).")
    chair = ChairTerm.objects.create(seat_term=term, period=DateRange(from_on, until_on))
    appointments.appoint(
        actor,
        term.user,
        term.organization,
        Appointment.Role.CHAIR,
        from_on=from_on,
        until_on=until_on,
        source="Election of the chair",
        at=at,
    )
    record(actor, verbs.CHAIR_ELECTED, term, at=at, organization_id=term.organization_id, clause="5.1.3")
    return chair


def end_with_participation(*, at: datetime, organization: Organization | None = None) -> int:
    """A seat rests on taking part in the Pact: it ends with it, and so does the chair (6.6.1). With the end itself, and
    nightly."""
    day = at.astimezone(ZoneInfo(settings.SECRETARIAT_TIME_ZONE)).date()
    left = SeatTerm.objects.written_for(day).filter(no_longer_takes_part(day))
    left = left.filter(organization=organization) if organization else left
    over = list(left.select_related("organization"))
    for term in over:
        end(Actor.hand("end-of-participation"), term, at=at)
    return len(over)


@transaction.atomic
def end(actor: Actor, term: SeatTerm, *, at: datetime) -> None:
    """End a seat today, with the chair and the powers that were written with it."""
    day = at.astimezone(ZoneInfo(settings.SECRETARIAT_TIME_ZONE)).date()
    for row in (*term.chair_terms.filter(period__contains=day), term):
        row.period = DateRange(row.period.lower, day)
        row.save()
    powers = Appointment.objects.written_for(day).filter(
        organization=term.organization, role__in=(Appointment.Role.COMMITTEE, Appointment.Role.CHAIR)
    )
    for power in powers:
        appointments.end(actor, power, on=day, at=at, by_term=True)
    record(actor, verbs.SEAT_ENDED, term, at=at, organization_id=term.organization_id, clause="6.6.1")
