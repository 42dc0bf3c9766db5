"""The trail of a record, for the history part of pages; and what was done to a row, for staff."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from pact.access.actors import Actor
from pact.audit.models import Change, Event
from pact.audit.recording import sentence_of

# Hands that work while people sleep, and those that stand for somebody; every other one is the system.
NIGHTLY = {"daily", "coverage", "deadline-sweep", "monitoring-night", "participants-daily"}


def hand_in_words(hand: str) -> str:
    """Who a hand of the system is for people."""
    if hand in NIGHTLY:
        return _("The system, at night")
    named = {
        "demo": _("The story of the demo"),
        "visitor": _("A visitor"),
        "written-procedure": _("The written procedure of the Steering Committee"),
    }
    return named.get(hand, _("The system"))


@dataclass(frozen=True)
class TrailLine:
    """`who` in words; `sentence` completes "Ann …"; `hand` is empty for a person."""

    at: datetime
    who: str
    sentence: str
    facts: dict
    hand: str = ""
    about: str = ""
    clause: str = ""

    @property
    def changes(self) -> list[tuple[str, Any, Any]]:
        """Name, before and after of each fact that a correction changed."""
        before, after = self.facts.get("before"), self.facts.get("after")
        if not isinstance(before, dict) or not isinstance(after, dict):
            return []
        return [(name.replace("_", " "), _told(before.get(name)), _told(value)) for name, value in after.items()]

    @property
    def facts_as_text(self) -> str:
        return json.dumps(self.facts, ensure_ascii=False, sort_keys=True) if self.facts else ""

    @property
    def told(self) -> str:
        """The sentence where it stands alone."""
        return self.sentence[:1].upper() + self.sentence[1:]


def line_of(event: Event) -> TrailLine:
    """An event as people read it; `actor` was fetched with it."""
    who, hand = (event.actor.name, "") if event.actor_id else (hand_in_words(event.hand), event.hand)
    about = f"{event.subject_kind} {event.subject_ref}"
    return TrailLine(event.at, who, sentence_of(event.verb), event.facts, hand, about, event.clause)


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return words or "–"


def trail(actor: Actor, *subjects) -> list[TrailLine]:
    """What happened to these records, oldest first, as far as this actor may see it."""
    events = Event.objects.visible_to(actor).about(*subjects).select_related("actor")
    return [line_of(event) for event in events]


def history(actor: Actor, organization_id: int, *subjects) -> QuerySet[Event]:
    """Everything that happened to what an organization owns and to these records, newest first; for a long list."""
    seen = Event.objects.visible_to(actor)
    found = seen.filter(organization_id=organization_id) | seen.about(*subjects)
    return found.select_related("actor").order_by("-at", "-pk")


@dataclass(frozen=True)
class ChangeLine:
    """`columns`: name, old, new. A row that came has no old values, one that went no new ones. `who` is the hand as it
    is noted: staff look for exactly that."""

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
