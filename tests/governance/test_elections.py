"""Elections of the chair: named and accepted, secret, more votes than any other, rounds among those who tie (5.1.3)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from governance import rules
from governance.actions import elections, every_day, seats
from governance.models import ChairTerm, ElectionBallot, ElectionVoter
from governance.public import chairs
from governance.queries.elections import election_page
from pact.access import CannotNow, Refused, scope
from pact.audit.models import Event
from pact.clock import now
from pact.deadlines.models import OPEN, Obligation
from pact.mail.models import OutboxMail
from tests.governance.make import AT, HAND, committee, member, person, secretary, staff
from tests.governance.test_decisions_pages import browser
from tests.participants import make

pytestmark = pytest.mark.django_db
OPENS = datetime(2027, 3, 8, 6, tzinfo=UTC)
CLOSED = datetime(2027, 3, 16, 6, tzinfo=UTC)
OFFICE = date(2027, 4, 1)


def called(actor=HAND, at=AT, **changes):
    days = {"nominations_on": date(2027, 3, 7), "closes_on": date(2027, 3, 15), "takes_office_on": OFFICE, **changes}
    return elections.call(actor, "COMMITTEE", **days, at=at)


def running(terms, stand=2):
    """A first round with so many candidates, each of whom named himself."""
    election = called()
    rows = [elections.name_candidate(member(term), election, term.organization_id, at=AT) for term in terms[:stand]]
    every_day(at=OPENS)
    election.refresh_from_db()
    return election, rows


def votes(election, terms, rows, choices: str, at=OPENS):
    """`choices`: a digit for a candidate, B for blank, - for silence."""
    for term, choice in zip(terms, choices, strict=True):
        if choice != "-":
            chosen = None if choice == "B" else rows[int(choice)].pk
            elections.vote(member(term), election, chosen, at=at)


@pytest.mark.parametrize(
    ("counts", "blank", "able", "result"),
    [
        ({"a": 3, "b": 2}, 0, "ab", (rules.ELECTED, ["a"])),
        ({"a": 1, "b": 0}, 9, "ab", (rules.ELECTED, ["a"])),
        ({"a": 2, "b": 2, "c": 1}, 0, "abc", (rules.TIE, ["a", "b"])),
        ({"a": 0, "b": 0}, 4, "ab", (rules.NOBODY, [])),
        ({"a": 0, "b": 0}, 0, "ab", (rules.NOBODY, [])),
        ({"a": 2}, 2, "a", (rules.NOBODY, [])),
        ({"a": 3}, 2, "a", (rules.ELECTED, ["a"])),
        ({"a": 4, "b": 1}, 0, "b", (rules.ELECTED, ["b"])),
    ],
)
def test_4_3_more_votes_than_any_other(counts, blank, able, result):
    assert rules.election_outcome(counts, blank, able) == result


def test_5_1_3_the_chair_is_elected_from_the_midst_and_the_one_before_hands_over():
    terms = committee(5)
    election, rows = running(terms[1:], 2)
    votes(election, terms, rows, "00011")
    every_day(at=CLOSED)
    election.refresh_from_db()
    assert (election.state, election.elected_id) == ("ELECTED", rows[0].pk)
    before, after = datetime(2027, 3, 31, 9, tzinfo=UTC), datetime(2027, 4, 1, 9, tzinfo=UTC)
    assert (member(terms[0], before).chair, member(terms[1], before).chair) == (True, False)
    assert (member(terms[0], after).chair, member(terms[1], after).chair) == (False, True)
    assert ChairTerm.objects.on(OFFICE).get().period.upper == terms[1].period.upper
    assert [card.person for card in chairs()] == ["Member 2", "Member 1"]
    assert "Elected: Member 2" in OutboxMail.objects.filter(kind="governance.election_result").first().subject


def test_4_3_a_tie_brings_a_next_round_among_those_who_tie_with_new_voters():
    terms = committee(5)
    election, rows = running(terms, 3)
    votes(election, terms, rows, "00112")
    seats.end_early(HAND, terms[4], reason="Left.", at=OPENS)
    every_day(at=CLOSED)
    election.refresh_from_db()
    rows[2].refresh_from_db()
    assert (election.state, election.round_no, rows[2].out_round) == ("VOTING", 2, 1)
    assert election.rounds[0]["counts"] == {str(rows[0].pk): 2, str(rows[1].pk): 2, str(rows[2].pk): 1}
    assert ElectionVoter.objects.filter(election=election, round_no=2).count() == 4
    with pytest.raises(CannotNow, match="stand in this round"):
        elections.vote(member(terms[0]), election, rows[2].pk, at=CLOSED)
    votes(election, terms[:4], rows, "0001", at=CLOSED)
    assert elections.close_round(HAND, election, at=CLOSED).state == "ELECTED"
    election.refresh_from_db()
    assert [told["result"] for told in election.rounds] == ["TIE", "ELECTED"]


def test_without_a_vote_nobody_is_elected_and_one_alone_needs_more_than_are_blank():
    terms = committee(5)
    silent, _rows = running(terms, 2)
    every_day(at=CLOSED)
    silent.refresh_from_db()
    assert silent.state == "CANCELLED"
    alone, rows = running(terms, 1)
    votes(alone, terms, rows, "00BB-")
    every_day(at=CLOSED)
    alone.refresh_from_db()
    assert (alone.state, alone.elected) == ("CANCELLED", None)


def test_4_3_nobody_is_appointed_and_whoever_is_named_has_to_accept():
    terms = committee(5)
    election = called(member(terms[0]))
    named = elections.name_candidate(member(terms[0]), election, terms[1].organization_id, at=AT)
    assert named.accepted_at is None
    assert OutboxMail.objects.filter(kind="governance.candidate_named", to=terms[1].user.email).exists()
    with pytest.raises(Refused, match="Only the one who is named"):
        elections.answer(member(terms[0]), named, accepts=True, at=AT)
    with pytest.raises(CannotNow, match="named already"):
        elections.name_candidate(member(terms[2]), election, terms[1].organization_id, at=AT)
    elections.answer(member(terms[1]), named, accepts=False, at=AT)
    every_day(at=OPENS)
    election.refresh_from_db()
    assert election.state == "CANCELLED"
    with pytest.raises(CannotNow, match="is over"):
        elections.answer(member(terms[1]), named, accepts=True, at=OPENS)


def test_5_1_3_candidates_come_from_the_midst_and_have_a_seat_when_the_chair_begins():
    terms = committee(5)
    election = called()
    with pytest.raises(CannotNow, match=r"from the midst.*5\.1\.3"):
        elections.name_candidate(member(terms[0]), election, make.organization("Stranger").pk, at=AT)
    elections.cancel(HAND, election, at=AT)
    late = called(takes_office_on=date(2028, 9, 1))
    with pytest.raises(CannotNow, match=r"has no seat on 1 September 2028.*5\.1\.3"):
        elections.name_candidate(member(terms[0]), late, terms[0].organization_id, at=AT)
    with pytest.raises(Refused):
        elections.name_candidate(staff(), late, terms[0].organization_id, at=AT)


def test_one_secret_vote_for_each_organisation_final_once_it_is_cast():
    terms = committee(5)
    election, rows = running(terms)
    votes(election, terms, rows, "0----")
    with pytest.raises(CannotNow, match="cannot be changed"):
        votes(election, terms, rows, "1----")
    assert list(ElectionBallot.objects.values_list("candidate_id", flat=True)) == [rows[0].pk]
    with pytest.raises(CannotNow, match="still running"):
        elections.close_round(HAND, election, at=OPENS)
    with pytest.raises(CannotNow, match="not counted"):
        elections.vote(member(terms[0]), election, rows[0].pk, at=CLOSED)
    with pytest.raises(Refused):
        elections.vote(staff(), election, rows[0].pk, at=OPENS)
    newcomer = seats.seat(
        HAND, seat_no=6, organization=make.organization("New"), user=person("new@seat.example"),
        from_on=OPENS.date(), until_on=date(2028, 9, 1), at=OPENS,
    )  # fmt: skip
    with pytest.raises(Refused, match="when the round opened"):
        elections.vote(member(newcomer, OPENS), election, rows[0].pk, at=OPENS)


def test_another_person_of_the_organisation_votes_in_its_place():
    terms = committee(5)
    make.text()
    make.participations.found(
        HAND, terms[3].organization, "COORDINATING", signer_name="A", signer_title="B", signed_at=AT, at=AT
    )
    election, rows = running(terms)
    following = seats.replace(HAND, terms[3], user=person("next@seat.example"), at=OPENS)
    elections.vote(member(following, OPENS), election, rows[0].pk, at=OPENS)
    with pytest.raises(Refused):
        elections.vote(member(terms[3], OPENS), election, rows[1].pk, at=OPENS)


def test_a_ballot_in_a_closed_round_is_refused_by_the_database():
    terms = committee(5)
    election, rows = running(terms)
    votes(election, terms, rows, "00011")
    every_day(at=CLOSED)
    with pytest.raises(IntegrityError, match="round of the election is closed"), transaction.atomic():
        ElectionBallot.objects.filter(candidate=rows[0]).update(candidate=rows[1])


def test_for_whom_somebody_voted_stands_on_no_page_and_in_no_history():
    terms = committee(5)
    election, rows = running(terms)
    votes(election, terms, rows, "01---")
    shown = election_page(member(terms[0]), election, OPENS)
    assert (shown.voted, shown.rounds) == (2, [])
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_change where table_name = 'governance_electionballot'")
        assert cursor.fetchone() == (0,)
        # Written together: no row is older than another, and none has a number that counts.
        cursor.execute("select count(distinct xmin::text || cmin::text), count(*) from governance_electionballot")
        assert cursor.fetchone() == (1, 2)
        cursor.execute(
            "select column_name from information_schema.columns where table_name = 'governance_electionballot'"
        )
        assert {name for (name,) in cursor.fetchall()} == {"id", "election_id", "round_no", "candidate_id"}
    facts = Event.objects.filter(verb="governance.election.voted").values_list("facts", flat=True)
    assert len(facts) == 2 and all(set(told) <= {"round_no"} for told in facts)


def test_the_place_of_a_ballot_says_nothing_about_who_cast_it():
    terms = committee(5)
    places = set()
    for _attempt in range(12):
        election, rows = running(terms)
        votes(election, terms, rows, "0111-")
        order = list(ElectionBallot.objects.filter(election=election).values_list("candidate_id", flat=True))
        places.add(order.index(rows[0].pk))
        elections.cancel(HAND, election, at=OPENS)
    assert len(places) > 1


def test_not_even_the_committee_reaches_a_ballot_and_few_votes_are_not_shown():
    terms = committee(5)
    election, rows = running(terms)
    votes(election, terms, rows, "01---")
    with scope.entered(member(terms[0])):
        assert not ElectionBallot.objects.exists()
    every_day(at=CLOSED)
    election.refresh_from_db()
    assert [row.shown for row in election_page(member(terms[0]), election, CLOSED).rounds] == [False]


def test_one_election_at_a_time_with_days_in_order_called_by_chair_or_secretariat():
    terms = committee(5)
    for wrong in ({"nominations_on": date(2027, 2, 1)}, {"closes_on": date(2027, 3, 7)}):
        with pytest.raises(CannotNow, match="in this order"):
            called(**wrong)
    with pytest.raises(CannotNow, match="takes office when the vote is over"):
        called(takes_office_on=date(2027, 3, 10))
    with pytest.raises(Refused, match="Secretariat and the chair"):
        called(member(terms[1]))
    called(member(terms[0]))
    with pytest.raises(CannotNow, match="running already"):
        called(staff())


def test_whoever_has_not_voted_is_asked_and_then_no_more():
    terms = committee(5)
    election, rows = running(terms)
    waiting = Obligation.objects.filter(kind="governance.election_vote", state=OPEN)
    assert waiting.count() == 5
    votes(election, terms, rows, "0----")
    assert waiting.count() == 4
    every_day(at=CLOSED)
    assert waiting.count() == 0


def test_the_pages_from_the_call_to_the_vote():
    terms = committee(5)
    at, clerk = now(), browser(secretary())
    assert "No election yet" in clerk.get(reverse("governance:election-list")).content.decode()
    first, second, third = ((at + timedelta(days=days)).date().isoformat() for days in (5, 9, 20))
    page = reverse("governance:election-call")
    assert clerk.post(page, {"nominations_on": "x"}).status_code == 422
    wrong = clerk.post(page, {"nominations_on": second, "closes_on": first, "takes_office_on": third})
    assert "in this order" in wrong.content.decode()
    answer = clerk.post(page, {"nominations_on": first, "closes_on": second, "takes_office_on": third})
    detail = answer["Location"]
    mine = browser(terms[0].user)
    assert mine.post(detail + "name/", {"organization_id": ""}).status_code == 422
    mine.post(detail + "name/", {"organization_id": terms[0].organization_id})
    mine.post(detail + "name/", {"organization_id": terms[1].organization_id})
    other = browser(terms[1].user)
    assert "You are named." in other.get(detail).content.decode()
    other.post(detail + "answer/", {"answer": "yes"})
    assert mine.post(detail + "answer/", {"answer": "no"}).status_code == 302
    every_day(at=at + timedelta(days=6))
    assert mine.post(detail + "vote/", {}).status_code == 422
    shown = mine.get(detail).content.decode()
    assert "Cast my vote" in shown and "Member 2, Ministry 2" in shown
    mine.post(detail + "vote/", {"candidate": "BLANK"})
    assert "You have voted." in mine.get(detail).content.decode()
    assert clerk.post(detail + "vote/", {"candidate": "BLANK"}).status_code == 403
    assert clerk.post(detail + "close/").status_code == 409
    assert mine.post(detail + "cancel/").status_code == 302  # the chair called for it as well
    stranger = browser(person("stranger@town.example", role="MANAGER", organization=make.organization("Town")))
    assert stranger.get(detail).status_code == 404
