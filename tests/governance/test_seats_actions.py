"""Seats: five to eleven, one for each organization, at most two years; also in the database (Security B8)."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from governance.actions import every_day, seats
from governance.models import ChairTerm, SeatTerm
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from participants.actions import participations
from participants.models import Appointment
from tests.governance.make import AT, HAND, TERM, committee, member, person, seated
from tests.participants import make

pytestmark = pytest.mark.django_db


def row(seat_no: int, organization, term=TERM):
    with transaction.atomic():
        SeatTerm.objects.create(
            seat_no=seat_no, organization=organization, user=person("raw@committee.example"), period=DateRange(*term)
        )


def test_5_1_3_there_is_no_twelfth_seat():
    committee(11)
    with pytest.raises(CannotNow, match="at most 11"):
        seated(12, make.organization("Twelfth"))
    with pytest.raises(IntegrityError, match="above the rule book"):
        row(12, make.organization("Twelfth"))


def test_a_seat_is_taken_once_at_a_time():
    terms = committee(5)
    with pytest.raises(CannotNow, match="Seat 3 is taken"):
        seated(3, make.organization("Other"))
    with pytest.raises(IntegrityError):
        row(3, make.organization("Other"), (date(2028, 8, 31), date(2029, 1, 1)))
    seated(3, make.organization("Next"), (date(2028, 9, 1), date(2030, 9, 1)))
    assert terms[2].period.upper == date(2028, 9, 1)


def test_an_organization_has_one_seat():
    terms = committee(5)
    with pytest.raises(CannotNow, match="has a seat"):
        seated(6, terms[0].organization)
    with pytest.raises(IntegrityError):
        row(6, terms[0].organization)


def test_5_1_4_a_term_ends_after_two_years_at_the_latest():
    committee(5)
    with pytest.raises(CannotNow, match="1 September 2028"):
        seated(6, make.organization("Long"), (date(2026, 9, 1), date(2028, 9, 2)))
    with pytest.raises(CannotNow, match="after it begins"):
        seated(6, make.organization("Short"), (date(2026, 9, 1), date(2026, 9, 1)))


def test_the_power_to_vote_comes_and_goes_with_the_seat():
    terms = committee(5)
    power = Appointment.objects.get(user=terms[1].user, role="COMMITTEE")
    assert (power.from_on, power.until_on) == TERM
    assert (member(terms[0]).chair, member(terms[1]).chair, member(terms[1]).committee) == (True, False, True)


def test_5_1_3_one_chair_from_the_midst_of_the_committee():
    terms = committee(5)
    with pytest.raises(CannotNow, match="has a chair"):
        seats.elect_chair(HAND, terms[1], from_on=date(2027, 1, 1), at=AT)
    with pytest.raises(CannotNow, match="from the midst"):
        seats.elect_chair(HAND, terms[1], from_on=date(2028, 9, 1), at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChairTerm.objects.create(seat_term=terms[1], period=DateRange(date(2027, 1, 1), date(2027, 2, 1)))


def test_only_the_secretariat_records_seats():
    terms = committee(5)
    with pytest.raises(Refused):
        seats.seat(
            member(terms[0]),
            seat_no=6,
            organization=make.organization("Friend"),
            user=person("friend@committee.example"),
            from_on=TERM[0],
            until_on=TERM[1],
            at=AT,
        )


def test_6_6_1_who_leaves_the_pact_leaves_its_seat_and_the_chair_with_it():
    terms = committee(5)
    participation = make.founder("Leaving ministry", "COORDINATING", legal_kind="NATIONAL_GOVERNMENT")
    term = seated(6, participation.organization)
    participations.give_notice(HAND, participation, "We leave.", date(2027, 4, 1), at=AT)
    before, after = (datetime.fromisoformat(f"2027-0{day}T09:00:00+00:00") for day in ("3-31", "4-01"))
    every_day(at=before)
    assert (SeatTerm.objects.on(before.date()).count(), member(term, before).committee) == (6, True)
    every_day(at=after)
    every_day(at=after)
    assert (SeatTerm.objects.on(after.date()).count(), member(term, after).committee) == (5, False)
    assert member(terms[1], after).committee is True
    assert Event.objects.filter(verb="governance.seat.ended").count() == 1
