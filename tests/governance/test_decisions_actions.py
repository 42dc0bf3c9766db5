"""Votes from opening to their end, by the actions."""

from datetime import date, datetime, timedelta

import pytest

from governance import access, public
from governance.actions import decisions, every_day, matters, seats
from governance.models import Decision, Vote
from governance.queries.decisions import tally_of
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from participants.models import Screening
from tests.governance.make import (
    AT,
    CLOSES,
    HAND,
    cast_all,
    committee,
    matter,
    member,
    person,
    seated,
    secretary,
    staff,
    vote,
)  # fmt: skip
from tests.participants import make

pytestmark = pytest.mark.django_db
LATER = CLOSES + timedelta(seconds=1)


def test_opening_freezes_the_electors_of_the_day():
    committee(5)
    decision = vote()
    seated(6, make.organization("Newcomer"))
    assert (decision.state, decision.electors.count()) == ("OPEN", 5)
    assert tally_of(decision).electors == 5


def test_who_took_a_seat_after_the_opening_does_not_vote():
    committee(5)
    decision = vote()
    newcomer = seated(6, make.organization("Newcomer"))
    with pytest.raises(Refused):
        decisions.cast(member(newcomer), decision, "YES", "", at=AT)


def test_every_elector_gets_a_letter_and_a_deadline():
    committee(5)
    decision = vote("Admit Universität Seefeld & Co?")
    letters = OutboxMail.objects.filter(kind="governance.please_vote")
    assert letters.count() == 5
    assert letters[0].subject == "Please vote by 28 March: Admit Universität Seefeld & Co?"
    assert f"/committee/decisions/{decision.ref}/" in letters[0].text
    assert "Admit Universität Seefeld & Co?" in letters[0].text
    due = Obligation.objects.filter(kind="governance.vote")
    assert {row.due_at for row in due} == {CLOSES}
    assert {row.state for row in due} == {"OPEN"}


def test_the_members_own_case_and_its_parents_are_recused_and_out_of_the_denominator():
    terms = committee(6)
    own = terms[0].organization
    decision = vote("About ministry 1", organization_id=own.pk)
    assert [row.organization_id for row in decision.electors.filter(recused=True)] == [own.pk]
    assert tally_of(decision).electors == 5
    with pytest.raises(Refused):
        decisions.cast(member(terms[0]), decision, "YES", "", at=AT)
    assert cast_all(decision, terms, "-YYY--").state == "OPEN"
    decisions.close_due(at=LATER)
    decision.refresh_from_db()
    assert (decision.state, decision.tally["electors"]) == ("ADOPTED", 5)


def test_declaring_an_interest_takes_the_vote_back_and_the_elector_out():
    terms = committee(5)
    decision = cast_all(vote(), terms, "Y----")
    decisions.recuse(member(terms[0]), decision, terms[0].organization_id, "My brother works there.", at=AT)
    assert (Vote.objects.count(), tally_of(decision).electors) == (0, 4)
    with pytest.raises(Refused):
        decisions.cast(member(terms[0]), decision, "YES", "", at=AT)
    assert Obligation.objects.filter(kind="governance.vote", user=terms[0].user).get().state == "MET"


def test_when_the_only_silent_member_is_recused_the_vote_is_settled():
    terms = committee(6)
    decision = cast_all(vote(), terms, "YYYYY-")
    decisions.recuse(member(terms[5]), decision, terms[5].organization_id, "We own shares.", at=AT)
    decision.refresh_from_db()
    assert decision.state == "ADOPTED"


def test_nobody_else_than_the_member_the_chair_and_the_secretariat_records_an_interest():
    terms = committee(5)
    decision = vote()
    with pytest.raises(Refused, match="Only the member, the chair") as refused:
        decisions.recuse(member(terms[1]), decision, terms[2].organization_id, "Rumour.", at=AT)
    assert (refused.value.clause, refused.value.rests_on) == ("5.1.3", access.RECUSE.rests_on)
    decisions.recuse(member(terms[0]), decision, terms[2].organization_id, "Told by the member.", at=AT)
    decisions.recuse(staff(), decision, terms[3].organization_id, "Told by telephone.", at=AT)
    assert tally_of(decision).electors == 3
    with pytest.raises(CannotNow, match="not among"):
        decisions.recuse(staff(), decision, make.organization("Somebody").pk, "No.", at=AT)


