"""Whole answers for visitors, kept in the process until something is published.

Asking the database for a version at each request costs more than drawing a small page (performance 2.3). Instead
every process listens: `bump()` notifies with the commit, and before an answer is taken from memory the listening
connection is looked at, which is a read of a local socket and no query. A process that cannot listen keeps nothing.
"""

import hashlib
import logging
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import psycopg2
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from pact.clock import today

log = logging.getLogger(__name__)

CHANNEL = "pact_published"
ENTRIES = 256
LARGEST = 512_000
RETRY_SECONDS = 5
_KEPT_HEADERS = ("Content-Type", "Content-Language", "Link", "Vary")


@dataclass(frozen=True)
class Answer:
    body: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    until: float


class Ear:
    """This process's listening connection. `changed()` is true when something was published, or might have been."""

    def __init__(self):
        self._connection = None
        self._process = 0
        self._next_try = 0.0

    @property
    def hears(self) -> bool:
        return self._connection is not None and self._process == os.getpid()

    def changed(self) -> bool:
        if not self.hears:
            self._listen()
            return True
        try:
            self._connection.poll()
        except psycopg2.Error:
            self.close()
            return True
        heard = bool(self._connection.notifies)
        self._connection.notifies.clear()
        return heard

    def close(self) -> None:
        """Also after a fork: a child never speaks on its parent's connection."""
        kept, self._connection = self._connection, None
        if kept is not None and self._process == os.getpid():
            kept.close()

    def _listen(self) -> None:
        if time.monotonic() < self._next_try:
            return
        self.close()
        self._process = os.getpid()
        try:
            fresh = psycopg2.connect(**connection.get_connection_params())
            fresh.autocommit = True
            with fresh.cursor() as cursor:
                cursor.execute(f"listen {CHANNEL}")
            self._connection = fresh
        except psycopg2.Error as fault:
            self._next_try = time.monotonic() + RETRY_SECONDS
            log.warning("Pages are drawn anew each time: no listening connection (%s)", type(fault).__name__)


class Shelf:
    """The kept answers: least recently asked for go first, all go when something is published."""

    def __init__(self):
        self._lock = threading.Lock()
        self._ear = Ear()
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._values: dict[str, tuple[Any, float]] = {}
        self.generation = 0

    def find(self, key: str) -> Answer | None:
        with self._lock:
            self._look()
            answer = self._answers.get(key)
            if answer is None or answer.until < time.monotonic():
                return None
            self._answers.move_to_end(key)
            return answer

    def keep(self, key: str, answer: Answer, generation: int) -> None:
        """Keep an answer, unless something was published while it was drawn."""
        with self._lock:
            self._look()
            if generation != self.generation or not self._ear.hears or len(answer.body) > LARGEST:
                return
            self._answers[key] = answer
            while len(self._answers) > ENTRIES:
                self._answers.popitem(last=False)

    def value(self, key: str, make: Callable[[], Any], seconds: int) -> Any:
        """A value kept like an answer: made anew when something was published, or when its time is over."""
        with self._lock:
            self._look()
            value, until = self._values.get(key, (None, 0.0))
            if until > time.monotonic():
                return value
            generation = self.generation
        value = make()
        with self._lock:
            self._look()
            if generation == self.generation and self._ear.hears:
                self._values[key] = (value, time.monotonic() + seconds)
        return value

    def clear(self) -> None:
        with self._lock:
            self._clear()

    def close(self) -> None:
        with self._lock:
            self._ear.close()
            self._clear()

    def _look(self) -> None:
        if self._ear.changed():
            self._clear()

    def _clear(self) -> None:
        self._answers.clear()
        self._values.clear()
        self.generation += 1


shelf = Shelf()


def bump() -> None:
    """Say that what the world sees has changed: with this transaction's commit every process forgets its answers."""
    with connection.cursor() as cursor:
        cursor.execute(f"notify {CHANNEL}")


def remembered(key: str, make: Callable[[], Any], seconds: int = 60) -> Any:
    """What many public pages ask for alike (counts by country), kept until something is published. Few keys only."""
    return shelf.value(f"{key} {today().isoformat()}", make, seconds) if settings.PAGE_CACHE else make()


def cached_page(seconds: int = 60) -> Callable:
    """Keep what this public view answers to visitors. Stands below `@public_page`."""

    def declare(view):
        @wraps(view)
        def wrapped(request: HttpRequest, **kwargs) -> HttpResponse:
            if not settings.PAGE_CACHE or not _is_plain(request):
                return view(request, **kwargs)
            key = _key(request)
            answer = shelf.find(key)
            if answer is None:
                generation = shelf.generation
                response = view(request, **kwargs)
                if not _may_be_kept(request, response):
                    return response
                answer = _answer(response, seconds)
                shelf.keep(key, answer, generation)
            return _told(request, answer)

        return wrapped

    return declare


def _is_plain(request: HttpRequest) -> bool:
    """A visitor who brings no cookie: no session, no message, no form token. The theme is part of the key."""
    return request.method in ("GET", "HEAD") and not set(request.COOKIES) - {"theme"}


def _key(request: HttpRequest) -> str:
    theme = request.COOKIES.get("theme", "")[:8]
    htmx = request.headers.get("HX-Request", "")[:5]
    # With the day in the key nothing of yesterday is told at midnight: a role that ended is on no page any more.
    return "\n".join((request.get_host(), request.get_full_path(), theme, htmx, today().isoformat()))


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Disposition")
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not getattr(getattr(request, "session", None), "accessed", False)
    )


def _answer(response: HttpResponse, seconds: int) -> Answer:
    patch_vary_headers(response, ("Cookie", "HX-Request"))
    headers = tuple((name, response[name]) for name in _KEPT_HEADERS if response.has_header(name))
    body = response.content
    return Answer(body, headers, f'"{hashlib.sha256(body).hexdigest()[:32]}"', time.monotonic() + seconds)


def _told(request: HttpRequest, answer: Answer) -> HttpResponse:
    asked = {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}
    response = HttpResponseNotModified() if asked & {answer.etag, "*"} else HttpResponse(answer.body)
    for name, value in answer.headers:
        response[name] = value
    response["ETag"] = answer.etag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response
