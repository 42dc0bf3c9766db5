"""Deciding on applications (Pact 6.4.2): a vote for each role, and what follows in the same transaction."""

from datetime import date, timedelta

import pytest

from governance.actions import applications, decisions, every_day
from governance.models import Decision, Matter
from pact.access import Actor, CannotNow
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from participants import public, queries
from participants.actions import applications as joining
from participants.models import Participation
from tests.governance.make import AT, CLOSES, HAND, cast_all, committee, matter, staff
from tests.participants import make

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 28)


def put(application):
    return applications.put_to_vote(staff(), application, closes_on=DAY, at=AT)


def test_6_4_2_the_last_vote_admits_in_the_same_transaction():
    terms = committee(5)
    application = make.with_committee()
    (decision,) = put(application)
    cast_all(decision, terms, "YYYY-")
    assert not Participation.objects.exists()
    cast_all(decision, terms, "----Y")
    application.refresh_from_db()
    participation = Participation.objects.get()
    assert (application.state, participation.decision_number) == ("DECIDED", decision.number)
    assert [card.name for card in public.participants({}).items] == ["Vestbygd kommune"]
    assert Obligation.objects.get(kind="participants.decision_due").state == "MET"
    assert OutboxMail.objects.filter(kind="participants.welcome").exists()


def test_three_findings_come_first():
    committee(5)
    with pytest.raises(CannotNow):
        put(make.received())
    assert not Matter.objects.exists()


def test_both_roles_have_a_vote_each_and_the_application_waits_for_the_second():
    terms = committee(5)
    application = make.with_committee(roles=("PROCURING", "COORDINATING"))
    first, second = put(application)
    assert first.question != second.question
    cast_all(first, terms, "YYYYY")
    application.refresh_from_db()
    assert (application.state, Participation.objects.count()) == ("WITH_COMMITTEE", 0)
    cast_all(second, terms, "NNNNN")
    decisions.close(staff(), second, reasons="Not a government.", public_text="", at=AT)
    assert [row.role for row in Participation.objects.all()] == [first.matter.subject_ref.partition("/")[2]]


def test_a_refusal_needs_reasons_and_is_not_published():
    terms = committee(5)
    application = make.with_committee()
    (decision,) = put(application)
    assert cast_all(decision, terms, "NNNYA").state == "OPEN"
    closed = decisions.close(staff(), decision, reasons="It sells devices.", public_text="", at=AT)
    assert (closed.state, closed.public_text) == ("REJECTED", "")
    letter = OutboxMail.objects.get(kind="participants.application_refused")
    assert "It sells devices." in letter.text


def test_putting_it_to_the_vote_twice_opens_one_vote():
    committee(5)
    application = make.with_committee()
    assert put(application) == put(application)
    assert OutboxMail.objects.filter(kind="governance.please_vote").count() == 5


def test_after_a_vote_without_quorum_only_the_role_that_lapsed_is_voted_on_again():
    terms = committee(5)
    application = make.with_committee(roles=("PROCURING", "COORDINATING"))
    first, second = put(application)
    cast_all(first, terms, "YYYYY")
    decisions.close_due(at=CLOSES + timedelta(minutes=1))
    second.refresh_from_db()
    assert second.state == "LAPSED"
    again = applications.put_to_vote(staff(), application, closes_on=date(2027, 4, 9), at=CLOSES + timedelta(hours=9))
    assert [one.question for one in again] == [second.question]
    assert again[0].matter == second.matter
    cast_all(again[0], terms, "YYYYY", at=CLOSES + timedelta(hours=10))
    application.refresh_from_db()
    assert application.state == "DECIDED"
    with pytest.raises(CannotNow):
        put(application)


def test_what_is_voted_on_is_bound_to_its_hash():
    committee(5)
    application = make.with_committee()
    (decision,) = put(application)
    assert len(decision.subject_sha256) == 64
    assert decision.subject_sha256 == applications.fingerprint(application) == decision.matter.subject_sha256


def test_who_withdraws_is_not_voted_on():
    committee(5)
    application = make.with_committee()
    (decision,) = put(application)
    joining.withdraw(Actor.at_the_door(application.key), application, at=AT)
    other = matter("Something else")
    every_day(at=AT)
    every_day(at=AT)
    decision.refresh_from_db()
    other.refresh_from_db()
    assert (decision.state, decision.matter.state, other.state) == ("LAPSED", "WITHDRAWN", "OPEN")


def test_when_what_follows_is_impossible_the_vote_is_kept_and_the_secretariat_is_told():
    terms = committee(5)
    application = make.with_committee()
    (decision,) = put(application)
    joining.withdraw(Actor.at_the_door(application.key), application, at=AT)
    cast_all(decision, terms, "YYYYY")
    assert (decision.state, decision.number) == ("OPEN", None)
    assert not Participation.objects.exists()
    assert Obligation.objects.get(kind="governance.close").state == "OPEN"
    every_day(at=AT)
    assert Obligation.objects.get(kind="governance.close").state == "MET"
    assert not Decision.objects.filter(state="OPEN").exists()


def test_6_4_2_nobody_is_admitted_whose_criteria_are_not_found_to_be_met():
    terms = committee(5)
    application = make.with_committee()
    joining.record_finding(HAND, application, "C", "NOT_MET", "A case is pending.", at=AT)
    (decision,) = put(application)
    assert cast_all(decision, terms, "YYYYY").state == "OPEN"
    assert not Participation.objects.exists()
    with pytest.raises(CannotNow, match="criterion c"):
        decisions.close(staff(), decision, reasons="", public_text="", at=AT)
    joining.record_finding(HAND, application, "C", "MET", "The case was dropped.", at=AT)
    decisions.close(staff(), decision, reasons="", public_text="", at=AT)
    assert Participation.objects.exists()


def test_the_pipeline_tells_how_many_of_those_who_may_have_voted():
    terms = committee(5)
    application = make.with_committee(roles=("PROCURING", "COORDINATING"))
    first, second = put(application)
    cast_all(first, terms, "YN---")
    decisions.recuse(staff(), second, second.electors.first().organization_id, "Interest.", at=AT)
    rows = queries.applications_asked(staff(), stage="COMMITTEE")
    (line,) = queries.pipeline_rows(staff(), rows, AT.date())
    assert sorted(line.votes) == ["Coordinating organisation: 2 of 5", "Procuring organisation: 0 of 4"]
    assert (line.stage, line.left) == ("COMMITTEE", "31 days left")
