"""Two at the same moment never lose a vote of an election: one row lock decides."""

from datetime import timedelta

import pytest
from django.db import connection

from governance.actions import elections
from governance.models import Election, ElectionBallot
from pact.access import scope
from tests.governance.make import HAND, committee, member
from tests.governance.test_elections import CLOSED, OPENS, running
from tests.governance.test_votes_races import FILLED, at_once


@pytest.fixture(autouse=True)
def _system_scope():
    """Overrides the everyday one: here rows are committed, and each thread enters the scope it needs."""


@pytest.fixture
def cast(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with scope.as_system("test"):
            terms = committee(5)
            election, rows = running(terms)
        yield terms, election, rows
        with connection.cursor() as cursor:
            cursor.execute("set role postgres; set session_replication_role = replica")
            cursor.execute(f"truncate {FILLED}, governance_election cascade")
        connection.close()


def voting(term, election, candidate, at=OPENS):
    with scope.as_system("test"):
        actor = member(term)

    def act():
        with scope.entered(actor):
            return elections.vote(actor, election, candidate.pk, at=at) or "voted"

    return act


def closing(election, at):
    def act():
        with scope.as_system("test"):
            return elections.close_round(HAND, election, at=at)

    return act


def test_five_votes_at_once_are_five_votes(cast):
    terms, election, rows = cast
    at_once(*(voting(term, election, rows[0]) for term in terms))
    with scope.as_system("test"):
        assert ElectionBallot.objects.count() == 5


def test_one_member_in_eight_windows_has_one_vote(cast):
    terms, election, rows = cast
    at_once(*(voting(terms[0], election, rows[number % 2]) for number in range(8)))
    with scope.as_system("test"):
        assert ElectionBallot.objects.count() == 1


def test_votes_at_the_instant_of_closing_are_counted_or_refused(cast):
    terms, election, rows = cast
    voting(terms[0], election, rows[0])()
    with scope.as_system("test"):
        just = Election.objects.get().closes_at - timedelta(microseconds=1)
    late = [voting(term, election, rows[0], just) for term in terms[1:]]
    answers = at_once(closing(election, CLOSED), *late, closing(election, CLOSED))
    with scope.as_system("test"):
        told = Election.objects.get()
        counted = 1 + sum(answer == "voted" for answer in answers)
        assert told.state == "ELECTED" and len(told.rounds) == 1
        assert told.rounds[0]["cast"] == told.rounds[0]["counts"][str(rows[0].pk)] == counted
