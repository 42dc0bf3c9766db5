"""The one door that closes with the Pact (6.2.1): every write of a person or a visitor asks here.

Asked twice: by `@page` and `@public_page` before a step, and by `pact.audit.record`, so that no import, command or
program passes either. What goes on afterwards says so where it is declared: `@page(..., after_end=True)` and
`Verb(..., after_end=True)`; the system's hands, which end what ends with the Pact, are not asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from pact.access.permissions import Refused

SAFE = ("GET", "HEAD", "OPTIONS")
_asked: ContextVar[bool] = ContextVar("asked_whether_the_pact_is_in_effect", default=False)


@cache
def _ended_on():
    return import_string(settings.PACT_ENDED_ON)


def require_running(at: datetime) -> None:
    """Raise `Refused` once the Pact is over; one query, and none inside a step that was asked at its door."""
    if _asked.get():
        return
    last = _ended_on()(at)
    if last is not None:
        raise Refused(
            f"The Pact ended on {last:%-d %B %Y}. Everything stays readable, and nothing new is written.",
            rests_on="The Pact is in effect until its end",
            clause="6.2.1",
        )


@contextmanager
def running(at: datetime) -> Iterator[None]:
    """A step while the Pact is in effect."""
    require_running(at)
    token = _asked.set(True)
    try:
        yield
    finally:
        _asked.reset(token)
