"""Pact 2.1.3 and 2.1.4: what is in doubt about an application is decided before the application is."""

from datetime import date

import pytest

from governance import access
from governance.actions import applications, decisions, doubts, every_day
from governance.models import Decision, Matter
from governance.public import decisions as decided
from governance.queries import applications as queries
from pact.access import Actor, CannotNow, Refused
from pact.audit.models import Event
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from participants.actions import applications as joining
from participants.actions.roles import support_instead
from participants.models import Participation
from tests.governance.make import AT, HAND, cast_all, committee, member, staff
from tests.participants import make

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 28)
UNSURE = {"eligibility": {"legal_kind": "PRIVATE_COMPANY", "owned_by_ict": "UNSURE", "explanation": "A shareholder."}}
LIBRARY = {"eligibility": {"legal_kind": "OTHER_PUBLIC"}}
BOTH = {"roles": ("PROCURING", "COORDINATING")}


def found(**changes):
    """An application as received, with three findings."""
    application = make.received(**changes)
    for criterion in "ABC":
        joining.record_finding(HAND, application, criterion, "MET", "Seen.", at=AT)
    return application


def asked(application, about="CONFLICT") -> Decision:
    return doubts.ask(staff(), application, about, "A shareholder sells devices.", closes_on=DAY, at=AT)


def put(application):
    return applications.put_to_vote(staff(), application, closes_on=DAY, at=AT)


def answered(decision, terms, votes: str, reasons="It is owned by a seller."):
    if cast_all(decision, terms, votes).state == "OPEN":
        decisions.close(staff(), decision, reasons=reasons, public_text="", at=AT)
    decision.refresh_from_db()
    return decision


def test_2_1_4_an_application_in_doubt_is_not_voted_on():
    committee(5)
    application = found(**UNSURE)
    assert application.screening.outcome == "DOUBT"
    with pytest.raises(CannotNow, match=r"Put the doubt .* to the Steering Committee first \(Pact 2\.1\.4\)"):
        put(application)
    assert not Matter.objects.exists()


def test_2_1_4_the_committee_reads_answers_and_evidence_and_the_public_nothing():
    terms = committee(5)
    application = found(**UNSURE)
    decision = asked(application)
    assert (decision.kind, decision.clause) == ("APPLICATION_DOUBT", "2.1.4")
    for words in ("A shareholder sells devices.", "owns one: not sure", "A shareholder."):
        assert words in decision.matter.summary
    file = queries.file_of(member(terms[0]), decision.matter)
    assert ("Is owned by such a company, or owns one", "not sure") in file.answers
    assert answered(decision, terms, "YYYYY").public_text == ""
    assert decided() == []


def test_2_1_4_yes_settles_the_doubt_with_its_number_and_opens_the_way_to_the_vote():
    terms = committee(5)
    application = found(**UNSURE)
    decision = answered(asked(application), terms, "YYYYN")
    application.refresh_from_db()
    screening = application.screening
    assert (screening.outcome, screening.decision_number) == ("CLEAR", decision.number)
    assert screening.valid_until == date(2028, 3, 1)
    assert application.state == "RECEIVED"
    (vote,) = put(application)
    answered(vote, terms, "YYYYY")
    participation = Participation.objects.get()
    assert participation.screening == screening
    assert participation.screening.organization == participation.organization


def test_2_1_4_no_refuses_every_role_with_number_and_reasons_and_offers_the_letter_of_support():
    terms = committee(5)
    application = found(**UNSURE)
    decision = answered(asked(application), terms, "NNNNY")
    application.refresh_from_db()
    assert application.state == "DECIDED"
    (role,) = application.roles.all()
    assert (role.outcome, role.decision_number, role.reason) == ("REFUSED", decision.number, decision.reasons)
    assert application.screening.outcome == "CONFLICT"
    letter = OutboxMail.objects.get(kind="participants.application_refused")
    assert decision.number in letter.text
    assert decision.reasons in letter.text
    assert "Letter of Support" in letter.text
    assert not Participation.objects.exists()
    assert Obligation.objects.get(kind="participants.decision_due").state == "MET"
    with pytest.raises(CannotNow, match="changed meanwhile"):
        put(application)


