"""Storing, adopting and removing files."""

import hashlib
import uuid
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from pact.access.actors import Actor
from pact.audit import record
from pact.files import verbs
from pact.files.models import StoredFile
from pact.files.sniffing import check


@transaction.atomic
def store(
    upload: Any,
    *,
    purpose: str,
    actor: Actor,
    at: datetime,
    allow: tuple[str, ...] = ("pdf", "xlsx", "csv"),
    organization_id: int | None = None,
    group_id: int | None = None,
    about_ref: str = "",
    for_committee: bool = False,
    limit: int | None = None,
) -> StoredFile:
    """Keep an upload; raises ValidationError with one sentence. The bytes are written before the row."""
    checked = check(upload, allow, limit)
    key = uuid.uuid4()
    path = default_storage.save(f"files/{key.hex[:2]}/{key.hex}{checked.kind.extension}", ContentFile(checked.data))
    stored = StoredFile(
        id=key,
        name=checked.name,
        kind=checked.kind.code,
        size=len(checked.data),
        sha256=hashlib.sha256(checked.data).hexdigest(),
        path=path,
        purpose=purpose,
        about_ref=about_ref,
        organization_id=organization_id,
        group_id=group_id,
        for_committee=for_committee,
        created_at=at,
        created_by_id=actor.user_id,
    )
    stored.save(force_insert=True)
    _record(actor, verbs.STORED, stored, at, purpose=purpose, kind=stored.kind, size=stored.size, sha256=stored.sha256)
    return stored


@transaction.atomic
def adopt(
    actor: Actor, stored: StoredFile, *, at: datetime, organization_id: int | None = None, group_id: int | None = None
) -> None:
    """Give a file its owner once there is one: the organization of an application that was admitted."""
    stored.organization_id, stored.group_id = organization_id, group_id
    stored.save(update_fields=["organization_id", "group_id"])
    _record(actor, verbs.ADOPTED, stored, at)


@transaction.atomic
def remove(actor: Actor, stored: StoredFile, *, at: datetime) -> None:
    """Forget a file: the row now, the bytes when the transaction holds."""
    _record(actor, verbs.REMOVED, stored, at, sha256=stored.sha256)
    path = stored.path
    stored.delete()
    transaction.on_commit(lambda: default_storage.delete(path))


def read(stored: StoredFile) -> bytes:
    with default_storage.open(stored.path) as file:
        return file.read()


def _record(actor: Actor, verb, stored: StoredFile, at: datetime, **facts: Any) -> None:
    owners = {"organization_id": stored.organization_id, "group_id": stored.group_id}
    record(actor, verb, stored, at=at, **owners, **facts)