def test_one_vote_for_each_organization_that_can_be_changed_until_the_close():
    terms = committee(5)
    decision = vote()
    decisions.cast(member(terms[0]), decision, "NO", "Not yet.", at=AT)
    decisions.cast(member(terms[0]), decision, "YES", "", at=AT + timedelta(hours=1))
    assert [(row.choice, row.remark) for row in Vote.objects.all()] == [("YES", "")]
    told = Event.objects.filter(verb="governance.vote.cast").order_by("id")
    assert [event.facts["choice"] for event in told] == ["NO", "YES"]


def test_another_person_of_the_same_seat_changes_the_same_vote():
    terms = committee(5)
    decision = vote()
    decisions.cast(member(terms[0]), decision, "NO", "", at=AT)
    deputy = person("deputy@committee.example", role="COMMITTEE", organization=terms[0].organization)
    decisions.cast(member(type(terms[0])(user=deputy)), decision, "YES", "", at=AT)
    assert [row.choice for row in Vote.objects.all()] == ["YES"]


def test_the_last_vote_closes_the_vote():
    terms = committee(5)
    decision = cast_all(vote(), terms, "YYYNA")
    assert (decision.state, decision.number) == ("ADOPTED", "SC-2027-001")
    assert decision.tally == {"electors": 5, "yes": 3, "no": 1, "abstain": 1}
    assert decision.matter.state == "DECIDED"
    with pytest.raises(CannotNow, match="closed"):
        decisions.cast(member(terms[0]), decision, "NO", "", at=AT)


def test_a_vote_is_not_counted_after_the_closing_moment():
    terms = committee(5)
    decision = vote()
    decisions.cast(member(terms[0]), decision, "YES", "", at=CLOSES - timedelta(microseconds=1))
    with pytest.raises(CannotNow, match="not counted"):
        decisions.cast(member(terms[1]), decision, "YES", "", at=CLOSES)


def test_i_7_without_a_quorum_it_lapses_and_the_matter_stays_open_for_another_vote():
    terms = committee(5)
    decision = cast_all(vote(), terms, "YY---")
    assert decisions.close_due(at=LATER) == 1
    decision.refresh_from_db()
    assert (decision.state, decision.number, decision.matter.state) == ("LAPSED", None, "OPEN")
    again = decisions.open_for_day(HAND, decision.matter, closes_on=date(2027, 4, 9), at=LATER)
    assert again.closes_at == datetime.fromisoformat("2027-04-09T21:59:59.999+00:00")


def test_a_tie_does_not_carry_and_asks_for_reasons():
    terms = committee(6)
    decision = cast_all(vote(), terms, "YYYNNN")
    assert decision.state == "OPEN"
    assert Obligation.objects.get(kind="governance.close").workspace == "SECRETARIAT"
    with pytest.raises(CannotNow, match="reasons"):
        decisions.close(staff(), decision, reasons="  ", public_text="", at=AT)
    closed = decisions.close(staff(), decision, reasons="Too early.", public_text="", at=AT)
    assert (closed.state, closed.reasons) == ("REJECTED", "Too early.")
    assert Obligation.objects.get(kind="governance.close").state == "MET"


def test_nobody_closes_before_time_while_somebody_is_silent():
    terms = committee(5)
    decision = cast_all(vote(), terms, "YYYY-")
    with pytest.raises(CannotNow, match="still running"):
        decisions.close(member(terms[0]), decision, reasons="", public_text="", at=AT)
    with pytest.raises(Refused):
        decisions.close(member(terms[1]), decision, reasons="", public_text="", at=LATER)


def test_i_11_below_five_seats_votes_are_kept_and_nothing_closes():
    terms = committee(4)
    decision = cast_all(vote(), terms, "YYYY")
    assert (decision.state, Vote.objects.count()) == ("OPEN", 4)
    assert decisions.close_due(at=LATER) == 0
    with pytest.raises(CannotNow, match="4 members"):
        decisions.close(staff(), decision, reasons="", public_text="", at=LATER)
    seated(5, make.organization("Refilled"))
    assert decisions.close_due(at=LATER) == 1


def test_the_series_of_numbers_is_gapless_whatever_lapsed_between():
    terms = committee(5)
    for number in range(12):
        cast_all(vote(f"Question {number}"), terms, "YYYYY" if number % 3 else "Y----")
    decisions.close_due(at=LATER)
    given = Decision.objects.exclude(number=None).order_by("number").values_list("number", flat=True)
    assert list(given) == [f"SC-2027-{serial:03d}" for serial in range(1, 9)]


