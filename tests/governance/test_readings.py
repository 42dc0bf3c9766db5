"""How the Pact is read: every entry of the register has its dated row, and every choice that is offered acts."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from governance.actions import decisions, foundation, proposals, rounds, seats
from governance.models import Consent, RoundMember
from governance.queries.decisions import ballot, tally_of
from governance.queries.decisions import decisions as register
from governance.rules.readings import by_key, readings
from pact.access import CannotNow
from pact.rulebook import rule
from pact.rulebook.actions import change_rule
from pact.rulebook.models import RuleParameter
from tests.governance.make import (
    AT,
    CLOSES,
    HAND,
    cast_all,
    committee,
    give,
    participant,
    put_to_consent,
    request,
    seated,
    staff,
    vote,
    voter,
)
from tests.participants import make

pytestmark = pytest.mark.django_db
START = date(2026, 1, 1)


def read_as(key, code, *, from_on=START):
    entry = by_key(key)
    for name, value in {key: code, **entry.choice(code).sets}.items():
        change_rule(name, value, by="DECISION", valid_from=from_on, source="SC-2026-001")


def test_the_register_is_complete_and_each_entry_has_a_row_that_a_decision_may_change():
    foundation.lay(at=AT)
    assert [entry.id for entry in readings()] == [f"I-{number}" for number in range(1, 25)]
    for entry in readings():
        row = RuleParameter.objects.get(key=entry.key)
        assert (row.value, row.changed_by, row.clause) == (entry.reading, "DECISION", entry.clause)
        assert entry.choice(row.value)
        assert entry.has_a_choice or len(entry.choices) == 1


def test_the_foundation_adds_what_is_missing_and_leaves_the_rest():
    foundation.lay(at=AT)
    before = list(RuleParameter.objects.order_by("pk").values_list("pk", flat=True))
    foundation.lay(at=AT)
    assert list(RuleParameter.objects.order_by("pk").values_list("pk", flat=True)) == before


def test_a_decision_on_a_reading_rules_from_its_day_on_and_sets_its_numbers():
    terms = committee(5)
    content = {"key": "reading.i-7", "choice": "TWO_THIRDS", "valid_from": date(2028, 1, 1)}
    put = proposals.put(staff(), "READING", content, reasons="", at=AT)
    decision = cast_all(decisions.open_vote(HAND, put, question=put.title, closes_at=CLOSES, at=AT), terms, "YYYYY")
    assert decision.state == "ADOPTED"
    assert rule("reading.i-7", on=date(2028, 1, 1)) == "TWO_THIRDS"
    assert (rule("sc.quorum", on=date(2027, 12, 31)), rule("sc.quorum", on=date(2028, 1, 1))) == ([1, 2], [2, 3])
    assert RuleParameter.objects.get(key="sc.quorum", valid__upper_inf=True).source == decision.number
    assert RuleParameter.objects.filter(key="sc.casting").count() == 1, "what stays the same gets no new row"


def test_i_7_two_thirds_take_part():
    terms = committee(6)
    read_as("reading.i-7", "TWO_THIRDS")
    decision = cast_all(vote(), terms, "YYYY--")
    assert tally_of(decision).quorum == (2, 3)
    shown = ballot(staff(), register(staff()).get(pk=decision.pk), AT)
    assert shown.needs == 1, "four of six is not more than two thirds"
    decisions.close_due(at=CLOSES + timedelta(seconds=1))
    decision.refresh_from_db()
    assert decision.state == "LAPSED"
    assert cast_all(vote("Again?"), terms, "YYYYYN").state == "ADOPTED"


@pytest.mark.parametrize(
    ("reading", "votes", "state"),
    [("HALF", "YYNN", "OPEN"), ("HALF_CHAIR", "YYNN", "ADOPTED"), ("HALF_CHAIR", "NNYY", "OPEN")],
)
def test_i_7_a_tie_carries_only_by_the_vote_of_the_chair_where_it_is_read_so(reading, votes, state):
    """A vote against waits for its reasons, so it stays open."""
    terms = committee(5)
    if reading != "HALF":
        read_as("reading.i-7", reading)
    decision = vote()
    decisions.recuse(HAND, decision, terms[4].organization_id, "Own case.", at=AT)
    assert cast_all(decision, terms, f"{votes}-").state == state


def test_i_7_how_a_vote_is_counted_does_not_change_while_it_runs():
    terms = committee(6)
    decision = vote()
    read_as("reading.i-7", "TWO_THIRDS", from_on=AT.date() + timedelta(days=1))
    cast_all(decision, terms, "YYYY--")
    decisions.close_due(at=CLOSES + timedelta(seconds=1))
    decision.refresh_from_db()
    assert decision.state == "ADOPTED"


@pytest.mark.parametrize(("reading", "day"), [("STAYS", date(2027, 3, 27)), ("NEXT_WORKING_DAY", date(2027, 3, 29))])
def test_i_5_a_day_to_decide_by_on_a_saturday(reading, day):
    foundation.lay(at=AT)
    if reading != "STAYS":
        read_as("reading.i-5", reading)
    application = make.received(at=datetime(2027, 2, 27, 9, tzinfo=ZoneInfo("Europe/Brussels")))
    assert application.decide_by == day


@pytest.mark.parametrize(("reading", "terms"), [("TWO_TERMS", 2), ("THREE_TERMS", 3), ("AGAIN", 5)])
def test_i_10_how_often_an_organisation_has_a_seat(reading, terms):
    foundation.lay(at=AT)
    if reading != "AGAIN":
        read_as("reading.i-10", reading)
    organization = make.organization("Ministry of Reuse")
    for number in range(terms):
        first = date(2026 + 2 * number, 9, 1)
        seated(1, organization, (first, date(first.year + 2, 9, 1)))
    last = date(2026 + 2 * terms, 9, 1)
    if reading == "AGAIN":
        assert seated(1, organization, (last, date(last.year + 2, 9, 1)))
        return
    with pytest.raises(CannotNow, match=rf"has had {terms} terms"):
        seated(1, organization, (last, date(last.year + 2, 9, 1)))


@pytest.mark.parametrize(("reading", "state"), [("WAIT", "OPEN"), ("CONTINUE", "ADOPTED")])
def test_i_11_a_committee_that_is_too_small(reading, state):
    terms = committee(5)
    if reading != "WAIT":
        read_as("reading.i-11", reading)
    decision = vote()
    seats.end(HAND, terms[4], at=AT)
    cast_all(decision, terms[:4], "YYYY", at=AT)
    decisions.close_due(at=CLOSES + timedelta(seconds=1))
    decision.refresh_from_db()
    assert decision.state == state


@pytest.mark.parametrize(("reading", "asked"), [("AT_CLOSING", 3), ("AT_OPENING", 2)])
def test_i_2_who_is_asked_when_somebody_joins_meanwhile(reading, asked):
    terms = committee(5)
    if reading != "AT_CLOSING":
        read_as("reading.i-2", reading)
    amendment = request(participant("Alfa"))
    participant("Beta")
    put_to_consent(amendment, terms)
    participant("Gamma")
    rounds.follow(at=AT + timedelta(days=1))
    assert RoundMember.objects.filter(round=amendment.round, out_at=None).count() == asked


@pytest.mark.parametrize("reading", ["UNTIL_CLOSING", "FINAL"])
def test_i_3_whether_consent_can_be_withdrawn(reading):
    terms = committee(5)
    if reading != "UNTIL_CLOSING":
        read_as("reading.i-3", reading)
    ours = participant("Alfa")
    amendment = request(ours)
    put_to_consent(amendment, terms)
    give(amendment, ours)
    if reading == "FINAL":
        for act in (lambda: give(amendment, ours, "REFUSE"), lambda: rounds.take_back(*whose(amendment, ours), at=AT)):
            with pytest.raises(CannotNow, match="I-3"):
                act()
        return
    rounds.take_back(*whose(amendment, ours), at=AT)
    assert not Consent.objects.filter(withdrawn_at=None).exists()


def whose(amendment, organization):
    return voter(organization), amendment.round, organization


def test_every_choice_that_is_offered_is_tried_here():
    offered = {(entry.id, choice.code) for entry in readings() if entry.has_a_choice for choice in entry.choices}
    assert offered == {
        *(("I-2", code) for code in ("AT_CLOSING", "AT_OPENING")),
        *(("I-3", code) for code in ("UNTIL_CLOSING", "FINAL")),
        *(("I-5", code) for code in ("STAYS", "NEXT_WORKING_DAY")),
        *(("I-7", code) for code in ("HALF", "HALF_CHAIR", "TWO_THIRDS")),
        *(("I-10", code) for code in ("AGAIN", "TWO_TERMS", "THREE_TERMS")),
        *(("I-11", code) for code in ("WAIT", "CONTINUE")),
        *(("I-24", code) for code in ("OWN_ZONE", "SECRETARIAT_ZONE")),  # tests/monitoring/test_zones.py
    }