def test_2_1_4_a_no_without_reasons_waits_for_them():
    terms = committee(5)
    application = found(**UNSURE)
    assert cast_all(asked(application), terms, "NNNNN").state == "OPEN"
    application.refresh_from_db()
    assert application.state == "RECEIVED"


def test_6_4_2_the_month_runs_on_while_the_committee_is_asked():
    committee(5)
    application = found(**UNSURE)
    before = application.decide_by
    asked(application)
    application.refresh_from_db()
    assert application.decide_by == before
    assert Obligation.objects.get(kind="participants.decision_due").state == "OPEN"


def test_the_question_is_put_once_by_the_secretariat_and_again_after_a_vote_without_quorum():
    terms = committee(5)
    application = found(**UNSURE)
    with pytest.raises(Refused):
        doubts.ask(member(terms[0]), application, "CONFLICT", "Well?", closes_on=DAY, at=AT)
    with pytest.raises(CannotNow, match="in a few words"):
        doubts.ask(staff(), application, "CONFLICT", " ", closes_on=DAY, at=AT)
    first = asked(application)
    with pytest.raises(CannotNow, match="open already"):
        asked(application)
    decisions.lapse(HAND, first, reasons="No quorum.", at=AT)
    assert asked(application).matter == first.matter
    assert access.SEE_VOTES.allows(member(terms[0]), first)


def test_2_1_4_who_is_not_in_doubt_is_not_asked_about():
    committee(5)
    with pytest.raises(CannotNow, match=r"settled already"):
        asked(found())
    assert not Matter.objects.exists()


def test_who_withdraws_is_not_asked_about_any_more():
    committee(5)
    application = found(**UNSURE)
    decision = asked(application)
    joining.withdraw(Actor.at_the_door(application.key), application, at=AT)
    every_day(at=AT)
    decision.refresh_from_db()
    assert (decision.state, decision.matter.state) == ("LAPSED", "WITHDRAWN")


def test_2_1_4_a_conflict_found_by_the_secretariat_closes_the_application_and_offers_the_letter_of_support():
    committee(5)
    application = found(**{"eligibility": {"legal_kind": "PRIVATE_COMPANY"}})
    joining.screen(HAND, application, "CONFLICT", "Its web shop sells laptops.", at=AT)
    application.refresh_from_db()
    assert application.state == "DECIDED"
    letter = OutboxMail.objects.get(kind="participants.application_turned_away")
    assert "Its web shop sells laptops." in letter.text
    assert "Letter of Support" in letter.text
    with pytest.raises(CannotNow):
        put(application)
    supporting = support_instead(application, at=AT)
    assert (supporting.kind, supporting.state) == ("SUPPORTER", "DRAFT")
    assert supporting.answers["organization"]["name"] == "Vestbygd kommune"
    assert supporting.answers["signatory"]["contact_email"] == application.contact_email


def test_2_1_4_of_a_public_body_only_the_committee_finds_a_conflict():
    application = found()
    with pytest.raises(CannotNow, match=r"Of a public body record a doubt.*2\.1\.4"):
        joining.screen(HAND, application, "CONFLICT", "It leases devices.", at=AT)


def test_2_1_4_a_doubt_that_comes_up_during_the_vote_keeps_it_from_admitting():
    terms = committee(5)
    application = found()
    (vote,) = put(application)
    joining.screen(HAND, application, "DOUBT", "A new owner.", at=AT)
    assert cast_all(vote, terms, "YYYYY").state == "OPEN"
    assert not Participation.objects.exists()
    with pytest.raises(CannotNow, match=r"not clear.*2\.1\.4"):
        decisions.close(staff(), vote, reasons="", public_text="", at=AT)
    application.refresh_from_db()
    answered(asked(application), terms, "YYYYY")
    decisions.close(staff(), vote, reasons="", public_text="", at=AT)
    assert Participation.objects.exists()