def test_after_number_999_comes_1000():
    terms = committee(5)
    for number in ("SC-2027-999", "SC-2027-1000"):
        Decision.objects.filter(pk=vote(number).pk).update(number=number)
    assert cast_all(vote("Next"), terms, "YYYYY").number == "SC-2027-1001"


def test_open_deadlines_are_met_by_voting_and_waived_by_closing():
    terms = committee(5)
    cast_all(vote(), terms, "YYY--")
    decisions.close_due(at=LATER)
    states = dict(Obligation.objects.filter(kind="governance.vote").values_list("user__email", "state"))
    assert [states[term.user.email] for term in terms] == ["MET", "MET", "MET", "WAIVED", "WAIVED"]


def test_closing_twice_is_refused_and_a_night_twice_changes_nothing():
    terms = committee(5)
    decision = cast_all(vote(), terms, "YYYYY")
    with pytest.raises(CannotNow, match="closed"):
        decisions.close(staff(), decision, reasons="", public_text="", at=LATER)
    every_day(at=LATER)
    every_day(at=LATER)
    assert Event.objects.filter(verb="governance.decision.adopted").count() == 1


def test_one_vote_at_a_time_on_one_matter():
    committee(5)
    decision = vote()
    with pytest.raises(CannotNow, match="open already"):
        decisions.open_vote(HAND, decision.matter, question="Again?", closes_at=CLOSES, at=AT)


def test_a_thing_is_put_before_the_committee_once():
    subject = make.organization("Subject")
    matter("First", subject=subject)
    with pytest.raises(CannotNow, match="already before"):
        matter("Second", subject=subject)


def test_a_matter_that_is_taken_back_lets_its_vote_lapse():
    committee(5)
    decision = vote()
    matters.withdraw(HAND, decision.matter, at=AT)
    decision.refresh_from_db()
    assert (decision.state, decision.matter.state) == ("LAPSED", "WITHDRAWN")
    assert set(Obligation.objects.filter(kind="governance.vote").values_list("state", flat=True)) == {"WAIVED"}


def test_only_the_secretariat_opens_a_vote_and_only_with_time_left():
    terms = committee(5)
    with pytest.raises(Refused):
        decisions.open_vote(member(terms[0]), matter(), question="?", closes_at=CLOSES, at=AT)
    with pytest.raises(CannotNow, match="still to come"):
        vote("Late", closes_at=AT)


def test_no_seats_no_vote():
    secretary()
    with pytest.raises(CannotNow, match="No member"):
        vote()


def test_only_what_is_adopted_or_no_refused_application_is_public():
    terms = committee(5)
    cast_all(vote("Adopt the tool?"), terms, "YYYYY")
    refused = cast_all(vote("Admit Nobody Ltd?", kind="APPLICATION", subject_ref="x/PROCURING"), terms, "NNNN-")
    Decision.objects.filter(pk=refused.pk).update(kind="APPLICATION")
    assert [card.text for card in public.decisions()] == ["Adopt the tool? Adopted."]


def test_the_reminder_says_how_many_days_are_left():
    from governance.mails import vote_reminder

    committee(5)
    vote()
    obligation = Obligation.objects.filter(kind="governance.vote").first()
    letter = vote_reminder(obligation, obligation.user, 3)
    assert (letter.facts["days"], letter.facts["question"]) == (3, "Approve the guideline?")


def test_seats_end_with_their_term():
    terms = committee(5)
    after = datetime.fromisoformat("2028-09-02T09:00:00+00:00")
    assert member(terms[0], after).committee is False
    assert public.committee(after.date()) == []
    assert seats.SeatTerm.objects.on(date(2028, 8, 31)).count() == 5


def test_2_1_4_an_interest_in_a_vote_is_written_as_a_screening_of_the_fourth_door():
    terms = committee(5)
    decision = vote("A case", organization_id=terms[0].organization_id)
    decisions.recuse(member(terms[1]), decision, terms[1].organization_id, "My sister works there.", at=AT)
    found = Screening.objects.filter(purpose="VOTE").order_by("pk")
    assert [row.organization_id for row in found] == [terms[0].organization_id, terms[1].organization_id]
    assert [row.evidence for row in found] == ["It is the member's own organisation.", "My sister works there."]
    assert [row.screening for row in decision.electors.filter(recused=True).order_by("pk")] == list(found)
    assert tally_of(decision).electors == 3
    assert not Screening.objects.about(terms[1].organization_id).exists()
