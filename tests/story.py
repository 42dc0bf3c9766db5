"""Telling the demo's story to tests: once for a module, undone at its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from pact.access import Actor, scope
from pact.demo import story
from pact.demo.stage import Stage


@contextmanager
def told(only: frozenset[str], until: datetime = story.DEFAULT_UNTIL) -> Iterator[Stage]:
    """The stage as it stands at a moment, with a few applicants, inside a transaction that is rolled back."""
    with transaction.atomic(), scope.entered(Actor.hand("test")):
        stage = None
        for _chapter, stage in story.tell(until, only=only):  # noqa: B007  the last one is what counts
            pass
        yield stage
        transaction.set_rollback(True)