def test_2_1_4_a_conflict_that_comes_up_during_the_vote_ends_it():
    terms = committee(5)
    application = found(**{"eligibility": {"legal_kind": "PRIVATE_COMPANY"}})
    (vote,) = put(application)
    joining.screen(HAND, application, "CONFLICT", "It was bought by a maker.", at=AT)
    assert cast_all(vote, terms, "YYYYY").state == "OPEN"
    every_day(at=AT)
    vote.refresh_from_db()
    assert vote.state == "LAPSED"
    assert not Participation.objects.exists()


def test_2_1_3_a_body_that_is_no_government_coordinates_only_if_the_committee_agrees():
    terms = committee(5)
    application = found(roles=("COORDINATING",), **LIBRARY)
    with pytest.raises(CannotNow, match=r"may coordinate \(Pact 2\.1\.3\)"):
        put(application)
    decision = asked(application, "MAY-COORDINATE")
    assert (decision.kind, decision.clause) == ("COORDINATING_DOUBT", "2.1.3")
    answered(decision, terms, "YYYYY")
    (vote,) = put(application)
    answered(vote, terms, "YYYYY")
    assert Participation.objects.get().role == "COORDINATING"
    assert application.roles.get().allowed_number == decision.number


def test_2_1_3_a_no_refuses_the_coordinating_role_alone():
    terms = committee(5)
    application = found(**BOTH, **LIBRARY)
    (vote,) = put(application)
    assert vote.matter.subject_ref.endswith("/PROCURING")
    refused = answered(asked(application, "MAY-COORDINATE"), terms, "NNNNN", "It is no government.")
    answered(vote, terms, "YYYYY")
    application.refresh_from_db()
    assert [row.role for row in Participation.objects.all()] == ["PROCURING"]
    assert application.state == "DECIDED"
    assert application.roles.get(role="COORDINATING").decision_number == refused.number
    assert OutboxMail.objects.filter(kind="participants.application_refused").count() == 1


def test_2_1_3_a_no_that_comes_last_lets_the_other_role_in():
    terms = committee(5)
    application = found(**BOTH, **LIBRARY)
    (vote,) = put(application)
    answered(vote, terms, "YYYYY")
    assert not Participation.objects.exists()
    answered(asked(application, "MAY-COORDINATE"), terms, "NNNNN")
    assert [row.role for row in Participation.objects.all()] == ["PROCURING"]


def test_2_1_3_governments_are_not_asked_about():
    committee(5)
    with pytest.raises(CannotNow, match="no such question"):
        asked(found(roles=("COORDINATING",)), "MAY-COORDINATE")


def test_every_step_is_in_the_register_with_its_clause():
    terms = committee(5)
    application = found(**UNSURE)
    answered(asked(application), terms, "NNNNN")
    clauses = Event.objects.filter(verb__in=("participants.screening.asked", "participants.application.role_refused"))
    assert {event.clause for event in clauses} == {"2.1.4"}


def test_2_2_1_who_takes_part_already_is_not_offered_a_letter_of_support():
    terms = committee(5)
    taking_part = make.founder("Vestbygd library", legal_kind="OTHER_PUBLIC").organization
    application = found(roles=("COORDINATING",), **LIBRARY)
    joining.match(HAND, application, taking_part, at=AT)
    application.refresh_from_db()
    answered(asked(application, "MAY-COORDINATE"), terms, "NNNNN")
    application.refresh_from_db()
    assert application.state == "DECIDED"
    with pytest.raises(CannotNow, match=r"2\.2\.1"):
        support_instead(application, at=AT)
