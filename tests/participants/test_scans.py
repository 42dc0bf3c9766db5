"""Signing on paper (P18, Signing the Pact): the text to print, the scan, who sees it, and no vote on it unseen."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import get_template
from django.utils.html import escape

from pact import documents
from pact.access import CannotNow, Refused
from pact.access.actors import Actor
from pact.clock import now
from pact.documents.facts import unpacked
from pact.documents.models import Document
from pact.files.models import StoredFile
from participants import queries
from participants.actions import admissions, applications, paper, prints, scanning
from participants.models import Signature
from participants.rules import undertakings
from tests.participants import make
from tests.participants.make import ANSWERS, AT, HAND, draft, received

pytestmark = pytest.mark.django_db
PDF = (Path(__file__).parents[2] / "participants/data/demo/signed-paper.pdf").read_bytes()
EVIDENCE = {"agent": "test"}


def scan(data: bytes = PDF, name: str = "signed.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def page_of(application) -> str:
    return f"/join/{application.key}/paper/"


def scanned(on: date | None = None, at=AT):
    application = draft()
    signer = {"name": "Jonas Meertens", "title": "Director", "email": "jonas@vestbygd.example", "roles": ["PROCURING"]}
    scanning.sign_with_scan(application, signer, scan(), signed_on=on or at.date(), at=at, evidence=EVIDENCE)
    application.refresh_from_db()
    return application


def sent(at=AT):
    return applications.send(scanned(at=at), at=at)


def test_the_text_to_sign_is_printed_once_for_everybody(visitor):
    application = draft()
    page = page_of(application)
    assert b"Make the PDF" in visitor.get(page).content
    assert not Document.objects.exists(), "looking makes nothing"
    for _ in range(2):
        assert visitor.post(page, {"do": "print"}).status_code == 302
    assert b"is being made" in visitor.get(page).content
    assert documents.press(at=now()) == 1
    link = f"/published/{Document.objects.get().ref}.pdf"
    assert link in visitor.get(page).content.decode()
    assert b"".join(visitor.get(link).streaming_content).startswith(b"%PDF")
    assert prints.order_text_to_sign(at=now()) == Document.objects.get()


def test_2_2_1_a_supporter_prints_the_letter_of_support_with_its_undertakings(visitor):
    """2.2.2 a-c in the words of the Pact and an empty signature block, not the text that participants sign."""
    application = draft(
        "SUPPORTER", ("SUPPORTER",), undertakings={"endorse": "on", "dialogue": "on", "no_marketing": "on"}
    )
    page = page_of(application)
    shown = visitor.get(page).content.decode()
    assert "Print the Letter of Support, sign it by hand" in shown
    assert "Print the Pact" not in shown
    assert visitor.post(page, {"do": "print"}).status_code == 302
    document = Document.objects.get()
    assert document.kind == "participants.letter_to_sign"
    facts = unpacked(document.facts)
    told = get_template("print/participants/letter_to_sign.html").render({"facts": facts, "document": document})
    for clause in undertakings(make.text().clauses):
        assert escape(clause["text"]) in told
    assert "The organisation named below supports" in told
    assert "Vestbygd" not in told, "one letter for all: nobody's name stands in it"
    assert "strike out" not in told
    assert documents.press(at=now()) == 1
    assert f"/published/{document.ref}.pdf" in visitor.get(page).content.decode()
    other = page_of(draft())
    assert b"Make the PDF" in visitor.get(other).content, "who takes part prints the Pact"


def test_an_upload_is_the_signature_of_every_role_of_that_person(visitor):
    application = draft()
    day = now().date() - timedelta(days=1)
    answer = visitor.post(page_of(application), {"who": "0", "signed_on": day.isoformat(), "scan": scan()})
    assert answer.url.endswith("/check/")
    signature = Signature.objects.get()
    assert (signature.method, signature.signed_on, signature.signer_name) == ("SCAN", day, "Jonas Meertens")
    assert signature.text_sha256 == signature.text.sha256
    stored = StoredFile.objects.get()
    assert signature.scan == stored
    assert (stored.about_ref, stored.for_committee) == (application.key, False)
    assert signature.evidence["file_sha256"] == stored.sha256
    assert visitor.get(page_of(application)).status_code == 302, "nothing is left to sign"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"scan": None}, "Choose the scan, a PDF"),
        ({"scan": scan(b"\x89PNG nothing", "photo.pdf")}, "not a PDF"),
        ({"who": "7"}, "Choose who signed"),
        ({"signed_on": "1 January 2100"}, "not before it, not ahead"),
        ({"signed_on": "1 January 2020"}, "not before it, not ahead"),
        ({"signed_on": "soon"}, "Enter a day, like 31 March 2027"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_signed(visitor, given, sentence):
    application = draft()
    right = {"who": "0", "signed_on": now().date().isoformat(), "scan": scan()}
    data = {name: value for name, value in {**right, **given}.items() if value is not None}
    page = visitor.post(page_of(application), data)
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not Signature.objects.exists()
    assert not StoredFile.objects.exists()


def test_another_key_opens_nothing_and_what_was_sent_takes_no_scan(visitor):
    assert visitor.get("/join/" + "x" * 32 + "/paper/").status_code == 404
    application = received(at=now())
    assert visitor.post(page_of(application), {"who": "0", "scan": scan()}).status_code == 302
    with pytest.raises(CannotNow, match="sent already"):
        signer = {"name": "A", "title": "B", "email": "a@b.example", "roles": ["PROCURING"]}
        scanning.sign_with_scan(application, signer, scan(), signed_on=AT.date(), at=AT, evidence=EVIDENCE)


def test_the_secretariat_sees_the_scan_and_the_committee_does_not(secretary, member, stranger, visitor):
    application = sent()
    address = f"/secretariat/applications/{application.ref}/scan/procuring/"
    answer = secretary.get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert "attachment" in answer["Content-Disposition"]
    assert "Open the scan" in secretary.get(f"/secretariat/applications/{application.ref}/").content.decode()
    assert "Open the scan" not in member.get(f"/secretariat/applications/{application.ref}/").content.decode()
    assert [client.get(address).status_code for client in (member, visitor)] == [403, 302]
    assert stranger.get(address).status_code in (403, 404)
    assert secretary.get(address.replace("procuring", "coordinating")).status_code == 404
    committee = Actor(user_id=None, committee=True)
    assert not StoredFile.objects.visible_to(committee).exists()


def test_p18_no_vote_before_the_scan_can_be_read(secretary):
    application = sent()
    for criterion in "ABC":
        applications.record_finding(HAND, application, criterion, "MET", "Seen.", at=AT)
    with pytest.raises(CannotNow, match="scan of each signature can be read"):
        applications.mark_with_committee(HAND, application, at=AT)
    address = f"/secretariat/applications/{application.ref}/scan/procuring/legible/"
    assert secretary.post(address).status_code == 302
    assert applications.mark_with_committee(HAND, application, at=AT).state == "WITH_COMMITTEE"


def test_a_better_scan_makes_another_signature_and_the_first_stays(secretary):
    application = sent()
    page = f"/secretariat/applications/{application.ref}/scan/procuring/"
    secretary.post(page + "legible/")
    assert b"not a PDF" in secretary.post(page + "attach/", {"PROCURING-scan": scan(b"photo", "a.pdf")}).content
    assert secretary.post(page + "attach/", {"PROCURING-scan": scan(name="better.pdf")}).status_code == 302
    old, new = Signature.objects.order_by("pk")
    assert (new.method, new.signer_name, new.evidence["replaces"]) == ("SCAN", old.signer_name, old.ref)
    role = application.roles.get()
    assert (role.signature, role.legible_at) == (new, None), "it is to be looked at again"


def test_a_paper_is_attached_to_what_came_by_post_and_never_to_a_typed_name(secretary, viewer):
    answers = {**ANSWERS, "part": {"kind": "PARTICIPANT", "roles": ["PROCURING"]}}
    answers["signatory"] = {**ANSWERS["signatory"], "signer_name": "Ane Vik", "signer_title": "Director"}
    typed = received()
    with pytest.raises(CannotNow, match="only to a signature on paper"):
        scanning.attach(HAND, typed, "PROCURING", scan(), at=AT)
    day = AT.date()
    entered = paper.record_paper(HAND, answers, received_on=day, signed_on=day, scan=scan(), at=AT)
    assert entered.roles.get().signature.method == "PAPER"
    assert entered.roles.get().signature.scan.about_ref == entered.key
    with pytest.raises(Refused):
        scanning.confirm_legible(Actor(user_id=1), entered, "PROCURING", at=AT)
    assert viewer.post(f"/secretariat/applications/{entered.ref}/scan/procuring/attach/").status_code in (403, 404)


def test_with_the_admission_the_scan_belongs_to_the_organisation():
    application = sent()
    for criterion in "ABC":
        applications.record_finding(HAND, application, criterion, "MET", "Seen.", at=AT)
    scanning.confirm_legible(HAND, application, "PROCURING", at=AT)
    application = applications.mark_with_committee(HAND, application, at=AT)
    admissions.admit(HAND, application, decisions={"PROCURING": (True, "SC-2027-014", "")}, at=AT)
    organization = queries.organizations(HAND).get(name="Vestbygd kommune")
    assert StoredFile.objects.get().organization_id == organization.pk
