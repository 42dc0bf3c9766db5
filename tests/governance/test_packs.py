"""The pack of a meeting: one tagged PDF that fills itself, papers bound behind with bookmarks (Pact 5.2.1)."""

import io
from datetime import timedelta

import pikepdf
import pypdf
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from governance.actions import packs
from governance.queries.packs import pack_facts
from pact.access import CannotNow, Refused
from pact.documents import press
from pact.documents.binding import bind
from pact.documents.models import Document
from pact.documents.setting.workshop import Fault, Printed
from tests.governance.make import AT, HAND, cast_all, committee, matter, member, person, secretary, staff, vote
from tests.governance.test_decisions_pages import browser
from tests.governance.test_meetings import PAPER, planned, point
from tests.participants import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def with_paper(meeting, title="Strategy 2028"):
    upload = SimpleUploadedFile("paper.pdf", PAPER.read_bytes(), "application/pdf")
    return point(meeting, title, paper=upload, text="Two ways are open.")


def test_it_fills_itself_with_applications_matters_and_decisions():
    terms = committee(5)
    cast_all(vote("Approve the guideline?"), terms, "YYYNN")
    matter("Approve the tool?")
    application = make.received(at=AT)
    meeting = planned()
    with_paper(meeting)
    facts = pack_facts(staff(), meeting, AT + timedelta(days=3))
    told = {chapter["title"]: chapter for chapter in facts["chapters"]}
    assert list(told) == ["Open applications", "Open matters", "Last decisions", "Reports"]
    assert told["Open applications"]["tables"][0]["rows"] == [
        [application.organization_name, "received", "1 April 2027", "28"]
    ]
    assert [row[0] for row in told["Open matters"]["tables"][0]["rows"]] == ["Approve the tool?"]
    assert told["Last decisions"]["tables"][0]["rows"][0][1:] == ["SC-2027-001", "adopted", "3 : 2 : 0"]
    assert [point_["title"] for point_ in facts["agenda"]] == ["Strategy 2028"]


def test_one_tagged_file_with_an_outline_and_the_papers_behind_it():
    committee(5)
    meeting = planned()
    with_paper(meeting)
    with_paper(meeting, "Budget 2028")
    document = packs.order_pack(staff(), meeting, at=AT)
    assert press(at=AT) == 1
    document.refresh_from_db()
    with default_storage.open(document.path) as file:
        data = file.read()
    paper = len(pypdf.PdfReader(io.BytesIO(PAPER.read_bytes())).pages)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == document.pages > 2 * paper
        assert pdf.Root.MarkInfo.Marked and "/StructTreeRoot" in pdf.Root and "/Lang" in pdf.Root
        assert all("/StructParents" not in page.obj for page in pdf.pages[-2 * paper :])
        assert "/StructParents" in pdf.pages[0].obj
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert titles[-2:] == ["1. Strategy 2028", "2. Budget 2028"]
        whole = [child.title for item in outline.root for child in item.children]
        assert "Agenda" in whole and "Open applications" in whole
    words = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert "Strategy 2028" in words and "21 April 2027" in words


def test_a_paper_that_cannot_be_read_ends_the_try_and_not_the_press():
    with pytest.raises(Fault, match="could not be bound"):
        bind(Printed(PAPER.read_bytes(), 1), [("Broken", b"%PDF-1.7 nothing")])


def test_it_is_for_committee_and_secretariat_only():
    terms = committee(5)
    meeting = planned()
    with pytest.raises(CannotNow, match="agenda is empty"):
        packs.order_pack(HAND, meeting, at=AT)
    point(meeting)
    with pytest.raises(Refused):
        packs.order_pack(member(terms[0]), meeting, at=AT)
    clerk = browser(secretary())
    progress = clerk.post(reverse("governance:meeting-pack", args=[meeting.ref]))["Location"]
    assert clerk.get(progress).status_code == 200
    assert browser(terms[1].user).get(progress).status_code == 200
    stranger = browser(person("x@town.example", role="MANAGER", organization=make.organization("Town")))
    assert stranger.get(progress).status_code == 404
    assert Document.objects.get().public is False
    press(at=AT)
    shown = browser(terms[1].user).get(reverse("governance:meeting-detail", args=[meeting.ref])).content.decode()
    assert "All of it as one PDF" in shown and "Make the pack" not in shown
