"""Ending a participation by the committee, only after a hearing (Pact 6.6.2; register I-21)."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from governance.actions import decisions, every_day, hearings, terminations
from governance.models import Decision, Hearing, Matter, TerminationCase
from governance.queries import terminations as queries
from pact.access import CannotNow, Refused, scope
from pact.deadlines.models import Obligation
from pact.deadlines.sweeping import sweep
from pact.mail.models import OutboxMail
from pact.rulebook.actions import set_rule
from participants.access import actor_for
from participants.actions import participations
from participants.models import Participation
from tests.governance.make import AT, HAND, cast_all, committee, person, staff
from tests.participants import make
from tests.participants.test_recorded_letters import PDF

pytestmark = pytest.mark.django_db
FACTS = "No figures for three years, no answer to five letters."
DAY = timedelta(days=1)
RUN_OUT = AT + 15 * DAY
PUBLIC = "The participation was ended for lack of effort."


@pytest.fixture
def terms():
    return committee(5)


@pytest.fixture
def vestbygd(terms):
    organization = make.founder().organization
    person("sign@vestbygd.example", role="SIGNATORY", organization=organization)
    return organization


def signatory(at=AT):
    return actor_for(person("sign@vestbygd.example"), at=at)


def opened(organization, at=AT, **facts):
    return terminations.open_case(staff(), organization, **{"grounds": "EFFORT", "facts": FACTS, **facts}, at=at)


def noticed(organization, at=AT):
    case = opened(organization, at)
    terminations.send_notice(staff(), case, "We consider ending your participation.", at=at)
    case.refresh_from_db()
    return case


def say(case, how="WRITING", statement="We send them in May.", at=AT + DAY, **facts):
    actor = signatory(at)
    with scope.entered(actor):
        return hearings.answer(actor, case, how, statement, at=at, **facts)


def put(case, at=RUN_OUT, **facts):
    wanted = {"summary": "End it.", "public_text": PUBLIC, "closes_on": (at + 10 * DAY).date(), **facts}
    return terminations.put(staff(), case, at=at, **wanted)


def with_committee(organization, at=RUN_OUT, **facts):
    case = noticed(organization)
    hearings.run_out(at=at)
    case.refresh_from_db()
    return case, put(case, at, **facts)


def raw(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def letters(kind):
    return OutboxMail.objects.filter(kind=f"governance.{kind}")


# Opening


def test_6_6_2_cases_are_numbered_by_year_and_there_is_one_open_at_a_time(vestbygd):
    case = opened(vestbygd)
    assert (case.number, case.state) == ("T-2027-01", "OPENED")
    with pytest.raises(CannotNow, match="an open case"):
        opened(vestbygd)
    other = make.founder("Elsewhere", country="NL").organization
    assert opened(other).number == "T-2027-02"
    assert Obligation.objects.filter(kind="governance.case_step", workspace="SECRETARIAT", state="OPEN").count() == 2


def test_i_21_the_software_never_opens_a_case_and_nobody_but_the_secretariat_does(vestbygd):
    for actor in (HAND, signatory()):
        with pytest.raises(Refused):
            terminations.open_case(actor, vestbygd, grounds="EFFORT", facts=FACTS, at=AT)
    every_day(at=AT + 700 * DAY)
    assert not TerminationCase.objects.exists()


@pytest.mark.parametrize(
    ("facts", "words"),
    [({"grounds": "DISLIKE"}, "grounds"), ({"facts": " "}, "facts")],
)
def test_6_6_2_only_on_reasonable_grounds(vestbygd, facts, words):
    with pytest.raises(CannotNow, match=words):
        opened(vestbygd, **facts)


def test_6_6_2_only_about_those_who_take_part_or_support(terms):
    with pytest.raises(CannotNow, match="those who take part or support"):
        opened(make.organization("Passer-by"))
    assert opened(make.founder("Friends", "SUPPORTER", legal_kind="NON_PROFIT").organization)


def test_6_6_2_the_organization_reads_it_only_from_the_notice_on(vestbygd):
    case = opened(vestbygd)
    assert not queries.own_cases(signatory()).exists()
    terminations.send_notice(staff(), case, "We consider it.", at=AT)
    assert queries.own_cases(signatory()).get() == case


# The invitation


def test_6_6_2_the_invitation_runs_fourteen_days_or_longer_never_shorter(vestbygd):
    case = opened(vestbygd)
    with pytest.raises(CannotNow, match=r"until 15 March 2027 or later.*6\.6\.2"):
        terminations.send_notice(staff(), case, "Words.", answer_on=date(2027, 3, 14), at=AT)
    with pytest.raises(CannotNow, match="Write the notice"):
        terminations.send_notice(staff(), case, " ", at=AT)
    hearing = terminations.send_notice(staff(), case, "Words.", at=AT)
    assert hearing.answer_by.isoformat() == "2027-03-15T22:59:59.999000+00:00"
    with pytest.raises(DatabaseError, match="no sooner than the rule book"):
        raw("update governance_hearing set answer_by = invited_at + interval '13 days' where id = %s", hearing.pk)


def test_6_6_2_the_days_are_those_of_the_rule_book(vestbygd):
    words = {"clause": "6.6.2", "sentence": "It runs out.", "source": "test"}
    set_rule("hearing.answer_within", 21, valid_from=AT.date(), **words)
    hearing = terminations.send_notice(staff(), opened(vestbygd), "Words.", at=AT)
    assert hearing.answer_by.date() == date(2027, 3, 22)


def test_m34_letters_and_reminders_go_to_those_who_sign_and_manage_until_they_answer(vestbygd):
    person("edit@vestbygd.example", role="EDITOR", organization=vestbygd)
    person("run@vestbygd.example", role="MANAGER", organization=vestbygd)
    case = noticed(vestbygd)
    expected = {"sign@vestbygd.example", "run@vestbygd.example"}
    assert set(letters("hearing_invited").values_list("to", flat=True)) == expected
    sweep(at=AT + 8 * DAY)
    assert set(letters("hearing_reminder").values_list("to", flat=True)) == expected
    say(case, at=AT + 9 * DAY)
    sweep(at=AT + 14 * DAY)
    assert letters("hearing_reminder").count() == 2
    assert letters("hearing_answered").get().to == "jonas@pact.example"


# Being heard


def test_6_6_2_a_statement_can_be_changed_until_the_invitation_runs_out_and_is_then_the_hearing(vestbygd):
    case = noticed(vestbygd)
    say(case)
    say(case, statement="We send them in April.", at=AT + 2 * DAY)
    assert hearings.run_out(at=AT + 3 * DAY) == 0
    assert hearings.run_out(at=RUN_OUT) == 1
    hearing = Hearing.objects.get()
    told = (hearing.outcome, hearing.way, hearing.statement, hearing.held_on)
    assert told == ("HELD", "WRITING", "We send them in April.", date(2027, 3, 3))
    with pytest.raises(CannotNow, match="changed meanwhile"):
        say(case, at=RUN_OUT)


def test_6_6_2_a_pdf_is_a_statement_and_the_committee_can_read_it(vestbygd):
    case = noticed(vestbygd)
    with pytest.raises(CannotNow, match="add it as a PDF"):
        say(case, statement=" ")
    hearing = say(case, statement="", scan=SimpleUploadedFile("ours.pdf", PDF, "application/pdf"))
    assert (hearing.statement_file.for_committee, hearing.statement_file.organization_id) == (True, vestbygd.pk)
    hearings.run_out(at=RUN_OUT)
    assert "see the statement" in Hearing.objects.get().record


def test_6_6_2_who_asks_for_a_meeting_is_waited_for(vestbygd):
    case = noticed(vestbygd)
    say(case, "CALL", "")
    assert hearings.run_out(at=RUN_OUT + 30 * DAY) == 0
    hearings.plan(staff(), case, "MEETING", RUN_OUT + 5 * DAY, at=RUN_OUT)
    say(case, "MEETING", "Beforehand in writing.", at=RUN_OUT + DAY)
    held = {"way": "MEETING", "held_on": (RUN_OUT + 5 * DAY).date(), "at": RUN_OUT + 6 * DAY}
    with pytest.raises(CannotNow, match="Write down what was said"):
        hearings.hold(staff(), case, words=" ", **held)
    with pytest.raises(CannotNow, match="after the invitation, and today or earlier"):
        hearings.hold(staff(), case, words="x", **{**held, "held_on": date(2028, 1, 1)})
    hearing = hearings.hold(staff(), case, words="They will report by May.", **held)
    case.refresh_from_db()
    assert (hearing.outcome, case.state) == ("HELD", "HEARD")
    assert {row.kind for row in OutboxMail.objects.filter(about_ref=case.ref)} >= {
        "governance.hearing_planned", "governance.hearing_recorded"
    }  # fmt: skip


def test_6_6_2_who_declines_is_heard_at_once(vestbygd):
    case = noticed(vestbygd)
    say(case, "DECLINE", "")
    case.refresh_from_db()
    assert (case.state, case.hearing.outcome) == ("HEARD", "DECLINED")


def test_6_6_2_only_those_who_sign_or_manage_answer(vestbygd):
    case = noticed(vestbygd)
    editor = actor_for(person("edit@vestbygd.example", role="EDITOR", organization=vestbygd), at=AT)
    for actor in (editor, staff()):
        with pytest.raises(Refused):
            hearings.answer(actor, case, "WRITING", "x", at=AT)


def test_6_6_2_unanswered_only_after_the_invitation_ran_out(vestbygd):
    case = noticed(vestbygd)
    answer_by = case.hearing.answer_by
    assert hearings.run_out(at=answer_by) == 0
    with pytest.raises(DatabaseError, match="hearing_waited"):
        raw(
            "update governance_hearing set outcome = 'UNANSWERED', settled_at = answer_by - interval '1 second' "
            "where case_id = %s",
            case.pk,
        )
    every_day(at=answer_by + timedelta(milliseconds=1))
    every_day(at=answer_by + DAY)
    case.refresh_from_db()
    assert (case.state, Hearing.objects.get().outcome) == ("HEARD", "UNANSWERED")
    with pytest.raises(CannotNow):
        say(case, at=answer_by + DAY)


def test_an_answer_after_the_last_moment_is_refused_with_the_day(vestbygd):
    case = noticed(vestbygd)
    with pytest.raises(CannotNow, match=r"ran out on 15 March 2027 \(Pact 6\.6\.2\)"):
        say(case, at=case.hearing.answer_by + timedelta(milliseconds=1))


# The decision


def test_6_6_2_nothing_is_decided_before_a_hearing_in_words_and_in_the_database(vestbygd):
    case = noticed(vestbygd)
    with pytest.raises(CannotNow, match="it is noticed now"):
        put(case, AT)
    for state in ("HEARD", "WITH_COMMITTEE", "ENDED"):
        with pytest.raises(DatabaseError, match=r"only after a hearing \(6\.6\.2\)"):
            raw("update governance_terminationcase set state = %s where id = %s", state, case.pk)
    assert not Matter.objects.exists()


def test_6_6_2_the_own_member_and_those_above_and_below_are_left_out(terms):
    ministry = terms[1].organization
    child = make.founder("Agency", legal_kind="AGENCY", parent=ministry).organization
    terms[2].organization.parent = child
    terms[2].organization.save()
    _case, decision = with_committee(child)
    out = set(decision.electors.filter(recused=True).values_list("organization_id", flat=True))
    assert out == {ministry.pk, terms[2].organization_id}
    with pytest.raises(Refused):
        decisions.cast(staff(), decision, "YES", "", at=RUN_OUT)


def test_6_6_2_adopted_ends_every_role_on_the_day_of_the_decision(vestbygd, terms):
    case, decision = with_committee(vestbygd)
    assert (decision.question, len(decision.subject_sha256)) == ("End the participation of Vestbygd kommune?", 64)
    cast_all(decision, terms, "YYYYY", at=RUN_OUT)
    case.refresh_from_db()
    role = Participation.objects.get(organization=vestbygd)
    assert (case.state, case.ends_on, case.decision.number) == ("ENDED", RUN_OUT.date(), "SC-2027-001")
    assert (role.state, role.end_kind, role.period.upper) == ("ENDED", "TERMINATED", RUN_OUT.date())
    letter = letters("case_ended").get()
    assert FACTS in letter.text
    assert "SC-2027-001" in letter.text
    later = signatory(RUN_OUT)
    assert queries.own_cases(later).get() == case, "who was ended still reads its own case"


def test_6_6_2_or_on_a_later_day_that_was_named_whatever_notice_was_given(vestbygd, terms):
    role = Participation.objects.get(organization=vestbygd)
    participations.give_notice(HAND, role, "We leave.", date(2027, 12, 31), at=AT)
    with pytest.raises(CannotNow, match="still to come"):
        with_committee(vestbygd, ends_on=AT.date())
    case = TerminationCase.objects.get()
    decision = put(case, ends_on=date(2027, 6, 30))
    cast_all(decision, terms, "YYYYY", at=RUN_OUT)
    role.refresh_from_db()
    assert (role.state, role.end_kind, role.period.upper) == ("ENDING", "TERMINATED", date(2027, 6, 30))
    with pytest.raises(CannotNow, match=r"cannot be withdrawn any more \(Pact 6\.6\.2\)"):
        participations.withdraw_notice(HAND, role, at=RUN_OUT)
    participations.end_due(at=AT.replace(month=6, day=30))
    role.refresh_from_db()
    assert role.state == "ENDED"


def test_6_6_2_a_letter_of_support_is_ended_as_well(terms):
    friend = make.founder("Friends", "SUPPORTER", legal_kind="NON_PROFIT").organization
    _case, decision = with_committee(friend)
    assert decision.question == "End the support of Friends?"
    cast_all(decision, terms, "YYYYN", at=RUN_OUT)
    letter = friend.support_letters.get()
    assert (letter.state, letter.end_kind) == ("ENDED", "TERMINATED")


def test_6_6_2_a_no_closes_the_case_and_publishes_nothing(vestbygd, terms):
    case, decision = with_committee(vestbygd)
    cast_all(decision, terms, "NNNNY", at=RUN_OUT)
    decisions.close(staff(), decision, reasons="The figures have come.", public_text="", at=RUN_OUT)
    case.refresh_from_db()
    decision.refresh_from_db()
    assert (case.state, case.why_closed, decision.public_text) == ("CLOSED", "The figures have come.", "")
    assert Participation.objects.get(organization=vestbygd).state == "ACTIVE"
    assert "The figures have come." in letters("case_closed").get().text


def test_a_file_that_was_changed_after_it_was_put_is_not_decided_on(vestbygd, terms):
    case, decision = with_committee(vestbygd)
    TerminationCase.objects.filter(pk=case.pk).update(facts="Other facts.")
    cast_all(decision, terms, "YYYYY", at=RUN_OUT)
    decision.refresh_from_db()
    assert decision.state == "OPEN"
    with pytest.raises(CannotNow, match="changed after it was put"):
        decisions.close(staff(), decision, reasons="", public_text="", at=RUN_OUT)


def test_the_secretariat_closes_a_case_at_any_time_before_the_decision(vestbygd, terms):
    case = opened(vestbygd)
    with pytest.raises(CannotNow, match="Say why"):
        terminations.close(staff(), case, " ", at=AT)
    terminations.close(staff(), case, "Opened by mistake.", at=AT)
    assert not letters("case_closed").exists(), "who never had the notice hears nothing"
    case, decision = with_committee(vestbygd)
    terminations.close(staff(), case, "They reported.", at=RUN_OUT)
    decision.refresh_from_db()
    assert (decision.state, Matter.objects.get().state) == ("LAPSED", "WITHDRAWN")
    assert "They reported." in letters("case_closed").get().text


def test_who_left_the_pact_itself_is_not_ended_any_more(vestbygd, terms):
    case, _decision = with_committee(vestbygd)
    role = Participation.objects.get(organization=vestbygd)
    participations.give_notice(HAND, role, "We leave.", RUN_OUT.date(), at=RUN_OUT)
    every_day(at=RUN_OUT + DAY)
    case.refresh_from_db()
    assert (case.state, Decision.objects.get().state) == ("CLOSED", "LAPSED")
    assert "6.6.1" in case.why_closed
