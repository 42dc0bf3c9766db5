"""Votes at the same moment, on connections of their own (Security C2): one row lock decides."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from governance.actions import decisions
from governance.models import Decision, Vote
from governance.queries.decisions import tally_of
from pact.access import CannotNow, scope
from pact.audit.models import Event
from tests.governance.make import AT, CLOSES, committee, member, vote

FILLED = (
    "governance_matter, governance_seatterm, governance_productgroup, rulebook_ruleparameter, "
    "participants_organization, accounts_user, audit_event, audit_change, audit_seal, audit_head, "
    "deadlines_obligation, mail_outboxmail, participants_tally"
)


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
            cursor.execute(f"truncate {FILLED} cascade")
        connection.close()


def at_once(*acts):
    barrier = Barrier(len(acts))

    def one(act):
        try:
            barrier.wait()
            return act()
        except CannotNow as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def opened(title="Approve the guideline?"):
    with scope.as_system("test"):
        return vote(title)


def casting(term, decision, choice="YES", at=AT):
    with scope.as_system("test"):
        actor = member(term)

    def act():
        with scope.entered(actor):
            return decisions.cast(actor, decision, choice, "", at=at)

    return act


def closing(at):
    def act():
        with scope.as_system("test"):
            return decisions.close_due(at=at)

    return act


def test_five_votes_at_once_close_the_vote_once(terms):
    decision = opened()
    at_once(*(casting(term, decision) for term in terms))
    with scope.as_system("test"):
        decision.refresh_from_db()
        assert (decision.state, decision.number, decision.tally["yes"]) == ("ADOPTED", "SC-2027-001", 5)
        assert Event.objects.filter(verb="governance.decision.adopted").count() == 1


def test_one_member_voting_in_eight_windows_at_once_has_one_vote(terms):
    decision = opened()
    at_once(*(casting(terms[0], decision, choice) for choice in ("YES", "NO") * 4))
    with scope.as_system("test"):
        assert Vote.objects.count() == 1


def test_votes_at_the_instant_of_closing_are_counted_or_refused(terms):
    decision = opened()
    for term in terms[:3]:
        casting(term, decision)()
    just = CLOSES - timedelta(microseconds=1)
    answers = at_once(closing(CLOSES), *(casting(term, decision, "NO", just) for term in terms[1:]), closing(CLOSES))
    with scope.as_system("test"):
        decision.refresh_from_db()
        if decision.state == "OPEN":  # against, and so it waits for its reasons
            return
        tally = tally_of(decision)
        recount = {"electors": 5, "yes": tally.yes, "no": tally.no, "abstain": tally.abstain}
        assert decision.tally == recount
        assert sum(isinstance(answer, Vote) for answer in answers) == tally.no


def test_decisions_closing_at_once_have_numbers_without_gap_or_double(terms):
    several = [opened(f"Question {number}") for number in range(4)]
    for decision in several:
        for term in terms[:4]:
            casting(term, decision)()
    at_once(*(casting(terms[4], decision) for decision in several))
    with scope.as_system("test"):
        numbers = set(Decision.objects.values_list("number", flat=True))
        assert numbers == {f"SC-2027-00{serial}" for serial in range(1, 5)}
