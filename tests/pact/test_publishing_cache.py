"""Public pages from memory: never stale after a publication, never anybody's own."""

import time
from datetime import UTC, datetime, timedelta

import psycopg2
import pytest
from django.db import connection
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from pact.publishing import cache
from pact.publishing.models import Publishable

AT = datetime(2027, 3, 17, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _listening(settings, monkeypatch, db):
    settings.PAGE_CACHE = True
    monkeypatch.setattr(cache, "shelf", cache.Shelf())
    yield
    cache.shelf.close()


class Page:
    """A view that counts how often it is drawn."""

    def __init__(self, draw=lambda request, drawn: HttpResponse(f"drawn {drawn}")):
        self.drawn, self.draw = 0, draw
        self.view = cache.cached_page(seconds=60)(self._view)

    def _view(self, request):
        self.drawn += 1
        return self.draw(request, self.drawn)

    def get(self, path="/list/", cookies=None, **headers):
        request = RequestFactory().get(path, headers=headers)
        request.COOKIES = cookies or {}
        return self.view(request)


def _publish_elsewhere():
    """Another process commits a publication; the notice is here within moments."""
    before = cache.shelf.generation
    other = psycopg2.connect(**connection.get_connection_params())
    with other, other.cursor() as cursor:
        cursor.execute(f"notify {cache.CHANNEL}")
    other.close()
    until = time.monotonic() + 2
    while cache.shelf.generation == before and time.monotonic() < until:
        cache.shelf.find("no such page")


def test_a_page_is_drawn_once_for_all_visitors():
    page = Page()
    assert [page.get().content for _visit in range(3)] == [b"drawn 1"] * 3
    assert page.get("/list/?q=x").content == b"drawn 2"


def test_a_browser_that_has_the_page_gets_no_body():
    page = Page()
    first = page.get()
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" in first["Vary"]
    again = page.get(**{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_a_publication_in_another_process_empties_the_memory():
    page = Page()
    page.get()
    _publish_elsewhere()
    assert page.get().content == b"drawn 2"
    assert page.get().content == b"drawn 2"


def test_what_was_drawn_while_something_was_published_is_not_kept():
    def draw(request, drawn):
        if drawn == 1:
            cache.shelf.clear()
        return HttpResponse(f"drawn {drawn}")

    page = Page(draw)
    assert [page.get().content for _visit in range(3)] == [b"drawn 1", b"drawn 2", b"drawn 2"]


def test_nobody_with_a_cookie_is_answered_from_memory():
    page = Page()
    page.get()
    for name in ("pact", "messages", "csrf"):
        page.get(cookies={name: "x"})
    assert page.drawn == 4
    assert page.get(cookies={"theme": "dark"}).content == b"drawn 5"
    assert page.get().content == b"drawn 1"


@pytest.mark.parametrize(
    "draw",
    [
        lambda request, drawn: HttpResponse("x", status=404),
        lambda request, drawn: HttpResponse(get_token(request)),
        lambda request, drawn: HttpResponse("x", headers={"Content-Disposition": "attachment"}),
    ],
)
def test_errors_forms_and_files_are_not_kept(draw):
    page = Page(draw)
    page.get()
    page.get()
    assert page.drawn == 2


def test_a_page_lives_for_its_seconds_only(monkeypatch):
    page = Page()
    page.get()
    later = time.monotonic() + 61
    monkeypatch.setattr(cache.time, "monotonic", lambda: later)
    assert page.get().content == b"drawn 2"


def test_without_a_listening_connection_nothing_is_kept(monkeypatch):
    def refused(**parameters):
        raise psycopg2.OperationalError("no")

    monkeypatch.setattr(cache.psycopg2, "connect", refused)
    page = Page()
    page.get()
    page.get()
    assert page.drawn == 2


def test_a_lost_connection_empties_the_memory():
    page = Page()
    page.get()
    cache.shelf._ear._connection.close()
    page.get()
    assert page.drawn == 2


def test_bump_speaks_with_the_commit():
    cache.bump()
    assert connection.in_atomic_block


def test_published_means_published_and_not_withdrawn():
    from django.db import models

    class Leaf(Publishable):
        class Meta:
            app_label = "publishing"
            managed = False

    assert Leaf(published_at=AT).is_public
    assert not Leaf(published_at=AT, withdrawn_at=AT + timedelta(days=1)).is_public
    assert not Leaf().is_public
    assert isinstance(Leaf.objects.published(AT), models.QuerySet)
    sql = str(Leaf.objects.published(AT).query)
    assert "withdrawn_at" in sql and "published_at" in sql
