"""Filling, changing and ending seats; what is told before a term ends and when seats are missing (5.1.3, 5.1.4)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from governance.actions import decisions, every_day, seats
from governance.models import ChairTerm, SeatTerm
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from pact.clock import now
from pact.deadlines.models import OPEN, Obligation
from pact.deadlines.sweeping import sweep
from pact.mail.models import OutboxMail
from participants.models import Appointment
from tests.governance.make import AT, CLOSES, HAND, TERM, cast_all, committee, member, person, seated, secretary, vote
from tests.governance.test_decisions_pages import browser
from tests.participants import make

pytestmark = pytest.mark.django_db
LATER = (date(2028, 9, 1), date(2030, 9, 1))


def fill(number, organization, term=LATER, actor=HAND, email="new@seat.example"):
    return seats.fill(
        actor, seat_no=number, organization=organization, user=person(email), from_on=term[0], until_on=term[1], at=AT
    )


def open_tasks(kind: str) -> list[str]:
    return list(Obligation.objects.filter(kind=f"governance.{kind}", state=OPEN).values_list("title", flat=True))


def test_i_9_a_later_committee_can_have_procuring_organisations():
    committee(5)
    town = make.founder("Town", "PROCURING").organization
    assert fill(6, town).period.lower == LATER[0]
    assert OutboxMail.objects.filter(kind="governance.seat_taken").count() == 1


def test_i_10_who_sat_before_can_sit_again():
    committee(5)
    ministry = make.founder("Ministry 9", "COORDINATING", legal_kind="NATIONAL_GOVERNMENT").organization
    seated(9, ministry)
    assert fill(9, ministry).organization == ministry


def test_5_1_3_a_seat_is_for_an_active_participant_of_that_day():
    committee(5)
    with pytest.raises(CannotNow, match=r"does not take part in the Pact on 1 September 2028.*5\.1\.3"):
        fill(6, make.organization("Stranger"))


def test_5_1_4_the_database_holds_the_length_of_a_term_and_the_chair_to_its_seat():
    terms = committee(5)
    with pytest.raises(IntegrityError, match="longer than the rule book"), transaction.atomic():
        SeatTerm.objects.create(
            seat_no=6,
            organization=make.organization("Long"),
            user=person("long@seat.example"),
            period=DateRange(date(2026, 9, 1), date(2028, 9, 2)),
        )
    ChairTerm.objects.all().delete()
    with pytest.raises(IntegrityError, match="chair ends with the seat"), transaction.atomic():
        ChairTerm.objects.create(seat_term=terms[1], period=DateRange(date(2027, 1, 1), date(2028, 9, 2)))


def test_another_person_takes_over_for_the_rest_of_the_term_and_the_chair_ends():
    terms = committee(5)
    organization = make.founder("Ministry 9", "COORDINATING", legal_kind="NATIONAL_GOVERNMENT").organization
    old = seated(9, organization)
    new = seats.replace(HAND, old, user=person("new@seat.example"), at=AT)
    old.refresh_from_db()
    assert (old.period.upper, new.period.lower, new.period.upper) == (AT.date(), AT.date(), TERM[1])
    assert (member(old).committee, member(new).committee) == (False, True)
    with pytest.raises(CannotNow, match="has this seat already"):
        seats.replace(HAND, new, user=new.user, at=AT)
    with pytest.raises(CannotNow, match="over"):
        seats.replace(HAND, old, user=person("third@seat.example"), at=AT)
    assert member(terms[0]).chair
    make.participations.found(
        HAND, terms[0].organization, "COORDINATING", signer_name="A", signer_title="B", signed_at=AT, at=AT
    )
    following = seats.replace(HAND, terms[0], user=person("newer@seat.example"), at=AT)
    assert (member(terms[0]).chair, member(following).chair) == (False, False)
    assert not ChairTerm.objects.on(AT.date()).exists()


def test_open_votes_are_asked_of_the_successor():
    committee(5)
    old = seated(9, make.founder("Ministry 9", "COORDINATING", legal_kind="NATIONAL_GOVERNMENT").organization)
    decision = vote()
    new = seats.replace(HAND, old, user=person("new@seat.example"), at=AT)
    waiting = Obligation.objects.filter(kind="governance.vote", state=OPEN)
    assert waiting.filter(user=new.user).count() == 1 and not waiting.filter(user=old.user).exists()
    assert OutboxMail.objects.filter(kind="governance.please_vote", to=new.user.email).exists()
    decisions.cast(member(new), decision, "YES", "", at=AT)
    with pytest.raises(Refused):
        decisions.cast(member(old), decision, "NO", "", at=AT)


def test_a_seat_ends_early_with_a_reason_and_the_power_with_it():
    terms = committee(6)
    with pytest.raises(CannotNow, match="Write why"):
        seats.end_early(HAND, terms[5], reason=" ", at=AT)
    seats.end_early(HAND, terms[5], reason="The ministry was dissolved.", at=AT)
    assert not member(terms[5]).committee
    event = Event.objects.get(verb="governance.seat.ended")
    assert event.facts["reason"] == "The ministry was dissolved."
    assert OutboxMail.objects.filter(kind="governance.seat_ended", to=terms[5].user.email).exists()
    with pytest.raises(CannotNow, match="over"):
        seats.end_early(HAND, terms[5], reason="Again.", at=AT)


def test_a_seat_that_is_still_to_begin_can_be_taken_back():
    committee(5)
    town = make.founder("Town", "PROCURING").organization
    term = fill(6, town)
    seats.end_early(HAND, term, reason="Chose another one.", at=AT)
    later = datetime(2028, 10, 1, 9, tzinfo=UTC)
    assert not SeatTerm.objects.on(later.date()).filter(organization=town).exists()
    assert not Appointment.objects.written_for(later.date()).filter(organization=town, role="COMMITTEE").exists()
    assert fill(6, town).seat_no == 6


def test_only_the_secretariat_changes_seats():
    terms = committee(5)
    for act in (
        lambda: fill(6, terms[0].organization, actor=member(terms[0])),
        lambda: seats.replace(member(terms[0]), terms[1], user=terms[0].user, at=AT),
        lambda: seats.end_early(member(terms[0]), terms[1], reason="Away.", at=AT),
    ):
        with pytest.raises(Refused):
            act()


@pytest.mark.parametrize("days", [180, 90, 30])
def test_5_1_4_letters_leave_180_90_and_30_days_before_a_term_ends(days):
    terms, clerk = committee(5), secretary()
    sweep(at=datetime(2028, 8, 31, 12, tzinfo=UTC) - timedelta(days=days))
    letters = OutboxMail.objects.filter(kind="governance.term_ends")
    assert {letter.to for letter in letters} == {clerk.email, *(term.user.email for term in terms)}
    own = letters.get(to=terms[0].user.email)
    assert own.subject == "Your Steering Committee term ends on 31 August"
    assert f"in {days} days" in own.text
    assert "Plan the rotation in time" in letters.filter(to=clerk.email).first().text


def test_5_1_3_a_vacant_seat_and_too_few_members_are_told_to_the_secretariat():
    terms = committee(6)
    seats.end_early(HAND, terms[5], reason="Left.", at=AT)
    assert open_tasks("seat_vacant") == ["Seat 6 of the Steering Committee is vacant"]
    assert open_tasks("seats_too_few") == []
    seats.end_early(HAND, terms[4], reason="Left.", at=AT)
    every_day(at=AT + timedelta(hours=1))
    assert open_tasks("seats_too_few") == ["The Steering Committee has fewer than 5 members: decisions wait"]
    seated(5, make.organization("Next"), (AT.date(), TERM[1]), person("next@seat.example"))
    assert open_tasks("seats_too_few") == []
    assert open_tasks("seat_vacant") == ["Seat 6 of the Steering Committee is vacant"]
    every_day(at=AT + timedelta(days=40))
    seated(6, make.organization("Last"), (AT.date() + timedelta(days=40), TERM[1]), person("last@seat.example"))
    every_day(at=AT + timedelta(days=41))
    assert open_tasks("seat_vacant") == []


def test_5_1_3_below_five_no_decision_closes_and_the_room_says_how_many_are_missing():
    terms = committee(5)
    decision = vote()
    seats.end_early(HAND, terms[4], reason="Left.", at=now())
    cast_all(decision, terms[:4], "YYYY")
    decisions.close_due(at=CLOSES)
    decision.refresh_from_db()
    assert decision.state == "OPEN"
    with pytest.raises(CannotNow, match=r"4 members.*5\.1\.3"):
        decisions.close(HAND, decision, reasons="", public_text="", at=CLOSES)
    page = browser(terms[0].user).get(reverse("governance:decision-room")).content.decode()
    assert "Still 1 member needed" in page


def test_the_page_of_seats_fills_changes_and_ends():
    terms = committee(5)
    client = browser(secretary())
    page = client.get(reverse("governance:seat-board")).content.decode()
    assert all(term.organization.name in page for term in terms)
    town = make.founder("Town", "PROCURING").organization
    address = reverse("governance:seat-fill", args=[6])
    typed = {"organization_name": "Tow", "name": "Ann", "email": "ann@town.example", "from_on": "1 September 2028"}
    answer = client.post(address, {**typed, "last_on": "1 September 2030"})
    assert answer.status_code == 422
    assert "two years at the latest" in answer.content.decode()
    assert (
        client.post(address, {**typed, "organization_name": "Nowhere", "last_on": "31 August 2030"}).status_code == 422
    )
    assert client.post(address, {**typed, "last_on": "31 August 2030"}).status_code == 302
    term = SeatTerm.objects.get(organization=town)
    ended = client.post(reverse("governance:seat-end", args=[term.ref]), {"reason": ""})
    assert "Write in a sentence why" in ended.content.decode()
    assert client.post(reverse("governance:seat-end", args=[term.ref]), {"reason": "Error."}).status_code == 302
    changed = reverse("governance:seat-replace", args=[terms[1].ref])
    answer = client.post(changed, {"name": "Bo", "email": "bo@ministry.example"})
    assert "does not take part" in answer.content.decode()
    assert browser(terms[0].user).get(address).status_code == 403
