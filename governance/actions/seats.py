"""Seats and the chair. Filling a seat is a putting-forward, not a decision (register I-11)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from governance import access, deadlines, mails, rules, verbs
from governance.actions import hands
from governance.models import ChairTerm, Elector, SeatTerm
from governance.queries.constitution import first_until
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines import add_months, end_of_day
from pact.deadlines.models import OPEN, Obligation
from pact.rulebook import rule
from participants.actions import appointments
from participants.models import Appointment, Organization, Participation
from participants.models.participations import no_longer_takes_part

COMMITTEE = ("governance.committee", "seats")
AT_THE_DESK = {"workspace": "SECRETARIAT", "url_name": "governance:seat-board"}
# A vacancy is told for a month; a seat that a rotation left free on purpose is then quiet.
VACANT_FOR = timedelta(days=31)


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
    goes_on: bool = False,
    at: datetime,
) -> SeatTerm:
    """Record a term of at most `sc.term` months (5.1.4); the power to vote is written with it and ends with it.

    `goes_on`: the rest of a term with another person, and no further one (register I-10)."""
    access.PUT_TO_VOTE.require(actor)
    one_at_a_time()
    _seat_is_free(seat_no, organization, from_on, until_on)
    if not goes_on:
        _may_serve(organization, from_on)
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
    _tell_before_it_ends(term, at)
    watch(at=at)
    return term


def one_at_a_time() -> None:
    """Two who fill seats at once: the second looks when the first is done."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(510300)")


@transaction.atomic
def fill(
    actor: Actor, *, seat_no: int, organization: Organization, user, from_on: date, until_on: date, at: datetime
) -> SeatTerm:
    """Fill a free seat of a later committee, whose members may also be procuring (register I-9) and may have sat before
    (register I-10). The first committee is formed in the order of joining instead (5.1.4)."""
    access.FILL_SEATS.require(actor)
    if rules.is_first(from_on, first_until(from_on)):
        raise CannotNow(
            "This is the first committee: its seats go to coordinating organisations in the order of joining. Use the "
            "page of the first committee (Pact 5.1.4)."
        )
    takes_part_on(organization, from_on)
    facts = {"organization": organization, "user": user, "from_on": from_on, "until_on": until_on}
    term = seat(actor, seat_no=seat_no, at=at, **facts)
    mails.seat_taken(term, at=at)
    return term


def takes_part_on(organization: Organization, day: date) -> None:
    """A seat rests on taking part in the Pact (5.1.3, 6.6.1)."""
    if not Participation.objects.filter(organization=organization).on(day).exists():
        raise CannotNow(
            f"{organization.name} does not take part in the Pact on {day:%-d %B %Y}. Seats of the committee are for "
            "active participants (Pact 5.1.3)."
        )


@transaction.atomic
def replace(actor: Actor, term: SeatTerm, *, user, at: datetime) -> SeatTerm:
    """Another person of the same organisation takes the seat for the rest of its term. The chair is a person and
    ends with whoever goes (5.1.3)."""
    access.FILL_SEATS.require(actor)
    one_at_a_time()
    day = _day(at)
    term = SeatTerm.objects.select_related("organization", "user").get(pk=term.pk)
    if term.period.upper <= day:
        raise CannotNow("This term is over.")
    if term.user_id == user.pk:
        raise CannotNow(f"{user.name} has this seat already.")
    takes_part_on(term.organization, max(day, term.period.lower))
    begins, until_on = max(day, term.period.lower), term.period.upper
    end(actor, term, at=at, clause="5.1.3", reason=f"{user.name} takes the seat over.")
    facts = {"organization": term.organization, "user": user, "from_on": begins, "until_on": until_on}
    following = seat(actor, seat_no=term.seat_no, joining_rank=term.joining_rank, goes_on=True, at=at, **facts)
    if begins == day:
        hands.hand_on(term.organization, user, at=at)
    mails.seat_taken(following, at=at)
    return following


@transaction.atomic
def end_early(actor: Actor, term: SeatTerm, *, reason: str, at: datetime) -> None:
    """End a seat today, before its term, with a reason that stays in the register."""
    access.FILL_SEATS.require(actor)
    one_at_a_time()
    term = SeatTerm.objects.select_related("organization", "user").get(pk=term.pk)
    if term.period.upper <= _day(at):
        raise CannotNow("This term is over.")
    if not reason.strip():
        raise CannotNow("Write why the seat ends before its time.")
    end(actor, term, at=at, clause="5.1.3", reason=reason.strip())
    mails.seat_ended(term, reason=reason.strip(), at=at)


