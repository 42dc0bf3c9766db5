"""Sharing a file with a group or a working group, and taking it back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from buyergroups import access, verbs
from buyergroups.models import Gathering, SharedFile
from buyergroups.queries.files import stored
from buyergroups.queries.gatherings import Home
from pact import files
from pact.access import Actor, CannotNow, scope
from pact.audit import record

PURPOSE = "shared file"


@transaction.atomic
def share(
    actor: Actor, home: Home, upload: Any, *, title: str = "", gathering: Gathering | None = None, at: datetime
) -> SharedFile:
    """Keep a PDF, workbook or CSV for those who meet here, by itself or with one of their meetings."""
    access.SHARE_FILES.require(actor, home)
    if gathering and (gathering.group_id, gathering.working_group_id) != (home.group_id, home.working_group_id):
        raise CannotNow("Choose a meeting of this group.")
    kept = files.store(upload, purpose=PURPOSE, actor=actor, at=at, group_id=home.group_id)
    shared = SharedFile.objects.create(
        group=home.group,
        working_group=home.working_group,
        gathering=gathering,
        title=title.strip() or kept.name,
        file=kept,
        shared_at=at,
        shared_by_id=actor.user_id,
    )
    record(actor, verbs.FILE_SHARED, shared, at=at, clause="3.2.1.b", group_id=home.group_id, kind=kept.kind)
    return shared


@transaction.atomic
def take_back(actor: Actor, shared: SharedFile, *, at: datetime) -> None:
    """Nobody reads it any more: the row goes, and the bytes with it."""
    access.REMOVE_FILE.require(actor, shared)
    kept = stored(shared)
    record(actor, verbs.FILE_TAKEN_BACK, shared, at=at, clause="3.2.1.b", group_id=shared.group_id)
    shared.delete()
    with scope.as_system("shared-files") as hand:
        files.remove(hand, kept, at=at)
