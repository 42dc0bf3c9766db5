"""Recording a version of the Pact's text."""

import hashlib
import json
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from pact.access import Actor
from pact.audit import record
from participants import verbs
from participants.models import PactText
from participants.rules import text_of

FIRST = Path(__file__).resolve().parent.parent / "data" / "pact-text.json"


@transaction.atomic
def adopt(
    actor: Actor, *, version: int, title: str, valid_from: date, source: str, clauses: list[dict], at: datetime
) -> PactText:
    """A version is written once and never changed; adopting the same version again gives back what there is."""
    known = PactText.objects.filter(version=version).first()
    if known:
        return known
    sha256 = hashlib.sha256(text_of(clauses).encode()).hexdigest()
    text = PactText.objects.create(
        version=version, title=title, valid_from=valid_from, source=source, clauses=clauses, sha256=sha256
    )
    record(actor, verbs.TEXT_ADOPTED, text, at=at, clause="6.2.1", version=version, sha256=sha256)
    return text


def adopt_first(actor: Actor, *, at: datetime) -> PactText:
    """The Pact as it was signed first, from the data of this floor."""
    data = json.loads(FIRST.read_text())
    return adopt(
        actor,
        version=data["version"],
        title=data["title"],
        valid_from=date.fromisoformat(data["valid_from"]),
        source=data["source"],
        clauses=data["clauses"],
        at=at,
    )