def _day(at: datetime) -> date:
    return at.astimezone(ZoneInfo(settings.SECRETARIAT_TIME_ZONE)).date()


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


def _take_back(term: SeatTerm) -> None:
    """A term that has not begun before today leaves nothing but its history."""
    if Elector.objects.filter(seat_term=term).exists():
        raise CannotNow("This seat began today and its member is among those who vote. Change it tomorrow.")
    term.chair_terms.all().delete()
    SeatTerm.objects.filter(pk=term.pk).delete()


def end_with_participation(*, at: datetime, organization: Organization | None = None) -> int:
    """A seat rests on taking part in the Pact: it ends with it, and so does the chair (6.6.1). With the end itself, and
    nightly."""
    day = _day(at)
    left = SeatTerm.objects.written_for(day).filter(no_longer_takes_part(day))
    left = left.filter(organization=organization) if organization else left
    over = list(left.select_related("organization"))
    for term in over:
        end(Actor.hand("end-of-participation"), term, at=at)
    return len(over)


@transaction.atomic
def end(
    actor: Actor, term: SeatTerm, *, at: datetime, on: date | None = None, clause: str = "6.6.1", reason: str = ""
) -> None:
    """End a seat today, or on a later day, with the chair and the powers that were written with it; one that is still
    to begin never does."""
    began, day = term.period.lower, max(on or _day(at), term.period.lower)
    if day == began:
        _take_back(term)
    else:
        for row in (*term.chair_terms.filter(period__endswith__gt=day), term):
            row.period = DateRange(row.period.lower, max(day, row.period.lower))
            row.save()
    powers = Appointment.objects.filter(
        organization=term.organization,
        role__in=(Appointment.Role.COMMITTEE, Appointment.Role.CHAIR),
        from_on__gte=began,
        until_on__gt=day,
    )
    for power in powers:
        appointments.end(actor, power, on=day, at=at, by_term=True)
    facts = {"organization_id": term.organization_id, "reason": reason}
    record(actor, verbs.SEAT_ENDED, term, at=at, clause=clause, **facts)
    deadlines.TERM_ENDS.waive(term, at)
    watch(at=at)


def _tell_before_it_ends(term: SeatTerm, at: datetime) -> None:
    """Letters 180, 90 and 30 days before the last day (5.1.4)."""
    due_at = end_of_day(term.period.upper - timedelta(days=1), settings.SECRETARIAT_TIME_ZONE)
    deadlines.TERM_ENDS.set(
        about=term,
        at=at,
        due_at=due_at,
        closes_at=due_at,
        title=f"The term of {term.organization.name} in seat {term.seat_no} ends",
        url_name="governance:seat-list",
        user=term.user,
    )


def _told_vacant() -> set[int]:
    open_ = Obligation.objects.filter(kind=deadlines.SEAT_VACANT.code, state=OPEN)
    return {int(ref) for ref in open_.values_list("subject_ref", flat=True)}


def every_night(*, at: datetime) -> None:
    """What the clock does about seats; harmless when repeated."""
    end_with_participation(at=at)
    for term in SeatTerm.objects.on(_day(at)).select_related("organization", "user"):
        _tell_before_it_ends(term, at)
    watch(at=at)


def _seat(number: int) -> tuple[str, str]:
    return ("governance.seat", str(number))


def watch(*, at: datetime) -> None:
    """5.1.3, register I-11: the Secretariat sees among its tasks that a seat fell vacant, and that decisions wait since
    fewer than `sc.min` are filled. With each change, and nightly; harmless when repeated."""
    day = _day(at)
    over = SeatTerm.objects.filter(period__endswith__lte=day)
    ended = [(term.seat_no, term.period.upper) for term in over]
    taken = set(SeatTerm.objects.on(day).values_list("seat_no", flat=True))
    for number in _told_vacant() & taken:
        deadlines.SEAT_VACANT.meet(_seat(number), at)
    for number in rules.fell_vacant(ended, taken, day, VACANT_FOR):
        deadlines.SEAT_VACANT.set(
            about=_seat(number), at=at, title=f"Seat {number} of the Steering Committee is vacant", **AT_THE_DESK
        )
    fewest = rule("sc.min", on=day)
    if ended and rules.still_needed(len(taken), fewest):
        title = f"The Steering Committee has fewer than {fewest} members: decisions wait"
        deadlines.SEATS_TOO_FEW.set(about=COMMITTEE, at=at, title=title, **AT_THE_DESK)
    else:
        deadlines.SEATS_TOO_FEW.meet(COMMITTEE, at)
