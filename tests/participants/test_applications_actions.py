"""From the first word to the decision, by the actions: what holds whatever page calls them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from pact.access import Actor, CannotNow, Refused, scope
from pact.accounts.actions import ensure_user
from pact.audit.models import Event
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from participants import public
from participants.actions import applications, every_day, paper, participations, reviewing, signing
from participants.models import Application, Appointment, Participation, Signature, SupportLetter
from tests.participants.make import ANSWERS, AT, HAND, draft, founder, received, signed, text, with_committee

pytestmark = pytest.mark.django_db
YES = (True, "SC-2027-014", "")


def letters(kind: str) -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(kind=f"participants.{kind}").order_by("created_at", "to"))


def test_6_4_1_what_is_sent_gets_a_reference_a_receipt_and_the_day_of_the_decision():
    application = received()
    assert (application.ref, application.state, application.decide_by) == ("2027-001", "RECEIVED", date(2027, 4, 1))
    (letter,) = letters("application_received")
    assert letter.subject == "We have your application (2027-001). Decision by 1 April 2027"
    assert Obligation.objects.get(kind="participants.decision_due").subject_ref == "2027-001"
    assert [finding.finding for finding in application.findings.all()] == ["OPEN"] * 3


def test_the_day_of_receipt_is_the_secretariats():
    application = received(datetime(2027, 1, 30, 23, 30, tzinfo=UTC))  # half past midnight of the 31st in Amsterdam
    assert application.decide_by == date(2027, 2, 28)


def test_sending_twice_is_one_application():
    application = received()
    again = applications.send(application, at=AT + timedelta(minutes=1))
    assert (again.ref, again.received_at) == (application.ref, AT)
    assert len(letters("application_received")) == 1


def test_references_follow_each_other_within_the_year():
    assert [received().ref, received().ref, received(datetime(2028, 1, 2, tzinfo=UTC)).ref] == [
        "2027-001", "2027-002", "2028-001",
    ]  # fmt: skip


def test_what_is_not_signed_is_not_received():
    with pytest.raises(CannotNow, match="not signed"):
        applications.send(draft(), at=AT)


def test_2_1_4_an_application_with_a_conflict_never_becomes_a_participation():
    application = signed(draft(eligibility={"legal_kind": "PRIVATE_COMPANY", "sells_ict": "YES"}))
    with pytest.raises(CannotNow, match="support"):
        applications.send(application, at=AT)
    assert not Participation.objects.exists()


def test_p16_both_roles_have_two_signatures_with_the_text_and_its_hash():
    application = signed(draft(roles=("PROCURING", "COORDINATING")))
    rows = Signature.objects.filter(application_ref=application.key)
    assert {row.role for row in rows} == {"PROCURING", "COORDINATING"}
    assert {row.text_sha256 for row in rows} == {text().sha256}
    assert rows[0].evidence["method"] == "e-mailed code"


def test_a_wrong_code_does_not_sign_and_five_wrong_ones_end_it():
    application = draft()
    signing.send_code(application, at=AT)
    for _ in range(5):
        assert signing.sign_with_code(application, "000 000x", at=AT, evidence={}) is False
    with pytest.raises(CannotNow, match="too often"):
        signing.sign_with_code(application, "000 000", at=AT, evidence={})


def test_a_code_is_valid_for_thirty_minutes():
    application = draft()
    signing.send_code(application, at=AT)
    with pytest.raises(CannotNow, match="no longer valid"):
        signing.sign_with_code(application, "123456", at=AT + timedelta(minutes=30), evidence={})


def test_changing_the_name_after_signing_asks_for_a_new_signature():
    application = signed(draft())
    applications.save_step(application, "organization", {"name": "Another name", "country": "NO"}, at=AT)
    with pytest.raises(CannotNow, match="not signed"):
        applications.send(application, at=AT)
    assert Signature.objects.count() == 1


def test_somebody_else_signs_on_a_page_of_his_own_and_that_sends_it():
    other = {"who": "OTHER", "signer_name": "Ingrid", "signer_title": "Director", "signer_email": "ingrid@v.example"}
    application = draft(signatory=other)
    applications.save_step(application, "check", {"ready": "YES"}, at=AT)
    assert signing.ask_others(application, at=AT) == 1
    (letter,) = letters("please_sign")
    token = letter.text.split("/sign/")[1].split("/")[0]
    assert signing.request_of(application, "x" * 32) is None
    sent = signing.sign_with_token(signing.request_of(application, token), at=AT, evidence={})
    assert sent.state == "RECEIVED"
    assert Signature.objects.get().signer_name == "Ingrid"


def test_questions_do_not_stop_the_clock_and_the_answer_comes_back():
    application = received()
    question = applications.ask(_secretary(), application, "How many users?", at=AT)
    assert (application.state, application.decide_by) == ("QUESTION", date(2027, 4, 1))
    door = Actor.at_the_door(application.key)
    applications.answer(door, application, question, "About 3,200.", at=AT)
    assert application.state == "RECEIVED"
    with pytest.raises(CannotNow, match="already"):
        applications.answer(door, application, question, "Again", at=AT)


def test_a_question_without_answer_is_sent_once_more_after_seven_days():
    application = received()
    applications.ask(_secretary(), application, "How many users?", at=AT)
    for days in (6, 7, 8):
        reviewing.remind_of_questions(at=AT + timedelta(days=days))
    assert len(letters("application_question")) == 2


def test_only_the_applicant_withdraws_and_only_the_secretariat_asks():
    application = received()
    with pytest.raises(Refused):
        applications.withdraw(Actor.at_the_door("somebody-elses-key"), application, at=AT)
    with pytest.raises(Refused):
        applications.ask(Actor.at_the_door(application.key), application, "?", at=AT)
    applications.withdraw(Actor.at_the_door(application.key), application, at=AT)
    assert application.state == "WITHDRAWN"
    assert Obligation.objects.get(kind="participants.decision_due").state == "WAIVED"


def test_6_4_2_three_findings_before_the_committee_gets_it():
    application = received()
    with pytest.raises(CannotNow, match="three criteria"):
        applications.mark_with_committee(HAND, application, at=AT)
    with pytest.raises(CannotNow, match="rests on"):
        applications.record_finding(HAND, application, "A", "MET", "  ", at=AT)


def test_6_4_3_an_approved_application_is_public_with_people_powers_and_letters():
    application = with_committee()
    (made,) = participations.admit(HAND, application, decisions={"PROCURING": YES}, at=AT)
    profile = public.participant("vestbygd-kommune")
    assert (profile.card.roles, profile.roles[0].decision_number) == (("PROCURING",), "SC-2027-014")
    powers = Appointment.objects.filter(organization=made.organization).values_list("role", flat=True)
    assert sorted(powers) == ["EDITOR", "MANAGER", "SIGNATORY", "VOTER"]
    assert (application.state, application.organization) == ("DECIDED", made.organization)
    assert letters("welcome")[0].subject == "Welcome to the Pact: three things to do first"
    assert Obligation.objects.get(kind="participants.decision_due").state == "MET"
    assert Event.objects.filter(verb="participants.participation.begun").exists()


def test_a_member_of_the_committee_whose_vote_decides_carries_it_out_within_his_own_reach():
    application = with_committee()
    voter = ensure_user("maria@committee.example", name="Maria", at=AT)
    maria = Actor(user_id=voter.pk, name="Maria", committee=True)
    with scope.entered(maria):
        mine = Application.objects.visible_to(maria).get()
        participations.admit(maria, mine, decisions={"PROCURING": YES}, at=AT)
    application.refresh_from_db()
    assert application.state == "DECIDED"
    assert public.participants().items[0].name == "Vestbygd kommune"


def test_each_role_is_decided_by_itself():
    application = with_committee(roles=("PROCURING", "COORDINATING"))
    refused = (False, "SC-2027-015", "Not a government.")
    made = participations.admit(HAND, application, decisions={"PROCURING": YES, "COORDINATING": refused}, at=AT)
    assert [row.role for row in made] == ["PROCURING"]
    assert "Not a government." in letters("application_refused")[0].text


def test_a_refused_application_makes_nothing_public():
    application = with_committee()
    participations.admit(HAND, application, decisions={"PROCURING": (False, "SC-2027-014", "No.")}, at=AT)
    assert public.participants().items == ()
    assert not Participation.objects.exists()


def test_a_second_participation_in_the_same_role_is_refused_by_the_database():
    application = with_committee()
    application.organization = founder("Vestbygd kommune").organization
    application.save()
    with pytest.raises(Exception, match="participants_one_open_role"):
        participations.admit(HAND, application, decisions={"PROCURING": YES}, at=AT)


def test_2_2_a_letter_of_support_ends_when_its_organization_takes_part():
    application = with_committee(kind="SUPPORTER")
    (letter,) = participations.admit(HAND, application, decisions={"SUPPORTER": YES}, at=AT)
    assert [item["clause"] for item in letter.undertakings] == ["2.2.2.a", "2.2.2.b", "2.2.2.c"]
    assert public.supporters().items[0].roles == ("SUPPORTER",)
    later = AT + timedelta(days=90)
    second = with_committee(later)
    second.organization = letter.organization
    second.save()
    participations.admit(HAND, second, decisions={"PROCURING": YES}, at=later)
    assert SupportLetter.objects.get().state == "ENDED"
    assert public.participants().items[0].roles == ("PROCURING",)
    assert public.supporters().items == ()


def test_overdue_is_a_flag_that_wakes_and_never_an_approval():
    application = received()
    for day in (31, 32, 33):
        every_day(HAND, at=AT + timedelta(days=day))
    assert Obligation.objects.filter(kind="participants.decision_overdue").count() == 1
    application.refresh_from_db()
    assert application.state == "RECEIVED"


def test_paper_keeps_its_true_day_of_receipt():
    text()
    signatory = {**ANSWERS["signatory"], "signer_name": "Ingrid", "signer_title": "Director"}
    answers = {**ANSWERS, "signatory": signatory, "part": {"kind": "PARTICIPANT", "roles": ["PROCURING"]}}
    application = paper.record_paper(
        HAND, answers, received_on=date(2027, 1, 31), signed_on=date(2027, 1, 20), at=AT
    )  # fmt: skip
    assert (application.decide_by, application.channel) == (date(2027, 2, 28), "PAPER")
    assert Signature.objects.get().method == "PAPER"


def test_a_visitor_reaches_his_own_application_and_no_other():
    mine, other = draft(), draft()
    with scope.entered(Actor.at_the_door(mine.key)):
        assert [row.key for row in Application.objects.all()] == [mine.key]
        assert Application.objects.visible_to(Actor.at_the_door(mine.key)).get() == mine
        with connection.cursor() as cursor:
            cursor.execute("update participants_application set contact_name = 'x' where key = %s", [other.key])
            assert cursor.rowcount == 0
        applications.save_step(mine, "reach", {"users_served": "1"}, at=AT)
    with scope.entered(Actor()):
        assert not Application.objects.exists()


def _secretary() -> Actor:
    user = ensure_user("sec@pact.example", name="Sam", at=AT)
    return Actor(user_id=user.pk, name="Sam", secretariat=True)
