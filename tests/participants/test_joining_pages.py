"""Applying, as somebody without an account does it: plain forms, nothing typed is lost, sent once."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from pact.mail.models import OutboxMail
from participants.models import Application, Participation, Signature, SigningRequest
from tests.participants.make import ANSWERS, AT, HAND, code_sent, draft, founder, received, text  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _text(db):
    from participants.actions import territories

    territories.load()
    text()


def begin(client, part="PROCURING") -> Application:
    answer = client.post(reverse("participants:join-start"), {"part": part})
    assert answer.status_code == 302
    return Application.objects.get(key=answer.url.split("/")[2])


def post(client, application, step, **data):
    url = reverse("participants:application-step", kwargs={"key": application.key, "step": step})
    return client.post(url, {**ANSWERS.get(step, {}), **data})


def fill(client, application, **changes):
    for step in ("eligibility", "organization", "reach", "contribution", "signatory"):
        answer = post(client, application, step, **changes.get(step, {}))
        assert answer.status_code == 302, (step, answer.context["form"].errors)
    application.refresh_from_db()


def url(application, page, **more) -> str:
    return reverse(f"participants:application-{page}", kwargs={"key": application.key, **more})


def sign(client, application):
    data = {"endorse": "on", "public": "on", "typed_name": "jonas MEERTENS"}
    assert b"on its way" in client.post(url(application, "signature"), {**data, "do": "code"}).content
    application.refresh_from_db()
    return client.post(url(application, "signature"), {**data, "do": "sign", "code": code_sent(application)})


@pytest.mark.parametrize("name", ["join", "coordinate", "support", "join-start"])
def test_the_start_pages_open_for_everyone(visitor, name):
    answer = visitor.get(reverse(f"participants:{name}"))
    assert answer.status_code == 200
    assert not answer.cookies.get("pact")


def test_looking_begins_nothing(visitor):
    visitor.get(reverse("participants:join-start") + "?as=procuring")
    assert not Application.objects.exists()


def test_the_whole_way_of_a_procuring_organisation(visitor):
    application = begin(visitor)
    fill(visitor, application)
    assert sign(visitor, application).url == url(application, "check")
    page = visitor.get(url(application, "check")).content.decode()
    assert "Vestbygd kommune" in page
    assert visitor.post(url(application, "check")).url == url(application, "follow")
    page = visitor.get(url(application, "follow")).content.decode()
    assert re.search(r"Reference \d{4}-001", page)
    assert "The Steering Committee decides by" in page
    signature = Signature.objects.get()
    assert (signature.signer_name, signature.method, signature.text_sha256) == (
        "Jonas Meertens",
        "TYPED",
        text().sha256,
    )


def test_sending_twice_is_one_application_and_one_receipt(visitor):
    application = begin(visitor)
    fill(visitor, application)
    sign(visitor, application)
    for _ in range(3):
        assert visitor.post(url(application, "check")).status_code == 302
    assert OutboxMail.objects.filter(kind="participants.application_received").count() == 1
    assert Application.objects.exclude(received_at=None).count() == 1


def test_what_is_wrong_is_kept_as_typed_and_said_at_the_field(visitor):
    application = begin(visitor)
    answer = post(visitor, application, "reach", users_served="about 3 000", devices="x" * 9000 + "\x00")
    assert answer.status_code == 200
    assert b"about 3 000" in answer.content
    application.refresh_from_db()
    assert application.answers["reach"]["users_served"] == "about 3 000"
    assert b"about 3 000" in visitor.get(url(application, "step", step="reach")).content


def test_fields_of_other_steps_are_not_taken(visitor):
    application = begin(visitor)
    post(visitor, application, "reach", state="DECIDED", organization="1", contact_email="x@y.example")
    application.refresh_from_db()
    assert set(application.answers["reach"]) == {"users_served", "devices", "group"}
    assert application.state == "DRAFT"


def test_the_same_name_is_asked_about_and_can_be_passed(visitor):
    founder("Vestbygd kommune")
    application = begin(visitor)
    answer = post(visitor, application, "organization")
    assert b"Is one of these yours?" in answer.content
    assert b"joined on 14 June 2021" in answer.content
    assert post(visitor, application, "organization", not_same="on").status_code == 302


def typed(client, application, step, **data):
    return client.post(url(application, "typed", step=step), {**ANSWERS.get(step, {}), **data})


def test_what_is_being_typed_is_kept_right_or_wrong_and_can_be_taken_up_elsewhere(visitor):
    application = begin(visitor)
    answer = typed(visitor, application, "organization", name="Vestb", website="not an address")
    assert answer.status_code == 200 and b"Kept at" in answer.content and answer["HX-Trigger"]
    page = Client().get(url(application, "step", step="organization"))
    assert b'value="Vestb"' in page.content and b'value="not an address"' in page.content


@pytest.mark.parametrize(
    ("typing", "by"),
    [
        ({"name": "Vestbygd kom"}, b"same name"),
        ({"name": "Another one", "website": "https://www.vestbygd.example/about"}, b"same website"),
        ({"name": "Another one", "registry": "987 654 321"}, b"same registry number"),
    ],
)
def test_who_may_be_the_same_is_said_while_typing(visitor, typing, by):
    known = founder(website="https://vestbygd.example", identifiers=(("NO-REG", "987 654 321"),)).organization
    application = begin(visitor)
    answer = typed(visitor, application, "organization", **{"website": "", **typing})
    assert known.name.encode() in answer.content and by in answer.content
    assert b"Is one of these" not in typed(visitor, application, "organization", name="Nobody Else", website="").content


def test_typing_after_a_signature_keeps_nothing_and_leaves_it_standing(visitor):
    application = begin(visitor)
    fill(visitor, application)
    sign(visitor, application)
    assert b"Kept at" not in typed(visitor, application, "organization", name="Somebody else").content
    application.refresh_from_db()
    assert application.answers["organization"]["name"] == ANSWERS["organization"]["name"]
    assert application.roles.get().signature_id


def test_typing_into_what_was_sent_or_into_no_step_is_refused(visitor):
    application = received()
    assert typed(visitor, application, "organization", name="Late").status_code == 409
    assert visitor.post(url(application, "typed", step="nonsense")).status_code == 404


def test_2_1_4_a_conflict_leads_to_the_supporters_path_and_never_to_a_participation(visitor):
    application = begin(visitor)
    conflict = {"legal_kind": "PRIVATE_COMPANY", "sells_ict": "YES", "explanation": "We sell laptops."}
    answer = post(visitor, application, "eligibility", **conflict)
    assert answer.url == url(application, "ways")
    assert b"Support the Pact instead" in visitor.get(answer.url).content
    for step in ("organization", "reach", "contribution", "signatory"):
        post(visitor, application, step)
    sign(visitor, application)
    visitor.post(url(application, "check"))
    application.refresh_from_db()
    assert application.state == "DRAFT"
    assert visitor.post(url(application, "ways"), {"way": "SUPPORTER"}).status_code == 302
    application.refresh_from_db()
    assert (application.kind, application.answers["organization"]["name"]) == ("SUPPORTER", "Vestbygd kommune")
    assert not Participation.objects.exists()


def test_2_1_3_a_company_that_wants_both_roles_is_offered_the_procuring_one(visitor):
    application = begin(visitor, "BOTH")
    answer = post(visitor, application, "eligibility", legal_kind="PRIVATE_COMPANY")
    assert answer.url == url(application, "ways")
    visitor.post(answer.url, {"way": "PARTICIPANT"})
    application.refresh_from_db()
    assert application.answers["part"]["roles"] == ["PROCURING"]


def test_a_doubt_goes_on_and_reaches_the_committee_as_a_doubt(visitor):
    application = begin(visitor)
    fill(
        visitor, application, eligibility={"owned_by_ict": "UNSURE", "explanation": "We own a tenth of a repair shop."}
    )
    sign(visitor, application)
    visitor.post(url(application, "check"))
    application.refresh_from_db()
    assert (application.state, application.screening.outcome) == ("RECEIVED", "DOUBT")


def test_the_supporters_way(visitor):
    application = begin(visitor, "SUPPORTER")
    organization = {"legal_kind": "NON_PROFIT"}
    assert post(visitor, application, "organization", **organization).status_code == 302
    assert post(visitor, application, "undertakings", endorse="on").status_code == 200
    ticks = dict.fromkeys(("endorse", "dialogue", "no_marketing"), "on")
    assert post(visitor, application, "undertakings", **ticks).status_code == 302
    assert post(visitor, application, "signatory").status_code == 302
    application.refresh_from_db()
    sign(visitor, application)
    visitor.post(url(application, "check"))
    application.refresh_from_db()
    assert (application.state, application.kind) == ("RECEIVED", "SUPPORTER")


def test_somebody_else_signs_one_page_and_opening_it_has_no_effect(visitor):
    application = begin(visitor)
    other = {"who": "OTHER", "signer_name": "Ingrid", "signer_title": "Director", "signer_email": "ingrid@v.example"}
    fill(visitor, application, signatory=other)
    visitor.post(url(application, "check"))
    assert b"Waiting for a signature" in visitor.get(url(application, "follow")).content
    letter = OutboxMail.objects.get(kind="participants.please_sign")
    page = re.search(r"/join/\S+/sign/\S+/", letter.text)[0]
    for _ in range(3):
        assert visitor.get(page).status_code == 200
    assert not Signature.objects.exists()
    assert b"Type the name as given" in visitor.post(
        page, {"endorse": "on", "public": "on", "typed_name": "Somebody"}
    ).content  # fmt: skip
    assert visitor.post(page, {"endorse": "on", "public": "on", "typed_name": "Ingrid"}).status_code == 302
    application.refresh_from_db()
    assert application.state == "RECEIVED"
    assert b"Signed. Thank you" in visitor.get(page).content


def test_the_key_alone_does_not_open_the_signatorys_page(visitor):
    application = draft()
    assert visitor.get(url(application, "sign", token="a" * 32)).status_code == 404


def test_go_on_later_by_a_letter_whose_page_has_a_button(visitor):
    application = begin(visitor)
    answer = post(visitor, application, "reach", later="1")
    assert answer.url == url(application, "keep")
    assert b"on its way" in visitor.post(answer.url, {"email": "jo@x.example"}).content
    letter = OutboxMail.objects.get(kind="participants.application_continue")
    page = re.search(r"/join/\w+/", letter.text)[0]
    assert b"Your application is a draft" in visitor.get(page).content
    assert visitor.post(f"{page}resume/").url == url(application, "step", step="eligibility")


def test_too_many_letters_are_refused_in_words(visitor):
    application = begin(visitor)
    fill(visitor, application)
    data = {"endorse": "on", "public": "on", "typed_name": "Jonas Meertens", "do": "code"}
    for _ in range(6):
        visitor.post(url(application, "signature"), data)
    assert b"Too many letters" in visitor.post(url(application, "signature"), data).content
    assert SigningRequest.objects.count() == 6


def test_a_question_is_answered_on_the_page_and_an_empty_answer_is_asked_for(visitor):
    from participants.actions import applications
    from tests.participants.conftest import person

    application = received()
    user = person("sam@pact.example", None, "SECRETARIAT")
    from pact.access import Actor

    actor = Actor(user_id=user.pk, name="Sam", secretariat=True)
    question = applications.ask(actor, application, "How many <b>users</b>?", at=AT)
    page = visitor.get(url(application, "follow")).content
    assert b"How many &lt;b&gt;users" in page
    answer = url(application, "answer", number=question.pk)
    assert b"Write your answer" in visitor.post(answer, {"answer": ""}).content
    assert visitor.post(answer, {"answer": "About 3,200."}).status_code == 302
    assert b"About 3,200." in visitor.get(url(application, "follow")).content


def test_withdrawing_asks_first(visitor):
    application = received()
    assert visitor.get(url(application, "withdraw")).status_code == 200
    application.refresh_from_db()
    assert application.state == "RECEIVED"
    visitor.post(url(application, "withdraw"))
    assert b"was withdrawn" in visitor.get(url(application, "follow")).content


@pytest.mark.parametrize("page", ["follow", "part", "ways", "keep", "signature", "check", "withdraw"])
def test_a_wrong_key_finds_nothing(visitor, page):
    draft()
    assert visitor.get(reverse(f"participants:application-{page}", kwargs={"key": "x" * 32})).status_code == 404


def test_a_page_behind_a_key_is_kept_by_no_cache(visitor):
    answer = visitor.get(url(draft(), "follow"))
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")


def test_a_flood_of_beginnings_is_braked_and_looking_is_not(visitor):
    flood = Client(REMOTE_ADDR="192.0.2.7")
    page = reverse("participants:join-start")
    assert {flood.post(page, {"part": ""}).status_code for _ in range(100)} == {200}
    assert flood.post(page, {"part": "PROCURING"}).status_code == 429
    assert flood.get(page).status_code == 200
    assert visitor.post(page, {"part": "PROCURING"}).status_code == 302


def test_what_was_sent_leads_to_how_it_stands(visitor):
    application = received()
    for page in (url(application, "check"), url(application, "signature"), url(application, "step", step="reach")):
        assert visitor.get(page).url == url(application, "follow")


def test_unknown_steps_and_other_verbs_are_refused(visitor):
    application = draft()
    assert visitor.get(url(application, "step", step="nonsense")).status_code == 404
    assert visitor.get(url(application, "resume")).status_code == 405
    assert visitor.delete(url(application, "check")).status_code == 405


def test_handing_in_twice_asks_the_other_signatory_once_and_a_changed_answer_asks_to_check_again(visitor):
    application = begin(visitor)
    other = {"who": "OTHER", "signer_name": "Ingrid", "signer_title": "Director", "signer_email": "ingrid@v.example"}
    fill(visitor, application, signatory=other)
    for _ in range(2):
        assert visitor.post(url(application, "check")).status_code == 302
    assert OutboxMail.objects.filter(kind="participants.please_sign").count() == 1
    post(visitor, application, "reach", users_served="10")
    assert b"Your application is a draft" in visitor.get(url(application, "follow")).content


def test_1_3_the_pacts_own_words_stand_where_it_asks_how_one_contributes(visitor):
    application = begin(visitor)
    post(visitor, application, "eligibility")
    page = visitor.get(url(application, "step", step="contribution")).content.decode()
    assert "procurement which facilitates the move towards a circular economy" in page and "1.3.3" in page
    assert "1.3.3" not in visitor.get(url(application, "step", step="reach")).content.decode()
