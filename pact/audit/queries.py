"""The trail of a record, for the history part of pages."""

from dataclasses import dataclass
from datetime import datetime

from pact.access.actors import Actor
from pact.audit.models import Event
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
