"""The trail of a record, for the history part of pages; and what was done to a row, for staff."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from pact.access.actors import Actor
from pact.audit.models import Change, Event
from pact.audit.recording import sentence_of


@dataclass(frozen=True)
class TrailLine:
    at: datetime
    who: str
    sentence: str
    facts: dict


def trail(actor: Actor, *subjects) -> list[TrailLine]:
    """What happened to these records, oldest first, as far as this actor may see it."""
    events = Event.objects.visible_to(actor).about(*subjects).select_related("actor")
    return [
        TrailLine(event.at, event.actor.name if event.actor_id else event.hand, sentence_of(event.verb), event.facts)
        for event in events
    ]


@dataclass(frozen=True)
class ChangeLine:
    """`columns`: name, old, new. A row that came has no old values, one that went no new ones."""

    at: datetime
    who: str
    request_id: str
    operation: str
    columns: list[tuple[str, Any, Any]]


def changes(actor: Actor, row: Model) -> list[ChangeLine]:
    """What was done to this row, oldest first, whoever wrote it and by whatever way; for staff alone."""
    found = Change.objects.visible_to(actor).of(row).select_related("actor")
    return [
        ChangeLine(
            change.at,
            change.actor.name if change.actor_id else change.hand,
            change.request_id,
            change.operation,
            _columns(change),
        )
        for change in found
    ]


def _columns(change: Change) -> list[tuple[str, Any, Any]]:
    values = json.loads(change.changes)
    if change.operation == "UPDATE":
        return [(name, old, new) for name, (old, new) in values.items()]
    came = change.operation == "INSERT"
    return [(name, None, value) if came else (name, value, None) for name, value in values.items()]
