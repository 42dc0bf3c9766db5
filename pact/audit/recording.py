"""`record(actor, verb, subject, ...)`: the one way to write an event.

Called by name, never by a signal: what happens outside a request is recorded as well. Persons appear by id only,
so that erasing a person leaves the chain whole (Security F5, F7).
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pact.access import duration, tracing
from pact.access.actors import Actor

_verbs: dict[str, "Verb"] = {}


@dataclass(frozen=True)
class Verb:
    """What can happen: `code` is past tense ("monitoring.submission.returned"), `sentence` completes "Ann …".

    `after_end`: people may do it when the Pact is over (6.2.1)."""

    code: str
    sentence: str
    after_end: bool = False

    def __post_init__(self):
        if self.code in _verbs:
            raise ValueError(f"verb {self.code} is declared twice")
        _verbs[self.code] = self


def sentence_of(code: str) -> str:
    verb = _verbs.get(code)
    return str(verb.sentence) if verb else code


def declared() -> frozenset[str]:
    return frozenset(_verbs)


def record(
    actor: Actor,
    verb: Verb,
    subject: Any,
    *,
    at: datetime,
    organization_id: int | None = None,
    group_id: int | None = None,
    on_behalf_of_id: int | None = None,
    clause: str = "",
    **facts: Any,
):
    """Write one event; raises ValueError for an actor who is nobody, Refused for people once the Pact is over."""
    from pact.audit.models import Event

    if actor.is_anonymous and not actor.doors:
        raise ValueError("an event needs a person, a key holder or a named hand of the system")
    if not actor.system and not verb.after_end:
        duration.require_running(at)
    event = Event(
        at=at,
        actor_id=actor.user_id,
        hand=actor.system or ("" if actor.user_id else "visitor"),
        verb=verb.code,
        subject_kind=subject._meta.label_lower,
        subject_ref=str(getattr(subject, "ref", None) or getattr(subject, "slug", None) or subject.pk),
        organization_id=organization_id,
        group_id=group_id,
        on_behalf_of_id=on_behalf_of_id,
        clause=clause,
        facts=json.loads(json.dumps(facts, default=str)),
        request_id=tracing.request_id.get(),
    )
    event.canonical = event.canonical_text()
    event.save(force_insert=True)
    return event
