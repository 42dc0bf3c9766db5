"""Two acts at the same moment in cases and disputes, on connections of their own: one row lock decides (6.6.2, 6.7)."""

from datetime import timedelta

import pytest
from django.db import connection

from governance.actions import disputes, hearings, recommendations, terminations
from governance.models import Decision, Dispute, Hearing, Matter, TerminationCase
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


def presented():
    sides = [make.founder(name, country=land).organization for name, land in (("Vest", "NO"), ("Linde", "BE"))]
    users = [person(f"sign@{one.slug}.example", role="SIGNATORY", organization=one) for one in sides]
    actor = actor_for(users[0], at=AT)
    dispute = disputes.open_dispute(actor, sides[0], sides[1:], title="x", subject="y", at=AT)
    party = dispute.parties.get(organization=sides[0])
    disputes.consult(actor, party, "We met.", AT.date(), at=AT)
    party.refresh_from_db()
    disputes.present(actor, party, at=AT)
    disputes.propose_settlement(actor, party, "We share it.", at=AT)
    return dispute, actor_for(users[1], at=AT), dispute.parties.get(organization=sides[1])


def test_6_7_2_a_settlement_while_the_last_vote_is_cast_settles_or_comes_too_late(terms):
    at = AT.replace(month=9, day=1)
    with scope.as_system("test"):
        dispute, other, party = presented()
        decision = recommendations.put(staff(), dispute, "Name both.", closes_on=(at + 9 * DAY).date(), at=at)
    for term in terms[:4]:
        casting(term, decision, at=at)()
    settle = in_scope(other, lambda: disputes.confirm_settlement(other, party, "We share it.", at=at))
    at_once(casting(terms[4], decision, at=at), settle)
    with scope.as_system("test"):
        told = (Dispute.objects.get().state, Decision.objects.get().state, Matter.objects.get().state)
        assert told in {("RECOMMENDED", "ADOPTED", "DECIDED"), ("SETTLED", "LAPSED", "WITHDRAWN")}


def test_disputes_opened_at_once_have_numbers_without_gap_or_double(terms):
    with scope.as_system("test"):
        sides = [make.founder(f"City {number}", country="NL").organization for number in range(4)]
        users = [person(f"sign@{one.slug}.example", role="SIGNATORY", organization=one) for one in sides]
        actors = [actor_for(user, at=AT) for user in users]

    def opening(number):
        actor, other = actors[number], sides[number - 1]
        facts = {"title": "x", "subject": "y", "at": AT}
        return in_scope(actor, lambda: disputes.open_dispute(actor, sides[number], [other], **facts))

    at_once(*(opening(number) for number in range(4)))
    with scope.as_system("test"):
        assert set(Dispute.objects.values_list("number", flat=True)) == {f"D-2027-0{n}" for n in range(1, 5)}
