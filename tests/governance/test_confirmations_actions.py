"""Pact 2.1.4 and register I-22: once a year a participant says that there is no conflict of interest."""

from datetime import date, timedelta

import pytest

from governance.actions import confirmations, decisions, every_day, foundation
from governance.models import Matter
from pact.access import CannotNow, Refused
from pact.deadlines.models import Obligation
from pact.deadlines.sweeping import sweep
from pact.mail.models import OutboxMail
from participants.access import actor_for
from participants.actions import participations
from participants.models import Participation, Screening
from participants.rules import CONFLICT_QUESTIONS, outcome_again
from tests.governance.make import AT, CLOSES, HAND, cast_all, committee, person, staff
from tests.participants import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rules(db):
    """What the night of this floor asks: how many seats there are to be."""
    foundation.lay(at=AT)


CLEAR = dict.fromkeys(CONFLICT_QUESTIONS, "NO")
OWNED = {**CLEAR, "owned_by_ict": "YES"}


def tasks(kind="confirm_no_conflict", **facts):
    return Obligation.objects.filter(kind=f"governance.{kind}", **facts)


def taking_part(**facts):
    organization = make.founder(**facts).organization
    person("sign@vestbygd.example", role="SIGNATORY", organization=organization)
    return organization


def signatory(at=AT):
    return actor_for(person("sign@vestbygd.example"), at=at)


def say(organization, answers=CLEAR, evidence="", at=AT):
    return confirmations.confirm(signatory(at), organization, answers, evidence=evidence, at=at)


def decided(terms, votes, at=AT):
    matter = Matter.objects.get(kind="PARTICIPATION_DOUBT", state="OPEN")
    decision = decisions.open_vote(HAND, matter, question=matter.title, closes_at=CLOSES, at=at)
    if cast_all(decision, terms, votes, at=at).state == "OPEN":
        decisions.close(staff(), decision, reasons="It is owned by a seller.", public_text="", at=at)
    decision.refresh_from_db()
    return decision


def due(organization) -> date:
    return tasks(organization_id=organization.pk, state="OPEN").get().due_at.date()


@pytest.mark.parametrize(
    ("answers", "last", "standing", "outcome"),
    [
        (CLEAR, None, "", "CLEAR"),
        (CLEAR, CLEAR, "CLEAR", "CLEAR"),
        (OWNED, CLEAR, "CLEAR", "DOUBT"),
        (OWNED, OWNED, "CLEAR", "CLEAR"),
        ({**OWNED, "sells_ict": "YES"}, OWNED, "CLEAR", "DOUBT"),
        (CLEAR, OWNED, "DOUBT", "DOUBT"),
        (CLEAR, OWNED, "CONFLICT", "DOUBT"),
        ({}, None, "", "DOUBT"),
    ],
)
def test_i_22_clear_is_four_times_no_or_what_the_committee_decided_already(answers, last, standing, outcome):
    assert outcome_again(answers, last, standing) == outcome


def test_i_22_twelve_months_after_joining_and_then_after_the_last_clear_screening():
    organization = taking_part(joined=AT - timedelta(days=300))
    for _ in range(2):
        every_day(at=AT)
    assert due(organization) == date(2027, 5, 5)
    say(organization)
    assert [row.state for row in tasks(organization_id=organization.pk).order_by("due_at")] == ["MET", "OPEN"]
    assert due(organization) == date(2028, 3, 1)
    say(organization)
    assert due(organization) == date(2028, 3, 1)


def test_who_was_never_asked_before_has_thirty_days():
    organization = taking_part()
    every_day(at=AT)
    assert due(organization) == AT.date() + timedelta(days=30)


