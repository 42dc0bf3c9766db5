"""Two acts at the same moment in cases and disputes, on connections of their own: one row lock decides (6.6.2, 6.7)."""

from datetime import timedelta

import pytest
from django.db import connection

from governance.actions import hearings, terminations
from governance.models import Decision, Hearing, Matter, TerminationCase
from pact.access import CannotNow, scope
from participants.access import actor_for
from tests.governance.make import AT, committee, person, staff
from tests.governance.test_votes_races import FILLED, at_once, casting
from tests.participants import make

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _system_scope():
    """Overrides the everyday one: here rows are committed, and each thread enters the scope it needs."""


@pytest.fixture
def terms(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with scope.as_system("test"):
            made = committee(5)
        yield made
        with connection.cursor() as cursor:
            cursor.execute("set role postgres; set session_replication_role = replica")
            cursor.execute(f"truncate {FILLED}, participants_pacttext cascade")
        connection.close()


def noticed():
    organization = make.founder().organization
    person("sign@vestbygd.example", role="SIGNATORY", organization=organization)
    case = terminations.open_case(staff(), organization, grounds="EFFORT", facts="No figures.", at=AT)
    terminations.send_notice(staff(), case, "Words.", at=AT)
    case.refresh_from_db()
    return case


def in_scope(actor, act):
    def run():
        with scope.entered(actor):
            return act()

    return run


def test_6_6_2_a_statement_at_the_moment_of_running_out_counts_or_is_refused(terms):
    with scope.as_system("test"):
        case = noticed()
        last = Hearing.objects.get().answer_by
        actor = actor_for(person("sign@vestbygd.example"), at=AT)
        hand = staff()

    def run_out():
        return hearings.run_out(at=last + timedelta(milliseconds=1))

    said = in_scope(actor, lambda: hearings.answer(actor, case, "WRITING", "In May.", at=last))
    answers = at_once(in_scope(hand, run_out), said, in_scope(hand, run_out))
    with scope.as_system("test"):
        hearing = Hearing.objects.get()
        assert TerminationCase.objects.get().state == "HEARD"
        if isinstance(answers[1], CannotNow):
            assert (hearing.outcome, hearing.statement) == ("UNANSWERED", "")
        else:
            assert (hearing.outcome, hearing.statement) == ("HELD", "In May.")
        assert answers[0] + answers[2] == 1


def test_6_6_2_a_case_closed_while_the_last_vote_is_cast_is_closed_or_ended_never_both(terms):
    at = AT + 15 * DAY
    with scope.as_system("test"):
        case = noticed()
        hearings.run_out(at=at)
        facts = {"summary": "End it.", "public_text": "Ended.", "closes_on": (at + 9 * DAY).date()}
        decision = terminations.put(staff(), case, at=at, **facts)
        hand = staff()
    for term in terms[:4]:
        casting(term, decision, at=at)()
    close = in_scope(hand, lambda: terminations.close(hand, case, "They came.", at=at))
    at_once(casting(terms[4], decision, at=at), close)
    with scope.as_system("test"):
        told = (TerminationCase.objects.get().state, Decision.objects.get().state, Matter.objects.get().state)
        assert told in {("ENDED", "ADOPTED", "DECIDED"), ("CLOSED", "LAPSED", "WITHDRAWN")}


def test_6_6_2_two_who_open_a_case_at_once_open_one(terms):
    with scope.as_system("test"):
        organization = make.founder().organization
        hand = staff()
    facts = {"grounds": "EFFORT", "facts": "No figures.", "at": AT}
    act = in_scope(hand, lambda: terminations.open_case(hand, organization, **facts))
    answers = at_once(*[act] * 4)
    with scope.as_system("test"):
        assert TerminationCase.objects.count() == 1
        assert sum(isinstance(answer, CannotNow) for answer in answers) == 3
