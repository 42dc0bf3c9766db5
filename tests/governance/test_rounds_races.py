"""Answers and the closing at the same moment, on connections of their own (Security C2): one row lock decides."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from governance.actions import closing, rounds
from governance.models import Consent, ConsentRound
from governance.queries.rounds import every_member
from pact.access import CannotNow, scope
from tests.governance.make import AT, committee, participant, put_to_consent, request, voter
from tests.governance.test_votes_races import FILLED, at_once

CLOSES = datetime(2027, 5, 31, 21, 59, 59, 999000, tzinfo=UTC)
MORE = "governance_consentround, participants_pacttext, participants_territory, documents_document"
NAMES = ("Alfa", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta")


@pytest.fixture(autouse=True)
def _system_scope():
    """Overrides the everyday one: here rows are committed, and each thread enters the scope it needs."""


@pytest.fixture
def story(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with scope.as_system("test"):
            terms = committee(5)
            members = [participant(name) for name in NAMES]
            amendment = request(members[0])
            put_to_consent(amendment, terms)
        yield amendment, members
        with connection.cursor() as cursor:
            cursor.execute("set role postgres; set session_replication_role = replica")
            cursor.execute(f"truncate {FILLED}, {MORE} cascade")
        connection.close()


def answering(amendment, organization, position="CONSENT", at=AT):
    with scope.as_system("test"):
        actor = voter(organization, AT)

    def act():
        with scope.entered(actor):
            return rounds.answer(actor, amendment.round, organization, position, capacity="Head", at=at)

    return act


def closes(at):
    def act():
        with scope.as_system("test"):
            return closing.close_due(at=at)

    return act


def test_answers_at_the_same_moment_are_all_counted(story):
    amendment, members = story
    at_once(*(answering(amendment, organization) for organization in members))
    with scope.as_system("test"):
        row = ConsentRound.objects.get(pk=amendment.round_id)
        assert (row.consents, row.electorate, row.needed) == (8, 8, 6)
        assert Consent.objects.count() == 8


def test_two_people_of_one_organization_at_once_leave_one_answer_and_a_right_count(story):
    amendment, members = story
    at_once(*(answering(amendment, members[0], position) for position in ("CONSENT", "REFUSE") * 4))
    with scope.as_system("test"):
        (given,) = Consent.objects.all()
        assert ConsentRound.objects.get(pk=amendment.round_id).consents == (given.position == "CONSENT")


def test_answers_at_the_instant_of_closing_are_in_the_result_or_refused(story):
    amendment, members = story
    for organization in members[:5]:
        answering(amendment, organization)()
    just = CLOSES - timedelta(microseconds=1)
    late = [answering(amendment, organization, at=just) for organization in members[5:]]
    answers = at_once(closes(CLOSES), *late, closes(CLOSES))
    with scope.as_system("test"):
        row = ConsentRound.objects.get(pk=amendment.round_id)
        counted = sum(isinstance(answer, Consent) for answer in answers)
        refused = sum(isinstance(answer, CannotNow) for answer in answers)
        assert counted + refused == 3
        assert row.consents == row.result["counts"]["CONSENT"] == 5 + counted
        assert row.state == ("REACHED" if counted else "FAILED")
        assert every_member(row).count() == row.electorate == len(row.result["lines"]) == 8
        assert sum(answer for answer in answers if isinstance(answer, int)) == 1
