"""Ordering and publishing documents."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from pact.access.actors import Actor
from pact.access.permissions import CannotNow
from pact.audit import record
from pact.documents import facts as plain
from pact.documents import verbs
from pact.documents.kinds import Kind
from pact.documents.models import Document
from pact.publishing.cache import bump
from pact.waking import wake


@transaction.atomic
def order(
    kind: Kind,
    facts: dict,
    *,
    actor: Actor,
    at: datetime,
    about: Any = None,
    organization_id: int | None = None,
    group_id: int | None = None,
    public: bool = False,
    for_committee: bool = False,
) -> Document:
    """Put a document in the queue: facts first, with their hash; the worker is told when the transaction holds."""
    packed = plain.packed(facts)
    document = Document(
        kind=kind.name,
        title=str(kind.title(facts))[:200],
        language=get_language() or "en-gb",
        facts=packed,
        facts_sha256=plain.sha256_of(packed),
        about_kind=about._meta.label_lower if about is not None else "",
        about_ref=str(getattr(about, "ref", None) or getattr(about, "slug", None) or about.pk) if about else "",
        organization_id=organization_id,
        group_id=group_id,
        for_committee=for_committee,
        public=public,
        created_at=at,
    )
    document.save(force_insert=True)
    _record(actor, verbs.ORDERED, document, at, kind=kind.name, facts_sha256=document.facts_sha256)
    transaction.on_commit(lambda: wake("pact.documents.tasks.press"))
    return document


@transaction.atomic
def publish(actor: Actor, document: Document, *, at: datetime) -> Document:
    """Open a printed document to everyone, as it is; raises `CannotNow` before it is ready."""
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if locked.state != Document.READY:
        raise CannotNow("This document is not ready yet. Publish it when it is.")
    if not locked.public:
        locked.public = True
        locked.save(update_fields=["public"])
        _record(actor, verbs.PUBLISHED, locked, at, sha256=locked.sha256)
        bump()
    document.public = True
    return locked


def _record(actor: Actor, verb, document: Document, at: datetime, **facts: Any) -> None:
    owners = {"organization_id": document.organization_id, "group_id": document.group_id}
    record(actor, verb, document, at=at, **owners, **facts)
