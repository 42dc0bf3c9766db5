"""A matter with content of its own: bound by its hash, said in words, carried out exactly so (5.1)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from governance.actions.matters import content_of
from governance.models import Decision
from pact.access import CannotNow
from pact.clock import now
from pact.documents.facts import packed, sha256_of
from tests.governance.make import committee, matter, secretary, vote
from tests.governance.test_decisions_pages import a_vote, browser, url

pytestmark = pytest.mark.django_db
CONTENT = {"amount": Decimal("12000.00"), "valid_from": date(2028, 1, 1), "why": "Fewer costs", "lines": []}


def test_the_vote_is_bound_to_the_hash_of_the_content_whatever_its_order():
    committee(5)
    decision = vote(content=CONTENT)
    assert decision.subject_sha256 == sha256_of(packed(dict(reversed(CONTENT.items()))))
    decision.refresh_from_db()
    assert content_of(decision) == CONTENT


def test_content_and_the_hash_of_another_row_exclude_each_other():
    with pytest.raises(ValueError, match="not both"):
        matter(content=CONTENT, subject_sha256="a" * 64)


def test_what_is_put_to_the_vote_is_written_once_in_the_database_too():
    put = matter(content=CONTENT)
    for change in ("content = '{\"amount\": 1}'", "subject_sha256 = repeat('0', 64)"):
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"update governance_matter set {change} where id = %s", [put.pk])


def test_another_hash_than_the_voted_one_carries_out_nothing():
    committee(5)
    decision = vote(content=CONTENT)
    Decision.objects.filter(pk=decision.pk).update(subject_sha256="0" * 64)
    decision.refresh_from_db()
    with pytest.raises(CannotNow, match="not what is written here"):
        content_of(decision)


def test_members_read_on_the_page_of_the_vote_what_they_decide():
    terms = committee(5)
    decision = a_vote(content=CONTENT)
    page = browser(terms[0].user).get(url("decision-detail", ref=decision.ref)).content.decode()
    assert "Valid from" in page
    assert "Fewer costs" in page
    assert decision.subject_sha256 in page


def test_the_secretariat_reads_it_before_it_opens_the_vote():
    committee(5)
    put = matter(content=CONTENT, due_on=now().date())
    page = browser(secretary()).get(url("matter-vote", ref=put.ref)).content.decode()
    assert "12000.00" in page
