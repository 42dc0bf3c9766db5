"""Telling the demo's story to tests: once for a run, in a copy of the test database; what tests add is undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime

from django.core.cache import caches
from django.db import transaction

from pact.access import Actor, scope
from pact.demo import story
from pact.demo.stage import Stage
from tests import copies, kept

_told: dict[tuple[frozenset[str], datetime], tuple[str, Stage]] = {}


@contextmanager
def told(only: frozenset[str], until: datetime = story.DEFAULT_UNTIL) -> Iterator[Stage]:
    """The stage as it stands at a moment, with a few applicants, inside a transaction that is rolled back."""
    key = (only, until)
    if key not in _told:
        _told[key] = _tell(only, until)
    name, stage = _told[key]
    with copies.used(name), _in_scope():
        yield deepcopy(stage)
        transaction.set_rollback(True)
    caches["process"].clear()


def _tell(only: frozenset[str], until: datetime) -> tuple[str, Stage]:
    """In a copy of what is kept of this story, else in a copy of the test database."""
    ground, _nothing = kept.migrated()

    def build(name: str) -> Stage:
        return _told_in(copies.make_as(name, ground), only, until)

    source, stage = kept.database(f"{sorted(only)} until {until}", build)
    name = copies.make(f"story{len(_told)}", source)
    return name, stage or _told_in(name, only, until)


def _told_in(name: str, only: frozenset[str], until: datetime) -> Stage:
    stage = None
    with copies.used(name), _in_scope():
        for _chapter, stage in story.tell(until, only=only):  # noqa: B007  the last one is what counts
            pass
    return stage


@contextmanager
def _in_scope() -> Iterator[None]:
    caches["process"].clear()
    with transaction.atomic(), scope.entered(Actor.hand("test")):
        yield
