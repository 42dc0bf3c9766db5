"""The pages of a case about ending a participation (Pact 6.6.2): Secretariat, organization, committee, the world."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from governance.actions import decisions, hearings, terminations
from governance.models import Decision, Hearing, TerminationCase
from pact.clock import now, today
from tests.governance.make import cast_all, committee, person, staff
from tests.participants import make
from tests.participants.conftest import signed_in
from tests.participants.test_recorded_letters import PDF

pytestmark = pytest.mark.django_db
FACTS = "No figures for three years."
LIST = "/secretariat/terminations/"
WEEKS = timedelta(days=21)


def words_of(day) -> str:
    return f"{day.day} {day:%B %Y}"


@pytest.fixture
def terms():
    return committee(5)


@pytest.fixture
def vestbygd(terms):
    return make.founder().organization


@pytest.fixture
def secretary(db) -> Client:
    return signed_in(person("sam@pact.example", role="SECRETARIAT"))


@pytest.fixture
def signatory(vestbygd) -> Client:
    return signed_in(person("sign@vestbygd.example", role="SIGNATORY", organization=vestbygd))


@pytest.fixture
def stranger(db) -> Client:
    elsewhere = make.founder("Elsewhere", country="NL").organization
    return signed_in(person("stan@elsewhere.example", role="SIGNATORY", organization=elsewhere))


def noticed(organization, at):
    case = terminations.open_case(staff(), organization, grounds="EFFORT", facts=FACTS, at=at)
    terminations.send_notice(staff(), case, "We consider ending it.", at=at)
    case.refresh_from_db()
    return case


def own(case) -> str:
    return f"/o/{case.organization.slug}/hearing/{case.ref}/"


def page(case) -> str:
    return f"{LIST}{case.ref}/"


def test_6_6_2_from_the_record_to_the_notice_step_by_step(secretary, vestbygd):
    assert "No case like that." in secretary.get(LIST).content.decode()
    record = secretary.get("/secretariat/organisations/vestbygd-kommune/").content.decode()
    new = "/secretariat/organisations/vestbygd-kommune/termination/"
    assert new in record
    wrong = secretary.post(new, {"grounds": "", "facts": FACTS})
    assert wrong.status_code == 422
    assert "Choose lack of integrity or lack of effort" in wrong.content.decode()
    assert FACTS in wrong.content.decode()
    opened = secretary.post(new, {"grounds": "EFFORT", "facts": FACTS}).url
    case = TerminationCase.objects.get()
    assert opened == page(case)
    early = {"notice": "Our words.", "answer_on": words_of(today() + timedelta(days=13))}
    refused = secretary.post(opened + "notice/", early)
    assert refused.status_code == 422
    assert "Our words." in refused.content.decode()
    assert "or later to answer" in refused.content.decode()
    assert "Our words." not in secretary.get(opened).content.decode()
    sent = secretary.post(opened + "notice/", {**early, "answer_on": words_of(today() + timedelta(days=14))})
    assert sent.url == opened
    shown = secretary.get(opened).content.decode()
    for words in ("14 days left to answer", "Our words.", "Notice sent", "6.6.2", "Fix the day of a hearing"):
        assert words in shown
    listed = secretary.get(LIST + "?words=vestbygd").content.decode()
    assert "T-" in listed
    assert "14 days left to answer" in listed
    assert "No case like that." in secretary.get(LIST + "?show=closed").content.decode()
    tab = secretary.get("/secretariat/organisations/vestbygd-kommune/decisions/").content.decode()
    assert page(case) in tab


def test_6_6_2_the_organization_reads_and_answers_and_nothing_typed_is_lost(signatory, vestbygd):
    case = noticed(vestbygd, now())
    shown = signatory.get(own(case)).content.decode()
    assert FACTS in shown
    assert "We consider ending it." in shown
    empty = signatory.post(own(case) + "answer/", {"how": "WRITING", "statement": ""})
    assert empty.status_code == 422
    assert "Write the statement, or add it as a PDF below" in empty.content.decode()
    typed = signatory.post(own(case) + "answer/", {"how": "", "statement": "In May."})
    assert "In May." in typed.content.decode()
    paper = SimpleUploadedFile("ours.pdf", PDF, "application/pdf")
    given = {"how": "WRITING", "statement": "In May.", "scan": paper}
    assert signatory.post(own(case) + "answer/", given).url == own(case)
    assert b"".join(signatory.get(own(case) + "statement.pdf").streaming_content) == PDF
    assert signatory.post(own(case) + "answer/", {"how": "CALL", "statement": "In May."}).url == own(case)
    assert Hearing.objects.get().way == "CALL"


def test_another_organization_finds_nothing_and_colleagues_without_power_only_read(vestbygd, stranger, terms):
    case = noticed(vestbygd, now())
    member = signed_in(terms[0].user)
    for client in (stranger, member):
        for address in (own(case), own(case) + "statement.pdf"):
            assert client.get(address).status_code == 404
    assert stranger.get(page(case)).status_code in (403, 404)
    assert stranger.get(LIST).status_code == 403
    viewer = signed_in(person("vera@vestbygd.example", role="VIEWER", organization=vestbygd))
    assert "People who sign for your organisation" in viewer.get(own(case)).content.decode()
    assert viewer.post(own(case) + "answer/", {"how": "DECLINE"}).status_code == 403


def test_before_the_notice_neither_the_organization_nor_the_committee_reads_it(vestbygd, signatory, terms):
    case = terminations.open_case(staff(), vestbygd, grounds="EFFORT", facts=FACTS, at=now())
    assert signatory.get(own(case)).status_code == 404
    assert signed_in(terms[0].user).get(page(case)).status_code == 404


def test_6_6_2_a_hearing_is_planned_and_recorded(secretary, vestbygd):
    case = noticed(vestbygd, now() - timedelta(days=3))
    wrong = {"way": "CALL", "day": words_of(today() - timedelta(days=1)), "hour": "14:30"}
    assert "still to come" in secretary.post(page(case) + "hearing/", wrong).content.decode()
    right = {**wrong, "day": words_of(today() + timedelta(days=3))}
    assert secretary.post(page(case) + "hearing/", right).url == page(case)
    held = {"way": "CALL", "held_on": words_of(today() + timedelta(days=1)), "words": "They report in May."}
    assert "today or earlier" in secretary.post(page(case) + "held/", held).content.decode()
    held["held_on"] = words_of(today())
    assert secretary.post(page(case) + "held/", held).url == page(case)
    assert "They report in May." in secretary.get(page(case)).content.decode()
    assert secretary.get(page(case) + "held/").status_code == 200


def test_6_6_2_members_read_the_file_beside_the_ballot_and_the_world_reads_the_short_text_alone(
    secretary, vestbygd, terms, signatory
):
    then = now() - WEEKS
    case = noticed(vestbygd, then)
    early = secretary.post(page(case) + "committee/", wanted())
    assert early.status_code == 409
    hearings.run_out(at=now())
    decision_page = secretary.post(page(case) + "committee/", wanted()).url
    decision = Decision.objects.get()
    member = signed_in(terms[0].user)
    shown = member.get(decision_page).content.decode()
    for words in (FACTS, "We consider ending it.", "not answered", "We recommend to end it.", "SHA-256"):
        assert words in shown
    assert member.get(f"/committee/matters/{decision.matter.ref}/").url == page(case)
    assert "The file" in member.get(page(case)).content.decode()
    assert secretary.post(f"/committee/decisions/{decision.ref}/cast/", {"choice": "YES"}).status_code == 403
    cast_all(decision, terms, "YYYYY", at=now())
    world = Client()
    notices = world.get("/notices/").content.decode()
    for words in ("Ended by the Steering Committee", "Lack of effort, no more.", decision.number or "SC-", "6.6.2"):
        assert words in notices
    everywhere = notices + world.get("/about/governance/").content.decode()
    assert FACTS not in everywhere
    assert "We consider" not in everywhere
    after = signatory.get(own(case)).content.decode()
    assert "Lack of effort, no more." in after
    assert FACTS in after
    assert signatory.post(own(case) + "answer/", {"how": "CALL"}).status_code == 403


def wanted() -> dict:
    return {
        "summary": "We recommend to end it.", "public_text": "Lack of effort, no more.", "ends_on": "",
        "closes_on": words_of(today() + timedelta(days=10)),
    }  # fmt: skip


def test_6_6_2_a_refusal_is_published_nowhere(vestbygd, terms):
    case = noticed(vestbygd, now() - WEEKS)
    hearings.run_out(at=now())
    facts = {"summary": "End it.", "public_text": "Lack.", "closes_on": today() + timedelta(days=9)}
    decision = terminations.put(staff(), case, at=now(), **facts)
    cast_all(decision, terms, "NNNNN", at=now())
    decisions.close(staff(), decision, reasons="They came.", public_text="", at=now())
    world = Client()
    assert "Ended by the Steering Committee" not in world.get("/notices/").content.decode()
    assert "Vestbygd" not in world.get("/about/governance/").content.decode()


def test_the_secretariat_closes_a_case_with_a_reason(secretary, vestbygd, signatory):
    case = noticed(vestbygd, now())
    assert "Say why the case is closed" in secretary.post(page(case) + "end-without/", {"reason": ""}).content.decode()
    assert secretary.post(page(case) + "end-without/", {"reason": "The figures came."}).url == page(case)
    assert "The figures came." in signatory.get(own(case)).content.decode()


def test_the_list_asks_the_same_number_of_questions_for_one_case_and_for_ten(
    secretary, terms, django_assert_max_num_queries
):
    for number in range(10):
        noticed(make.founder(f"City {number}", country="NL").organization, now())
    with django_assert_max_num_queries(14):
        assert secretary.get(LIST).content.decode().count("days left to answer") == 10
