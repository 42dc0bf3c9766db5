"""Watching a document and having it: in reach or not there, private or public, with script or without."""

from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import include, path

from pact.access import Actor, Hat, scope
from pact.accounts.actions import ensure_user
from pact.documents import queries
from pact.documents.kinds import Kind
from pact.documents.models import Document

AT = datetime(2027, 3, 17, 9, 0, tzinfo=UTC)
KIND = Kind("tests.pages", "print/tests/x.html", lambda facts: "Receipt", back=lambda facts: f"/o/{facts['org']}/")
OURS = 11

urlpatterns = [
    path("", include("pact.documents.urls")),
    path("", include("pact.ui.urls")),
    path("accounts/", include("allauth.urls")),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def actor_for(user, *, at, session):
    """Everyone signed in belongs to one organization here."""
    hat = Hat(OURS, "skola", "Škola", frozenset({"VIEWER"}))
    return Actor(user_id=user.pk, name=user.name, email=user.email, organizations=(hat,))


@pytest.fixture(autouse=True)
def _places(settings, tmp_path):
    settings.ACTOR_FOR = f"{__name__}.actor_for"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }


@pytest.fixture
def person() -> Client:
    client = Client()
    client.force_login(ensure_user("ann@skola.example", name="Ann", at=AT))
    return client


def _document(**fields) -> Document:
    given = {
        "kind": KIND.name,
        "title": "Receipt 2026-NO-0148",
        "facts": {"org": "skola"},
        "created_at": AT,
        "organization_id": OURS,
    }
    return Document.objects.create(**{**given, **fields})


def _ready(**fields) -> Document:
    path = default_storage.save("documents/aa/a.pdf", ContentFile(b"%PDF-1.7 made"))
    return _document(state="READY", progress=100, path=path, sha256="ab" * 32, size=13, pages=2, ready_at=AT, **fields)


def test_a_document_on_its_way_shows_its_progress_and_refreshes_itself(person):
    document = _document(state="MAKING", progress=40, progress_text="Setting page 3")
    page = person.get(f"/documents/{document.ref}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert 'value="40"' in text and "Setting page 3" in text
    assert '<noscript><meta http-equiv="refresh"' in text
    assert f'hx-get="/documents/{document.ref}/state/"' in text
    assert 'href="/o/skola/"' in text
    part = person.get(f"/documents/{document.ref}/state/").content.decode()
    assert 'value="40"' in part and "<html" not in part


def test_a_ready_document_can_be_downloaded(person):
    document = _ready()
    text = person.get(f"/documents/{document.ref}/").content.decode()
    assert f'href="/documents/{document.ref}/file/"' in text and "refresh" not in text
    answer = person.get(f"/documents/{document.ref}/file/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 made"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{document.ref}.pdf"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"


def test_a_failed_document_says_what_to_do(person):
    document = _document(state="FAILED", failure="MemoryError")
    text = person.get(f"/documents/{document.ref}/").content.decode()
    assert "order it again" in text and "MemoryError" not in text


def test_out_of_reach_is_the_same_as_not_there(person):
    other = _ready(organization_id=OURS + 1)
    for address in ("", "state/", "file/"):
        assert person.get(f"/documents/{other.ref}/{address}").status_code == 404
    assert person.get("/documents/nothing/").status_code == 404


def test_a_document_that_is_not_ready_has_no_file(person):
    assert person.get(f"/documents/{_document().ref}/file/").status_code == 404


def test_visitors_are_asked_to_sign_in(client):
    answer = client.get(f"/documents/{_ready().ref}/")
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")


def test_a_public_document_is_everyones_under_its_own_address(client):
    document = _ready(public=True)
    with scope.entered(Actor()):
        answer = client.get(f"/published/{document.ref}.pdf")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 made"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["Cache-Control"].startswith("public")
    again = client.get(f"/published/{document.ref}.pdf", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_what_is_not_published_has_no_public_address(client):
    assert client.get(f"/published/{_ready().ref}.pdf").status_code == 404


def test_the_newest_document_about_a_record_is_found():
    subject = _document()
    about = {"about_kind": "documents.document", "about_ref": subject.ref}
    _document(**about)
    newest = _document(**about, created_at=AT.replace(hour=10))
    assert queries.latest_about(Actor.hand("test"), subject, KIND) == newest
    assert queries.latest_about(Actor(user_id=1), subject, KIND) is None
    assert queries.card(newest)["waiting"]
