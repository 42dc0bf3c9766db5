"""Uploads: decided by content, refused in one sentence, kept under a random name, handed out as attachments."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from openpyxl import Workbook
from pikepdf import Array, Dictionary, Name

from pact.access import Actor, GroupHat, Hat, scope
from pact.audit.models import Event
from pact.files import adopt, check, read, remove, serve, store
from pact.files.fields import UploadField
from pact.files.models import StoredFile
from pact.files.sniffing import safe_name

AT = datetime(2027, 3, 17, 9, 0, tzinfo=UTC)
HAND = Actor.hand("test")


@pytest.fixture(autouse=True)
def _places(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }


def _pdf(change=None, **how) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if change:
            change(pdf)
        out = io.BytesIO()
        pdf.save(out, **how)
    return out.getvalue()


def _xlsx() -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.active.append(["a", 1])
    book.save(out)
    return out.getvalue()


def _on_page(**action):
    def change(pdf):
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(**action))
        pdf.pages[0].Annots = Array([link])

    return change


def _script(pdf):
    names = Array(["x", pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))])
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=names))


def _attachment(pdf):
    pdf.attachments["a.txt"] = b"hello"


def _open_action(pdf):
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])


def _hidden(pdf):
    pdf.make_indirect(Dictionary(S=Name.Launch, F="cmd.exe"))
    pdf.Root.PieceInfo = pdf.make_indirect(Array([Dictionary(A=Array([Dictionary(S=Name.Launch)]))]))


PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
LOCK = {"encryption": pikepdf.Encryption(owner="a", user="b")}
REFUSED = {
    "script": (_pdf(_script), "active content (JS, JavaScript)"),
    "script in a packed file": (_pdf(_script, **PACKED), "active content"),
    "launch": (_pdf(_on_page(S=Name.Launch, F="cmd.exe")), "active content (Launch)"),
    "hidden launch": (_pdf(_hidden), "active content (Launch)"),
    "attachment": (_pdf(_attachment), "active content (EF"),
    "open action": (_pdf(_open_action), "active content (OpenAction)"),
    "locked": (_pdf(**LOCK), "locked with a password"),
    "broken": (b"%PDF-1.7 hello", "damaged"),
    "cut": (_pdf()[:200], "damaged"),
    "empty": (b"", "empty"),
    "page": (b"<html><script>alert(1)</script></html>", "not a PDF"),
    "picture": (b"GIF89a", "not a PDF"),
    "program": (b"MZ\x90\x00", "not a PDF"),
    "workbook": (_xlsx(), "not a PDF"),
    "late pdf": (b"\n<script>\n%PDF-1.7", "not a PDF"),
    "huge": (b"%PDF-1.7" + b"0" * 10_000_001, "larger than 10 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_plain_pdf_is_refused_in_a_sentence(name):
    data, words = REFUSED[name]
    with pytest.raises(ValidationError) as refusal:
        check(SimpleUploadedFile("good.pdf", data, content_type="application/pdf"), ("pdf",))
    [sentence] = refusal.value.messages
    assert words in sentence and sentence.endswith(".")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (_pdf(), "PDF"),
        (_pdf(_on_page(S=Name.URI, URI="https://example.org")), "PDF"),
        (_xlsx(), "XLSX"),
        (b"a;b\n1;2\n", "CSV"),
        ("a;b\n1;Ä\n".encode("cp1252"), "CSV"),
        ("a\tb\n".encode("utf-16"), "CSV"),
    ],
)
def test_the_bytes_say_what_it_is_not_the_sender(data, kind):
    assert check(SimpleUploadedFile("x.exe", data, content_type="image/png")).kind.code == kind


@pytest.mark.parametrize(
    "data", [b"<html>", b"<?xml version='1.0'?><svg/>", b"#!/bin/sh\n", b"a\x00b", b"a;<script>x</script>"]
)
def test_markup_and_programs_are_no_tables(data):
    with pytest.raises(ValidationError):
        check(SimpleUploadedFile("x.csv", data), ("csv",))


NAMES = [
    ("../../etc/passwd", "passwd.pdf"),
    ("C:\\fake\\Ünterschrift (1).PDF", "Ünterschrift (1).pdf"),
    ("evil\u202efdp.exe", "evilfdp.pdf"),
    ('a"\r\nSet-Cookie: x=1.pdf', "a-Set-Cookie- x-1.pdf"),
    ("", "file.pdf"),
    ("日本語.pdf", "日本語.pdf"),
    ("x" * 300, "x" * 80 + ".pdf"),
]


@pytest.mark.parametrize(("given", "kept"), NAMES)
def test_names_are_rewritten(given, kept):
    assert safe_name(given, ".pdf") == kept


def test_the_form_field_says_it_at_the_field_and_hands_the_file_on_unread():
    field = UploadField(label="Signed Pact", allow=("pdf",))
    with pytest.raises(ValidationError, match="not a PDF"):
        field.clean(SimpleUploadedFile("a.pdf", b"GIF89a"))
    upload = field.clean(SimpleUploadedFile("a.pdf", _pdf()))
    assert upload.read().startswith(b"%PDF")
    assert field.widget.attrs["accept"] == ".pdf"


def _stored(**owner) -> StoredFile:
    return store(ContentFile(_pdf(), name="Sign off.pdf"), allow=("pdf",), purpose="tests", actor=HAND, at=AT, **owner)


@pytest.mark.django_db
def test_a_file_is_stored_recorded_and_served_in_a_sandbox():
    stored = _stored(organization_id=11)
    assert (stored.name, stored.kind, len(stored.sha256)) == ("Sign off.pdf", "PDF", 64)
    assert "Sign" not in stored.path and read(stored).startswith(b"%PDF")
    assert Event.objects.get(subject_ref=stored.ref).facts["sha256"] == stored.sha256
    answer = serve(RequestFactory().get("/"), stored)
    assert b"".join(answer.streaming_content) == read(stored)
    answer.close()
    assert answer["Content-Disposition"] == 'attachment; filename="Sign off.pdf"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    again = serve(RequestFactory().get("/", headers={"If-None-Match": f'"{stored.sha256}"'}), stored)
    assert again.status_code == 304


@pytest.mark.django_db
def test_files_are_in_reach_of_their_owners_only_in_queries_and_in_the_database():
    ours, group = _stored(organization_id=11), _stored(organization_id=12, group_id=22)
    pack, at_door = _stored(for_committee=True), _stored(about_ref="k3m9")
    cases = [
        (Actor(user_id=1, organizations=(Hat(11, "a", "A", frozenset()),)), {ours}),
        (Actor(user_id=2, groups=(GroupHat(22, "g", "G"),)), {group}),
        (Actor(user_id=3, committee=True), {pack}),
        (Actor.at_the_door("k3m9"), {at_door}),
        (Actor(user_id=4), set()),
        (Actor(), set()),
    ]
    for actor, expected in cases:
        with scope.entered(actor):
            assert set(StoredFile.objects.all()) == expected
            assert set(StoredFile.objects.visible_to(actor)) == expected


@pytest.mark.django_db
def test_an_applicant_without_account_can_leave_a_file_at_the_door():
    door = Actor.at_the_door("k3m9")
    with scope.entered(door):
        upload = ContentFile(_pdf(), name="a.pdf")
        stored = store(upload, purpose="tests", actor=door, at=AT, about_ref="k3m9")
        assert StoredFile.objects.visible_to(door).get() == stored
    adopt(HAND, stored, at=AT, organization_id=11)
    assert StoredFile.objects.get(pk=stored.pk).organization_id == 11


@pytest.mark.django_db
def test_a_removed_file_leaves_the_store_with_its_transaction(django_capture_on_commit_callbacks):
    stored = _stored()
    with django_capture_on_commit_callbacks(execute=True):
        remove(HAND, stored, at=AT)
        assert default_storage.exists(stored.path)
    assert not default_storage.exists(stored.path)
    assert not StoredFile.objects.exists()
