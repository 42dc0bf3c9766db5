"""Pact 2.1.4: no way round the door, not by paper, by a changed answer, by hand or by raw SQL."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from pact.access import Actor, CannotNow, scope
from participants.actions import applications, entering, paper, screenings
from participants.forms.reviewing import PaperForm
from participants.models import Organization, Participation, Screening
from participants.rules import CONFLICT_QUESTIONS
from tests.participants import make

pytestmark = pytest.mark.django_db
AT, HAND = make.AT, make.HAND
CLEAR = dict.fromkeys(CONFLICT_QUESTIONS, "NO")
FROM = "from participants_screening where id ="
SELLS = {**CLEAR, "sells_ict": "YES"}


def screened(organization, answers=CLEAR, purpose="PARTICIPATION"):
    return screenings.screen_organization(HAND, organization, purpose, answers, evidence="Seen.", at=AT)


def execute(sql: str, values=()) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


COPY = (
    "insert into participants_participation (ref, organization_id, role, state, signature_id, text_id, period, "
    "approved_at, decision_number, founding, end_kind, screening_id) select %s, {organization}, 'COORDINATING', state, "
    "signature_id, text_id, period, approved_at, 'SC-2027-999', {founding}, '', {screening} "
    "from participants_participation limit 1"
)


def forge(screening: str = "null", organization: str = "organization_id", founding: str = "false") -> None:
    execute(COPY.format(screening=screening, organization=organization, founding=founding), ["forged"])


def test_2_1_4_raw_sql_enters_nobody_without_a_clear_screening_of_his_own():
    make.founder()
    reseller = make.organization("Reseller", legal_kind="PRIVATE_COMPANY")
    conflict, doubt = screened(reseller, SELLS), screened(reseller, {**CLEAR, "owned_by_ict": "UNSURE"})
    other = screened(make.organization("Somebody else"))
    interest = screenings.write(HAND, "VOTE", {}, outcome="CLEAR", evidence="x", organization=reseller, at=AT)
    for screening in ("null", conflict.pk, doubt.pk, other.pk, interest.pk):
        with pytest.raises(IntegrityError, match="screened"):
            forge(str(screening), organization=str(reseller.pk))
    forge(str(screened(reseller).pk), organization=str(reseller.pk))
    assert Participation.objects.get(organization=reseller).decision_number == "SC-2027-999"


def test_2_1_4_a_participation_keeps_its_screening():
    make.founder()
    one = make.organization("One")
    forge(str(screened(one).pk), organization=str(one.pk))
    for change in ("screening_id = null", f"organization_id = {make.organization('Two').pk}"):
        with pytest.raises(IntegrityError):
            execute(f"update participants_participation set {change} where decision_number = 'SC-2027-999'")


@pytest.mark.parametrize(
    "change",
    [
        "outcome = 'CLEAR'",
        "outcome = 'CLEAR', decision_number = ''",
        "answers = '{}'",
        "evidence = 'nothing'",
        "purpose = 'MEMBERSHIP'",
        "organization_id = null",
    ],
)
def test_2_1_4_what_a_screening_found_is_not_rewritten(change):
    row = screened(make.organization("Reseller", legal_kind="PRIVATE_COMPANY"), SELLS)
    for sql in (
        f"update participants_screening set {change} where id = {row.pk}",
        "delete from participants_screening",
    ):
        with pytest.raises(DatabaseError, match=r"2\.1\.4"):
            execute(sql)


def test_2_1_4_only_a_decision_settles_a_doubt_and_only_once():
    row = screened(make.organization("Repairer"), {**CLEAR, "owned_by_ict": "UNSURE"})
    with pytest.raises(DatabaseError, match="only a doubt is settled"):
        execute(f"update participants_screening set outcome = 'CLEAR' where id = {row.pk}")
    screenings.settle_doubt(HAND, row, "SC-2027-001", clear=False, at=AT)
    with pytest.raises(DatabaseError, match="only a doubt is settled"), transaction.atomic():
        screenings.settle_doubt(HAND, row, "SC-2027-002", at=AT)


def test_2_1_4_the_entry_itself_takes_no_signature_without_a_screening():
    founded = make.founder()
    signature = make.received().roles.get().signature
    with pytest.raises(IntegrityError, match="screened"), transaction.atomic():
        entering.enter(HAND, founded.organization, signature, at=AT, decision_number="SC-2027-001")


def test_2_1_4_an_application_with_a_conflict_is_not_received():
    application = make.signed(make.draft(eligibility={"legal_kind": "PRIVATE_COMPANY", "sells_ict": "YES"}))
    with pytest.raises(CannotNow, match=r"It can support the Pact"):
        applications.send(application, at=AT)
    assert not Screening.objects.exists()


def test_2_1_4_on_paper_the_same_questions_are_asked():
    make.text()
    form = PaperForm(
        {"part": "PROCURING", "name": "Reseller", "legal_kind": "PRIVATE_COMPANY", "country": "NO",
         "conflict": "UNSURE", "received_on": "2027-02-26", "signed_on": "2027-02-25",
         "signer_name": "S", "signer_title": "T",
         "contact_name": "C", "contact_email": "c@reseller.example"}
    )  # fmt: skip
    assert form.is_valid(), form.errors
    doubted = paper.record_paper(HAND, form.answers(), received_on=AT.date(), signed_on=AT.date(), at=AT)
    assert doubted.screening.outcome == "DOUBT"
    answers = form.answers()
    answers["eligibility"]["makes_ict"] = "YES"
    with pytest.raises(CannotNow, match="cannot take part"), transaction.atomic():
        paper.record_paper(HAND, answers, received_on=AT.date(), signed_on=AT.date(), at=AT)


def test_2_1_4_an_answer_left_from_another_way_does_not_make_a_company_public():
    """Begun as a supporter that calls itself a municipality, sent as a company that sells ICT."""
    application = make.draft(
        eligibility={"legal_kind": "PRIVATE_COMPANY", "sells_ict": "YES"},
        organization={"legal_kind": "LOCAL_GOVERNMENT"},
    )
    with pytest.raises(CannotNow, match="cannot take part"):
        applications.send(make.signed(application), at=AT)


def test_2_1_4_answers_are_not_changed_after_they_were_screened():
    application = make.received(eligibility={"legal_kind": "PRIVATE_COMPANY", "owned_by_ict": "UNSURE"})
    door = Actor.at_the_door(application.key)
    with scope.entered(door), pytest.raises(CannotNow, match="cannot be changed"):
        applications.save_step(application, "eligibility", {**CLEAR, "legal_kind": "AGENCY"}, at=AT)
    application.refresh_from_db()
    assert application.screening.answers["owned_by_ict"] == "UNSURE"


def test_2_1_4_a_screening_of_another_organization_opens_no_vote():
    application = make.received()
    one, other = make.organization("One"), make.organization("Other")
    applications.match(HAND, application, one, at=AT)
    application.refresh_from_db()
    applications.screen(HAND, application, "CLEAR", "Register read.", at=AT)
    applications.match(HAND, application, other, at=AT)
    for criterion in "ABC":
        applications.record_finding(HAND, application, criterion, "MET", "Seen.", at=AT)
    with pytest.raises(CannotNow, match=r"none is about this organisation \(2\.1\.4\)"):
        applications.mark_with_committee(HAND, application, at=AT + timedelta(hours=1))


def test_2_1_4_the_management_commands_let_nobody_in():
    make.organization("Reseller", legal_kind="PRIVATE_COMPANY")
    call_command("relist")
    assert not Participation.objects.exists()
    assert Organization.objects.get().listing.since is None