def test_the_clause_the_ladder_and_who_is_woken():
    organization = taking_part(joined=AT - timedelta(days=300))
    person("edit@vestbygd.example", role="EDITOR", organization=organization)
    person("run@vestbygd.example", role="MANAGER", organization=organization)
    every_day(at=AT)
    end = tasks().get().due_at
    for days in (-30, -14, -7, -1, 7, 30):
        sweep(at=end + timedelta(days=days, hours=-12))
    letters = OutboxMail.objects.filter(kind="governance.confirm_no_conflict")
    assert set(letters.values_list("to", flat=True)) == {"sign@vestbygd.example", "run@vestbygd.example"}
    assert letters.count() == 12
    assert tasks().get().clause == "2.1.4"
    assert Participation.objects.get().state == "ACTIVE"


def test_2_1_4_only_those_who_sign_or_manage_confirm():
    organization = taking_part()
    editor = actor_for(person("edit@vestbygd.example", role="EDITOR", organization=organization), at=AT)
    for actor in (editor, staff()):
        with pytest.raises(Refused):
            confirmations.confirm(actor, organization, CLEAR, evidence="", at=AT)


def test_2_1_4_a_change_is_put_before_the_committee_with_answers_and_evidence():
    committee(5)
    organization = taking_part()
    say(organization)
    with pytest.raises(CannotNow, match=r"in a few words.*2\.1\.4"):
        say(organization, OWNED)
    screening = say(organization, OWNED, "We bought a repairer that sells devices.")
    matter = Matter.objects.get()
    assert (matter.kind, matter.clause, matter.organization_id) == ("PARTICIPATION_DOUBT", "2.1.4", organization.pk)
    assert "owns one: yes" in matter.summary
    assert "We bought a repairer" in matter.summary
    assert (screening.outcome, Participation.objects.get().state) == ("DOUBT", "ACTIVE")
    with pytest.raises(CannotNow, match="decides about it first"):
        say(organization)
    every_day(at=AT)
    assert not tasks(state="OPEN", organization_id=organization.pk).exists()


def test_2_1_4_a_yes_is_good_for_twelve_months_and_the_same_answer_is_not_asked_again():
    terms = committee(5)
    organization = taking_part()
    say(organization, OWNED, "We own a repairer.")
    decision = decided(terms, "YYYYY")
    assert Screening.objects.get(organization=organization).decision_number == decision.number
    assert due(organization) == date(2028, 3, 1)
    later = AT + timedelta(days=340)
    again = say(organization, OWNED, at=later)
    assert (again.outcome, again.decision_number) == ("CLEAR", decision.number)
    assert Matter.objects.count() == 1


def test_i_21_a_no_ends_nothing_by_itself_and_is_a_task_of_the_secretariat():
    terms = committee(5)
    organization = taking_part()
    say(organization, OWNED, "We own a seller.")
    decision = decided(terms, "NNNNN")
    assert decision.public_text == ""
    assert Screening.objects.get(organization=organization).outcome == "CONFLICT"
    assert Participation.objects.get(organization=organization).state == "ACTIVE"
    task = tasks("conflict_of_participant").get()
    assert (task.workspace, task.state, decision.number in task.title) == ("SECRETARIAT", "OPEN", True)
    every_day(at=AT)
    assert not tasks(state="OPEN", organization_id=organization.pk).exists()
    say(organization, CLEAR, "We sold it.")
    assert Matter.objects.filter(state="OPEN").count() == 1


def test_who_left_the_pact_is_not_asked_any_more():
    organization = taking_part()
    every_day(at=AT)
    participation = Participation.objects.get()
    participations.give_notice(signatory(), participation, "We leave.", AT.date() + timedelta(days=1), at=AT)
    after = AT + timedelta(days=2)
    participations.end_due(at=after)
    every_day(at=after)
    assert tasks(organization_id=organization.pk).get().state == "WAIVED"
    with pytest.raises(CannotNow, match="that take part"):
        say(organization, at=after)


def test_the_night_asks_as_many_questions_of_the_database_for_many_as_for_one(django_assert_max_num_queries):
    for name in ("One", "Two", "Three", "Four"):
        make.founder(name)
    confirmations.ask_all(at=AT)
    with django_assert_max_num_queries(3):
        assert confirmations.ask_all(at=AT) == 0
