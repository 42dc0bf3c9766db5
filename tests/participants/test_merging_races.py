"""Two merges at the same moment, on connections of their own: one after the other, and never a chain."""

import pytest
from django.db import connection

from pact.access import CannotNow, scope
from pact.clock import now
from participants.actions import merging
from participants.models import Organization
from tests.governance.test_votes_races import at_once
from tests.participants.make import HAND, organization

FILLED = (
    "participants_organization, participants_tally, mail_outboxmail, audit_event, audit_change, audit_seal, audit_head"
)


@pytest.fixture(autouse=True)
def _system_scope():
    """Overrides the everyday one: here rows are committed, and each thread enters the scope it needs."""


@pytest.fixture
def three(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with scope.as_system("test"):
            made = [organization(f"Vestbygd {number}") for number in range(3)]
        yield made
        with connection.cursor() as cursor:
            cursor.execute("set role postgres; set session_replication_role = replica")
            cursor.execute(f"truncate {FILLED} cascade")
        connection.close()


def merge(duplicate, survivor):
    def act():
        with scope.as_system("test"):
            return merging.merge(HAND, duplicate, survivor, at=now())

    return act


@pytest.mark.parametrize("pairs", [((0, 1), (1, 0)), ((0, 1), (0, 2)), ((0, 1), (1, 2)), ((1, 2), (0, 1))])
def test_two_merges_at_once_leave_no_chain_and_no_circle(three, pairs):
    told = at_once(*(merge(three[one], three[other]) for one, other in pairs))
    refused = [one for one in told if isinstance(one, CannotNow)]
    assert len(refused) <= 1
    assert all("merged already" in str(one.sentences) for one in refused)
    with scope.as_system("test"):
        into = dict(Organization.objects.values_list("pk", "merged_into_id"))
    assert all(into[target] is None for target in into.values() if target)
    assert sum(target is not None for target in into.values()) == 2 - len(refused)
