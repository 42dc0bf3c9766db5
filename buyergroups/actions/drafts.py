"""Writing a draft: its words, its PDF, its rows. Nobody changes it while a vote on it is open (4.2)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from buyergroups import access, rules, verbs
from buyergroups.models import Criterion, Label, LibraryVersion
from buyergroups.queries import versions as queries
from governance.rules import moved
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.files.actions import store

PURPOSE = "buyergroups.library"


def _open(actor: Actor, version: LibraryVersion) -> LibraryVersion:
    """The draft under its lock."""
    access.SUPPORT_WORKING_GROUP.require(actor, version)
    locked = LibraryVersion.objects.select_for_update(of=("self",)).select_related("item").get(pk=version.pk)
    if queries.has_open_vote(locked):
        raise CannotNow("The working group is voting on these words. They can be changed when the vote is closed.")
    if locked.state == LibraryVersion.State.CONSULTATION:
        raise CannotNow("It is open for comments in these words. Take it back to draft to change it.")
    if locked.state != LibraryVersion.State.DRAFT:
        raise CannotNow("What was adopted is not changed. Begin a new version.")
    return locked


@transaction.atomic
def write(
    actor: Actor, version: LibraryVersion, *, summary: str, changes: str, file: Any = None, drop_file: bool = False,
    at: datetime,
) -> LibraryVersion:  # fmt: skip
    """Summary, what changed, and the PDF; without a new one it stays."""
    locked = _open(actor, version)
    locked.summary, locked.changes = summary, changes
    if file:
        locked.file = store(
            file, purpose=PURPOSE, actor=actor, at=at, allow=("pdf",), about_ref=version.ref, for_committee=True
        )
    elif drop_file:
        locked.file = None
    locked.save()
    record(actor, verbs.VERSION_WRITTEN, locked, at=at, clause="4.1")
    return locked


@transaction.atomic
def add_row(actor: Actor, version: LibraryVersion, *, labels: list[Label], at: datetime, **words: Any) -> Criterion:
    """A row at the end. Its code stays the same from version to version."""
    locked = _open(actor, version)
    _free_code(locked, words["code"])
    last = locked.criteria.order_by("-position").values_list("position", flat=True).first()
    row = Criterion.objects.create(version=locked, position=0 if last is None else last + 1, **words)
    row.labels.set(labels)
    record(actor, verbs.ROW_ADDED, locked, at=at, clause="4.1", code=row.code)
    return row


@transaction.atomic
def change_row(actor: Actor, row: Criterion, *, labels: list[Label], at: datetime, **words: Any) -> Criterion:
    locked = _open(actor, row.version)
    _free_code(locked, words["code"], row)
    for name, value in words.items():
        setattr(row, name, value)
    row.save()
    row.labels.set(labels)
    record(actor, verbs.ROW_CHANGED, locked, at=at, clause="4.1", code=row.code)
    return row


@transaction.atomic
def move_row(actor: Actor, row: Criterion, step: int, *, at: datetime) -> None:
    """A place up (-1) or down (1)."""
    locked = _open(actor, row.version)
    order = list(locked.criteria.select_for_update().order_by("position", "pk"))
    for position, one in enumerate(moved(order, row, step)):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
    record(actor, verbs.ROW_MOVED, locked, at=at, clause="4.1", code=row.code, step=step)


@transaction.atomic
def remove_row(actor: Actor, row: Criterion, *, at: datetime) -> None:
    """Out of this version; its code is not given to another row by itself."""
    locked = _open(actor, row.version)
    code = row.code
    row.labels.clear()
    Criterion.objects.filter(pk=row.pk).delete()
    record(actor, verbs.ROW_REMOVED, locked, at=at, clause="4.1", code=code)


@transaction.atomic
def import_rows(actor: Actor, version: LibraryVersion, rows: list[dict[str, Any]], *, at: datetime) -> int:
    """All rows of a file or none: a known code is changed, a new one is added at the end; nothing is removed."""
    locked = _open(actor, version)
    known = {row.code: row for row in locked.criteria.all()}
    codes = {label.code: label for label in Label.objects.all()}
    place = max((row.position for row in known.values()), default=-1)
    for words in rows:
        labels = [codes[code] for code in words.pop("labels")]
        row = known.get(words["code"])
        if row is None:
            place += 1
            row = Criterion(version=locked, position=place)
        for name, value in words.items():
            setattr(row, name, value)
        row.save()
        row.labels.set(labels)
    record(actor, verbs.ROWS_IMPORTED, locked, at=at, clause="4.1", rows=len(rows))
    return len(rows)


def _free_code(version: LibraryVersion, code: str, row: Criterion | None = None) -> None:
    others = version.criteria.exclude(pk=row.pk) if row else version.criteria
    if others.filter(code__iexact=code).exists():
        free = rules.next_code(version.criteria.values_list("code", flat=True), version.item.title)
        raise CannotNow(f"Another row has the code {code}. {free} is free.")
