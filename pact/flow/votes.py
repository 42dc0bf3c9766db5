"""How far a vote is, for the floor whose record is voted on: it knows no floor above (names compose)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from pact.access.actors import Actor


@dataclass(frozen=True)
class Votes:
    """An open vote on one subject: how many of those who may have voted."""

    cast: int
    electors: int
    closes_at: datetime


def votes_on(actor: Actor, subject_kind: str, subject_refs: Iterable[str]) -> dict[str, Votes]:
    """The open votes on these subjects by their references, from the function `settings.VOTES_ON` names; one query."""
    refs = list(subject_refs)
    return import_string(settings.VOTES_ON)(actor, subject_kind, refs) if refs else {}
