"""The library by HTTP: written without script, read by guests, decided by the committee; nothing typed is lost."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buyergroups.actions import approvals, comments, drafts, library
from buyergroups.models import Comment, GuestDoor, LibraryItem, LibraryVersion, WorkingGroupGuest
from buyergroups.queries import versions as queries
from pact.access import scope
from pact.access.actors import ANONYMOUS
from pact.clock import today
from tests.buyergroups import make_library as lib
from tests.buyergroups.make import AT, HAND, buyer, world
from tests.buyergroups.test_versions_actions import WORDS, adopted, complete, decided, started, voted
from tests.governance.make import committee, person, secretary, staff
from tests.governance.test_decisions_pages import browser
from tests.pact.test_files_store import _pdf

pytestmark = pytest.mark.django_db
ITEM = {"title": "Guide to reuse", "kind": "GUIDELINE", "themes": ["CIRCULAR"], "language": "en"}
ROW = {**WORDS, "code": "GTR-01"}


def sits(group, organization):
    """Somebody who sits in it since long ago: pages go by the clock."""
    return lib.sits(group, organization, from_on=date(2021, 9, 1))


@pytest.fixture
def group():
    return lib.working_group()


@pytest.fixture
def member(group):
    return sits(group, buyer("Vestbygd kommune"))


def at(name, version=None, **more):
    facts = {}
    if version is not None:
        slug = version.item.working_group.slug if version.item.working_group_id else ""
        facts = {"wg": slug, "item": version.item.slug, "number": version.number}
    return reverse(f"buyergroups:{name}", kwargs={**facts, **more})


def test_a_member_writes_a_document_from_the_first_form_to_the_vote(group, member):
    client = browser(member)
    assert "No document yet" in client.get(at("document-list", wg=group.slug)).content.decode()
    assert client.post(at("item-new", wg=group.slug), {"title": ""}).status_code == 422
    made = client.post(at("item-new", wg=group.slug), ITEM)
    version = LibraryVersion.objects.select_related("item__working_group").get()
    assert made.url == at("version-write", version)
    page = client.get(made.url).content.decode()
    assert "procurement which facilitates the move towards a circular economy" in page
    client.post(made.url, {"summary": "What it is for."})
    bad = client.post(at("row-new", version), {**ROW, "code": "no number", "text": "Kept words"})
    assert bad.status_code == 422 and "Kept words" in bad.content.decode()
    for code in ("GTR-01", "GTR-02"):
        assert client.post(at("row-new", version), {**ROW, "code": code}).status_code == 302
    again = client.post(at("row-new", version), ROW)
    assert again.status_code == 422 and "GTR-03 is free" in again.content.decode()
    client.post(at("row-up", version, code="GTR-02"))
    client.post(at("row-change", version, code="GTR-02"), {**ROW, "code": "GTR-02", "text": "Other words."})
    client.post(at("row-down", version, code="GTR-02"))
    client.post(at("row-remove", version, code="GTR-01"))
    assert [(row.code, row.text) for row in queries.rows_of(version)] == [("GTR-02", "Other words.")]
    page = client.get(at("version-detail", version)).content.decode()
    assert "Other words." in page and "Put to the vote" not in page
    assert client.get(at("version-consult", version)).status_code == 403
    assert client.post(at("item-change", version=None, wg=group.slug, item=version.item.slug), ITEM).status_code == 302
    assert "Guide to reuse" in client.get(at("document-list", wg=group.slug)).content.decode()


def test_the_secretariat_writes_and_hands_over_its_own_draft(group):
    world()
    client = browser(secretary())
    made = client.post(at("library-new"), ITEM)
    assert made.url == "/secretariat/library/guide-to-reuse/1/write/"
    page = client.get(at("library-list")).content.decode()
    assert "Guide to reuse" in page and "/secretariat/library/guide-to-reuse/1/" in page
    hand = at("item-hand", item="guide-to-reuse")
    assert client.post(hand, {"group": "unknown"}).status_code == 422
    assert client.post(hand, {"group": group.slug}).status_code == 302
    assert client.get(made.url).status_code == 404
    assert client.get(f"/wg/{group.slug}/documents/guide-to-reuse/1/").status_code == 200


def test_another_working_groups_documents_are_out_of_reach(group, member):
    version = started(HAND, group)
    other = browser(sits(lib.working_group("Phones"), buyer("Other town")))
    for name in ("version-detail", "version-write", "row-new", "version-file", "version-comment", "version-vote"):
        assert other.get(at(name, version)).status_code == 404, name
    assert other.get(at("document-list", wg=group.slug)).status_code == 404
    assert browser(member).get(f"/wg/phones/documents/{version.item.slug}/1/").status_code == 404
    assert browser(member).get(at("library-list")).status_code == 403


def invited(group, version, email="guest@maker.example"):
    """A guest who accepted, with the key of this one draft."""
    user = person(email)
    guest = WorkingGroupGuest.objects.create(
        working_group=group, version=version, name="Guest", email=email, organization_name="Maker", user=user,
        purpose="To comment.", until=today() + timedelta(days=30), state="ACCEPTED", token_hash="x" * 64, invited_at=AT,
    )  # fmt: skip
    GuestDoor.objects.create(guest=guest, user=user, working_group=group, door=version.ref, until=guest.until)
    return user


def test_a_guest_reads_and_comments_this_draft_and_nothing_else(group):
    version, other = started(HAND, group), started(HAND, group, title="Other")
    complete(HAND, version)
    with scope.as_system("test"):
        client = browser(invited(group, version))
    page = client.get(at("version-detail", version)).content.decode()
    assert "It can be replaced." in page
    assert "What comes next" not in page and "Put to the vote" not in page and "Change<" not in page
    assert client.post(at("version-comment", version), {"text": ""}).status_code == 422
    said = client.post(at("version-comment", version), {"text": "Too soft.", "criterion_code": "LAP-01"}, follow=True)
    assert "Too soft." in said.content.decode() and "Maker" in said.content.decode()
    for name in ("version-write", "row-new", "version-consult", "version-vote", "version-put"):
        assert client.get(at(name, version)).status_code in (403, 405), name
    assert client.post(at("version-publish", version)).status_code == 403
    assert client.get(at("version-detail", other)).status_code == 404
    assert client.get(at("document-list", wg=group.slug)).status_code == 404


def test_comments_are_looked_at_and_answered(group, member):
    version = lib.version(lib.item(group=group), "CONSULTATION")
    LibraryVersion.objects.filter(pk=version.pk).update(comments_until=date(2090, 1, 1))
    version.refresh_from_db()
    given = comments.comment(ANONYMOUS, version, name="Eva", email="eva@x.example", text="Too hard.", at=AT)
    client = browser(member)
    page = client.get(at("version-detail", version)).content.decode()
    assert "1 comment waits" in page and "Too hard." in page
    client.post(at("comment-show", version, ref=given.ref))
    client.post(at("comment-answer", version, ref=given.ref), {"answer": "Softened in LAP-02."})
    assert "Softened in LAP-02." in client.get(at("version-detail", version)).content.decode()
    client.post(at("comment-hide", version, ref=given.ref))
    with scope.as_system("test"):
        assert Comment.objects.get().state == "HIDDEN"


def sheet(text: str):
    return SimpleUploadedFile("rows.csv", text.encode())


def test_rows_come_from_a_file_with_all_problems_at_once(group, member):
    version, client = started(HAND, group), browser(member)
    head = "Code,Heading,Text,Type,Level,Theme,Verification,Weight,Labels,Note on the labels\n"
    bad = "LAP-01,Battery,,requirement,baseline,circular,,,,\nLAP-01,Repair,Text,requirement,,,,,unknown,\n"
    page = client.post(at("version-rows", version), {"file": sheet(head + bad)})
    words = page.content.decode()
    assert page.status_code == 422 and "Row 2" in words and "no label of the register" in words and "twice" in words
    assert not version.criteria.exists()
    good = (
        "LAP-01,Battery,It can be replaced,requirement,baseline,circular,Manual,,,\nLAP-02,B,T,award criterion,,,,,,\n"
    )
    assert client.post(at("version-rows", version), {"file": sheet(head + good)}).status_code == 302
    assert [(row.code, row.type) for row in queries.rows_of(version)] == [
        ("LAP-01", "REQUIREMENT"),
        ("LAP-02", "AWARD"),
    ]
    for kind, begins in (("xlsx", b"PK"), ("csv", b"Code")):
        body = client.get(at("version-template", version, kind=kind)).content
        assert BytesIO(body).read().lstrip(b"\xef\xbb\xbf").startswith(begins)


def test_the_pdf_is_read_by_whoever_reads_the_version(group, member):
    version = started(HAND, group)
    browser(member).post(
        at("version-write", version), {"summary": "X", "file": SimpleUploadedFile("guide.pdf", _pdf())}
    )
    colleague = browser(sits(group, buyer("Nordvik fylke")))
    file = colleague.get(at("version-file", version))
    assert file.status_code == 200 and b"".join(file).startswith(b"%PDF")
    assert "guide.pdf" in colleague.get(at("version-detail", version)).content.decode()
    colleague.post(at("version-write", version), {"summary": "X", "drop_file": "on"})
    assert colleague.get(at("version-file", version)).status_code == 404


def test_the_secretariat_takes_a_version_through_its_life(group):
    version, client = started(staff(), group), browser(secretary())
    complete(HAND, version)
    assert client.post(at("version-consult", version), {"until": "1 January 2020"}).status_code == 422
    assert client.post(at("version-consult", version), {"until": "1 January 2090"}).status_code == 302
    assert "Draft for comment" in client.get(at("version-detail", version)).content.decode()
    assert client.post(at("version-revise", version)).status_code == 409
    LibraryVersion.objects.filter(pk=version.pk).update(comments_until=date(2020, 1, 1))
    assert client.post(at("version-revise", version)).status_code == 302
    assert client.post(at("version-vote", version), {"closes_on": "1 January 2020"}).status_code == 422
    assert client.post(at("version-publish", version)).status_code == 409
    voted(version)
    page = client.get(at("version-detail", version)).content.decode()
    assert version.sha256 in page and "Put before the Steering Committee" in page
    assert client.post(at("version-put", version)).status_code == 302
    assert "It is before the Steering Committee." in client.get(at("version-detail", version)).content.decode()


def test_the_committee_reads_the_exact_words_with_what_changed(group, member):
    lib.version(lib.item(group=group), "PUBLISHED")
    item = LibraryItem.objects.get()
    with scope.as_system("test"):
        second = library.begin_version(HAND, item, at=AT)
        row = second.criteria.get(code="LAP-01")
        words = {name: getattr(row, name) for name in queries.ROW if name != "code"}
        drafts.change_row(HAND, row, code="LAP-01", labels=[], **{**words, "text": "Sharper text."}, at=AT)
        drafts.remove_row(HAND, second.criteria.get(code="LAP-02"), at=AT)
        drafts.write(HAND, second, summary="S", changes="Sharper.", at=AT)
        voted(second)
        approvals.put(HAND, second, at=AT)
    terms = committee(5)
    client = browser(terms[1].user)
    page = client.get(at("approval-detail", ref=second.ref)).content.decode()
    assert second.sha256 in page and "<ins>" in page and "Taken out since the last version" in page
    assert "Open the vote" not in page and "The vote is not open yet" in page
    assert client.get(at("version-file", second)).status_code == 404  # there is none; a draft would be refused
    assert client.get(at("version-detail", started(HAND, group, title="A draft"))).status_code == 404
    assert browser(member).get(at("approval-detail", ref=second.ref)).status_code == 403
    assert "Open the vote" in browser(secretary()).get(at("approval-detail", ref=second.ref)).content.decode()


def test_a_returned_version_says_why_to_its_group(group, member):
    version = adopted(group)
    decided(version, "NNNNN", reasons="Name the test.")
    assert "Name the test." in browser(member).get(at("version-detail", version)).content.decode()


def test_the_number_of_queries_does_not_grow_with_rows(group, member):
    version, client = started(HAND, group), browser(member)
    drafts.add_row(HAND, version, code="LAP-01", labels=[], **WORDS, at=AT)
    pages = (at("version-detail", version), at("document-list", wg=group.slug))

    def counted():
        found = []
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as asked:
                client.get(page)
            found.append(len(asked))
        return found

    before = counted()
    for number in range(2, 12):
        drafts.add_row(HAND, version, code=f"LAP-{number}", labels=[], **WORDS, at=AT)
        with scope.as_system("test"):
            comments.comment(HAND, version, criterion_code=f"LAP-{number}", text="Hm.", at=AT)
        started(HAND, group, title=f"Another {number}")
    assert counted() == before
