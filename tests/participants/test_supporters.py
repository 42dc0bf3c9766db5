"""Supporters (Pact 2.2): the letter and its hash, never both at once, what they tell, what is agreed with them."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from pact.access import CannotNow, Refused
from pact.access.actors import Actor
from pact.documents.facts import unpacked
from pact.documents.models import Document
from participants import public
from participants.actions import applications, entering, participations, supporters
from participants.models import Application, MarketingException, Participation, PromotionNote, SupportLetter
from tests.participants.conftest import person, signed_in
from tests.participants.make import ANSWERS, AT, HAND, draft, founder, organization, signed, text, with_committee

pytestmark = pytest.mark.django_db
DAY = AT.date()
YES = (True, "SC-2027-014", "")
PAGE = "/o/repair-alliance/support/"
STAFF = "/secretariat/supporters/repair-alliance/"


@pytest.fixture
def letter(db) -> SupportLetter:
    return founder("Repair Alliance", "SUPPORTER", legal_kind="NON_PROFIT", country="BE")


@pytest.fixture
def supporter(letter):
    """Somebody who may do everything for the supporter."""
    return signed_in(person("rita@repair.example", letter.organization, "MANAGER", "SIGNATORY", "EDITOR"))


def sql(statement: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def agreed(letter, **changes) -> MarketingException:
    facts = {"scope": "A table at the market day.", "from_on": DAY, "until_on": DAY + timedelta(days=30)}
    facts |= {"agreed_by": None, "at": AT} | changes
    return supporters.agree_exception(HAND, letter.organization, **facts)


# The letter


def test_2_2_2_the_letter_says_what_was_ticked_and_its_hash_is_that_of_its_text(visitor):
    application = draft(kind="SUPPORTER", roles=("SUPPORTER",), organization={"name": "Repair Alliance"})
    page = visitor.get(f"/join/{application.key}/undertakings/").content.decode()
    to_sign = visitor.get(f"/join/{application.key}/sign/").content.decode()
    application = applications.send(signed(application), at=AT)
    for criterion in "ABC":
        applications.record_finding(HAND, application, criterion, "MET", "Seen.", at=AT)
    applications.mark_with_committee(HAND, application, at=AT)
    (letter,) = participations.admit(HAND, application, decisions={"SUPPORTER": YES}, at=AT)
    words = [item["text"] for item in letter.undertakings]
    assert words[2] == (
        "We refrain from using the Pact network for marketing and sales purposes, unless otherwise agreed upon."
    )
    for sentence in words:
        assert sentence in page
        assert sentence in to_sign
        assert sentence in letter.letter
    assert letter.letter_sha256 == hashlib.sha256(letter.letter.encode()).hexdigest()
    shown = visitor.get("/supporters/repair-alliance/").content.decode()
    assert letter.letter_sha256 in shown
    assert words[0] in shown


@pytest.mark.parametrize(
    "change",
    [
        "set letter = letter || ' not'",
        "set letter = 'other', letter_sha256 = encode(sha256('other'), 'hex')",
        "set letter_sha256 = repeat('0', 64)",
        "set undertakings = '[]'",
        "set signature_id = signature_id + 1",
    ],
)
def test_2_2_2_not_even_raw_sql_changes_a_letter(letter, change):
    with pytest.raises(DatabaseError, match="never changes"):
        sql(f"update participants_supportletter {change}")
    with pytest.raises(DatabaseError, match="never changes"):
        sql("delete from participants_supportletter")


def test_a_hash_of_another_text_is_never_written(letter):
    row = "ref, state, undertakings, letter, letter_sha256, period, approved_at, decision_number, founding, end_kind"
    with pytest.raises(DatabaseError, match="participants_letter_hash"):
        sql(
            f"insert into participants_supportletter ({row}, organization_id, signature_id, text_id) "
            "select 'other', state, undertakings, 'other', letter_sha256, '[2020-01-01,2020-02-01)', "
            "approved_at, decision_number, founding, end_kind, organization_id, signature_id, text_id from "
            "participants_supportletter"
        )


def test_the_letter_is_printed_with_its_undertakings_and_its_hash(supporter, letter):
    assert supporter.post(f"/o/repair-alliance/participation/{letter.ref}/print/").status_code == 302
    facts = unpacked(Document.objects.get(kind="participants.letter_of_support").facts)
    assert facts["sha256"] == letter.letter_sha256
    assert letter.undertakings[1]["text"] in " ".join(facts["lines"])


# Never both (2.2.1)


def test_2_2_1_a_participant_that_asks_to_support_is_refused_at_the_field(visitor, vestbygd):
    application = applications.begin("SUPPORTER", ["SUPPORTER"], at=AT)
    step = f"/join/{application.key}/organization/"
    answers = {**ANSWERS["organization"], "legal_kind": "LOCAL_GOVERNMENT", "name": "vestbygd  KOMMUNE"}
    page = visitor.post(step, answers).content.decode()
    assert "takes part in the Pact, and nobody is participant and supporter at once (2.2.1)" in page
    assert visitor.post(step, {**answers, "not_same": "on"}).status_code == 200
    assert visitor.post(step, {**answers, "name": "Vestbygd repair club", "not_same": "on"}).status_code == 302


def test_2_2_1_the_action_refuses_what_passed_the_field(vestbygd):
    application = signed(draft(kind="SUPPORTER", roles=("SUPPORTER",)))
    with pytest.raises(CannotNow, match=r"2\.2\.1"):
        applications.send(application, at=AT)
    application = signed(draft(kind="SUPPORTER", roles=("SUPPORTER",), organization={"name": "Another"}))
    sent = applications.send(application, at=AT)
    with pytest.raises(CannotNow, match=r"2\.2\.1"):
        applications.match(HAND, sent, vestbygd, at=AT)
    with pytest.raises(CannotNow, match=r"2\.2\.1"):
        entering.found(HAND, vestbygd, "SUPPORTER", signer_name="Ingrid", signer_title="Director", signed_at=AT, at=AT)


def test_2_2_1_on_paper_as_well(secretary, vestbygd):
    paper = {
        "part": "SUPPORTER", "received_on": "1 March 2027", "name": "Vestbygd kommune", "country": "NO",
        "legal_kind": "LOCAL_GOVERNMENT", "conflict": "NO", "signer_name": "Ingrid", "signer_title": "Director",
        "signed_on": "1 March 2027", "contact_name": "Ingrid", "contact_email": "ingrid@v.example",
    }  # fmt: skip
    page = secretary.post("/secretariat/applications/new/", paper).content.decode()
    assert "nobody is participant and supporter at once (2.2.1)" in page
    assert not Application.objects.exists()


@pytest.mark.parametrize("period", ["[2021-06-14,)", "[2026-01-01,2026-02-01)", "[2020-01-01,2021-06-15)"])
def test_2_2_1_raw_sql_is_refused_for_every_period_that_meets_the_other(vestbygd, period):
    text()
    other = organization("Elsewhere")
    entering.found(HAND, other, "SUPPORTER", signer_name="Stan", signer_title="Director", signed_at=AT, at=AT)
    with pytest.raises(DatabaseError, match=r"participant and supporter at once \(Pact 2.2.1\)"):
        sql("update participants_supportletter set organization_id = %s, period = %s", vestbygd.pk, period)
    with pytest.raises(DatabaseError, match=r"participant and supporter at once \(Pact 2.2.1\)"):
        sql("update participants_participation set organization_id = %s, period = '[2027-03-15,)'", other.pk)
    sql("update participants_supportletter set organization_id = %s, period = '[2020-01-01,2021-06-14)'", vestbygd.pk)


def test_2_2_1_a_supporter_that_joins_ends_its_support_with_the_day_of_the_signature(letter):
    signed_at, decided = AT, AT + timedelta(days=20)
    application = with_committee(signed_at)
    application.organization = letter.organization
    application.save()
    participations.admit(HAND, application, decisions={"PROCURING": YES}, at=decided)
    letter.refresh_from_db()
    row = Participation.objects.get(organization=letter.organization)
    assert (letter.state, letter.end_kind, letter.period.upper) == ("ENDED", "JOINED", DAY)
    assert row.period.lower == DAY


def test_2_2_1_what_was_signed_before_the_support_ended_begins_when_it_has(letter):
    application = with_committee()
    participations.give_notice(HAND, letter, "We join.", DAY + timedelta(days=5), at=AT)
    participations.end_due(at=AT + timedelta(days=5))
    application.organization = letter.organization
    application.save()
    participations.admit(HAND, application, decisions={"PROCURING": YES}, at=AT + timedelta(days=20))
    assert Participation.objects.get().period.lower == DAY + timedelta(days=5)


# What it tells (2.2.2 a)


def test_2_2_2_a_what_was_done_is_shown_before_it_is_sent_and_public_afterwards(supporter, visitor, letter):
    page = PAGE + "tell/"
    note = {"year": "2026", "text": "Repair cafés in <b>four</b> cities."}
    shown = supporter.post(page, note).content.decode()
    assert "As it will be published" in shown
    assert "&lt;b&gt;four&lt;/b&gt;" in shown
    assert not PromotionNote.objects.exists()
    assert supporter.post(page, {**note, "sure": "yes"}).url == PAGE
    assert "Repair cafés in" in visitor.get("/supporters/repair-alliance/").content.decode()
    assert "Repair cafés in" in supporter.get(PAGE).content.decode()
    assert b"Choose the year" in supporter.post(page, {**note, "sure": "yes"}).content
    with pytest.raises(CannotNow, match="once each"):
        supporters.tell_promotion(HAND_OF(letter), letter.organization, 2026, "Again.", on=DAY, at=AT)
    with pytest.raises(DatabaseError, match="append-only"):
        sql("update participants_promotionnote set text = 'other'")


def HAND_OF(letter) -> Actor:
    from pact.access.actors import Hat

    hat = Hat(letter.organization_id, "repair-alliance", "Repair Alliance", frozenset({"EDITOR"}))
    return Actor(user_id=None, name="Rita", organizations=(hat,))


def test_nothing_is_told_about_a_year_without_support(letter):
    for year in (2020, 2028):
        with pytest.raises(CannotNow, match="this year and the last"):
            supporters.tell_promotion(HAND_OF(letter), letter.organization, year, "Much.", on=DAY, at=AT)


def test_a_supporters_pages_are_its_own_and_have_no_figures(supporter, stranger, manager, letter, vestbygd):
    page = supporter.get(PAGE).content.decode()
    assert letter.letter_sha256 in page
    assert "Give notice" not in page
    assert "Yearly figures" not in supporter.get("/o/repair-alliance/").content.decode()
    assert supporter.get("/o/repair-alliance/monitoring/").status_code == 404
    assert manager.get("/o/vestbygd-kommune/monitoring/").status_code == 200
    for path in (PAGE, PAGE + "tell/"):
        assert stranger.get(path).status_code == 404
    assert manager.get("/o/vestbygd-kommune/support/").status_code == 404


# What is agreed (2.2.2 c)


def test_2_2_2_c_an_exception_is_recorded_public_and_ended_with_a_reason(secretary, visitor, letter):
    new = STAFF + "exceptions/new/"
    me = secretary.get(new).context["form"].initial["agreed_by"]
    form = {
        "scope": "A table at the market day.", "from_on": "1 March 2027", "until_on": "31 December 2099",
        "agreed_by": me, "agreed_for": "Steering Committee", "decision_number": "sc-2027-014",
    }  # fmt: skip
    assert secretary.post(new, form).url == STAFF
    row = MarketingException.objects.get()
    assert (row.agreed_by.name, row.decision_number) == ("Sam", "SC-2027-014")
    for page in ("/supporters/repair-alliance/", "/supporters/exceptions/"):
        shown = visitor.get(page).content.decode()
        assert "A table at the market day." in shown
        assert "for Steering Committee (SC-2027-014)" in shown
        assert "Sam" not in shown
    end = f"{STAFF}exceptions/{row.ref}/end/"
    assert b"Say why it ends" in secretary.post(end, {"reason": ""}).content
    assert secretary.post(end, {"reason": "The market day is cancelled."}).url == STAFF
    assert "The market day is cancelled." in visitor.get("/supporters/exceptions/").content.decode()
    assert secretary.get(end).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"scope": ""}, "Write what is agreed"),
        ({"until_on": ""}, "Enter a day"),
        ({"until_on": "28 February 2027"}, "an exception ends after it began"),
        ({"agreed_by": "nobody"}, "Choose who agreed it"),
        ({"agreed_for": ""}, "Enter whose decision it is"),
        ({"decision_number": "the one in May"}, "Enter the number as it stands in the register"),
    ],
)
def test_what_is_wrong_with_an_exception_is_said_at_the_field(secretary, letter, wrong, sentence):
    form = {
        "scope": "A table.", "from_on": "1 March 2027", "until_on": "1 April 2027", "agreed_by": "x",
        "agreed_for": "Steering Committee", "decision_number": "SC-2027-014",
    }  # fmt: skip
    assert sentence in secretary.post(STAFF + "exceptions/new/", {**form, **wrong}).content.decode()
    assert not MarketingException.objects.exists()


def test_2_2_2_c_an_exception_is_never_edited_not_even_by_raw_sql(letter):
    row = agreed(letter)
    for change in ("scope = 'everything'", "until_on = '2030-01-01'", "decision_number = 'SC-2027-001'"):
        with pytest.raises(DatabaseError, match="ended, never changed"):
            sql(f"update participants_marketingexception set {change}")
    with pytest.raises(DatabaseError, match="participants_exception_period"):
        sql(
            "insert into participants_marketingexception (ref, organization_id, scope, from_on, until_on, agreed_for, "
            "decision_number, recorded_at, end_reason) "
            "values ('x', %s, 'x', '2027-03-02', '2027-03-01', '', '', now(), '')",
            letter.organization_id,
        )
    supporters.end_exception(HAND, row, "Over.", on=DAY, at=AT)
    with pytest.raises(CannotNow, match="over already"):
        supporters.end_exception(HAND, row, "Again.", on=DAY, at=AT)
    with pytest.raises(DatabaseError, match="ended, never changed"):
        sql("update participants_marketingexception set ended_on = null, ended_at = null, end_reason = ''")


def test_2_2_2_c_the_action_holds_the_same_rules(letter, vestbygd):
    with pytest.raises(CannotNow, match="Only with a supporter"):
        supporters.agree_exception(
            HAND, vestbygd, scope="x", from_on=DAY, until_on=DAY, agreed_by=None, at=AT
        )  # fmt: skip
    with pytest.raises(CannotNow, match="cannot lie before"):
        agreed(letter, until_on=DAY - timedelta(days=1))
    with pytest.raises(CannotNow, match="for whom"):
        agreed(letter, decision_number="SC-2027-001")
    with pytest.raises(Refused):
        supporters.agree_exception(
            HAND_OF(letter), letter.organization, scope="x", from_on=DAY, until_on=DAY, agreed_by=None, at=AT
        )


# What the world sees (6.4.3)


def test_6_4_3_the_list_leads_to_the_page_and_both_are_data(visitor, letter):
    agreed(letter)
    assert 'href="/supporters/repair-alliance/"' in visitor.get("/supporters/").content.decode()
    assert visitor.get("/participants/repair-alliance/").url == "/supporters/repair-alliance/"
    rows = visitor.get("/supporters/supporters.json").json()["supporters"]
    assert rows == [
        {"slug": "repair-alliance", "name": "Repair Alliance", "name_en": "", "country": "BE", "kind": "NON_PROFIT",
         "since": "2021-06-14"},
    ]  # fmt: skip
    assert "repair-alliance,Repair Alliance" in visitor.get("/supporters/supporters.csv").content.decode()
    assert visitor.get("/supporters/supporters.xlsx").status_code == 200
    assert visitor.get("/supporters/supporters.pdf").status_code == 404
    (item,) = visitor.get("/api/v1/supporters/").json()["items"]
    assert item["url"].endswith("/supporters/repair-alliance/")
    found = visitor.get("/api/v1/supporters/repair-alliance/").json()
    assert found["letters"][0]["sha256"] == hashlib.sha256(found["letters"][0]["letter"].encode()).hexdigest()
    assert found["exceptions"][0]["scope"] == "A table at the market day."
    assert visitor.get("/api/v1/supporters/?colour=red").status_code == 400
    assert "/supporters/repair-alliance/" in visitor.get("/sitemap.xml").content.decode()


def test_6_6_1_the_page_of_one_that_ended_stays_and_says_so(visitor, letter):
    at = datetime(2026, 5, 1, 9, tzinfo=UTC)
    participations.give_notice(HAND, letter, "We close down.", at.date(), at=at)
    page = visitor.get("/supporters/repair-alliance/").content.decode()
    assert "Support ended on 1 May 2026." in page
    assert "Read the notice" in page
    assert letter.letter_sha256 in page
    assert "repair-alliance" not in visitor.get("/supporters/").content.decode()
    assert public.supporters().items == ()


def test_nobody_who_takes_part_alone_has_a_supporters_page(visitor, vestbygd):
    for path in ("vestbygd-kommune/", "nobody/"):
        assert visitor.get("/supporters/" + path).status_code == 404
    assert "No exception so far." in visitor.get("/supporters/exceptions/").content.decode()
