"""Items of the library: beginning one, its facts, the next version, handing one to a working group (4.1, 4.3)."""

from datetime import datetime

from django.db import transaction

from buyergroups import access, verbs
from buyergroups.models import Criterion, LibraryItem, LibraryVersion, WorkingGroup
from buyergroups.queries import versions as queries
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.publishing import cache
from participants.access import SECRETARIAT
from participants.rules import slug_from

WORDS = ("title", "kind", "language")


@transaction.atomic
def start(
    actor: Actor,
    group: WorkingGroup | None,
    *,
    title: str,
    kind: str,
    language: str,
    product_groups: list,
    themes: list[str],
    at: datetime,
) -> LibraryVersion:
    """An item with its first draft: of a working group, or of the Secretariat until one takes it up."""
    (access.SUPPORT_WORKING_GROUP if group else SECRETARIAT).require(actor, group)
    if group is not None and group.state != WorkingGroup.State.ACTIVE:
        raise CannotNow("This working group is not active: nothing new begins in it.")
    item = LibraryItem.objects.create(
        slug=_free_slug(title), kind=kind, title=title, language=language, themes=themes, working_group=group,
        created_at=at,
    )  # fmt: skip
    item.product_groups.set(product_groups)
    record(actor, verbs.ITEM_STARTED, item, at=at, clause="4.1", kind=kind)
    return LibraryVersion.objects.create(item=item, number=1, created_at=at, created_by_id=actor.user_id)


def _free_slug(title: str) -> str:
    slug, number = slug_from(title, "item")[:70], 2
    found = slug
    while LibraryItem.objects.filter(slug=found).exists():
        found, number = f"{slug}-{number}", number + 1
    return found


@transaction.atomic
def change(actor: Actor, item: LibraryItem, *, product_groups: list, at: datetime, **facts) -> LibraryItem:
    """Its facts. Title, kind and language are part of what was adopted: from then on they stay."""
    access.SUPPORT_WORKING_GROUP.require(actor, item)
    locked = LibraryItem.objects.select_for_update().get(pk=item.pk)
    fixed = locked.versions.filter(state__in=LibraryVersion.FIXED).exists()
    voting = any(
        queries.has_open_vote(version) for version in locked.versions.filter(state__in=("DRAFT", "CONSULTATION"))
    )
    if (fixed or voting) and any(facts[name] != getattr(locked, name) for name in WORDS):
        raise CannotNow("A version of it was adopted or is voted on: title, kind and language stay as they are.")
    for name, value in facts.items():
        setattr(locked, name, value)
    locked.save()
    locked.product_groups.set(product_groups)
    record(actor, verbs.ITEM_CHANGED, locked, at=at, clause="4.1")
    cache.bump()
    return locked


@transaction.atomic
def begin_version(actor: Actor, item: LibraryItem, *, at: datetime) -> LibraryVersion:
    """The next version: the rows of the last one with their codes. One version is in work at a time."""
    access.SUPPORT_WORKING_GROUP.require(actor, item)
    locked = LibraryItem.objects.select_for_update().get(pk=item.pk)
    if locked.versions.filter(state__in=("DRAFT", "CONSULTATION", "ADOPTED", "APPROVED")).exists():
        raise CannotNow("A version is in work already. Finish or withdraw it first.")
    last = locked.versions.order_by("-number").first()
    model = locked.versions.exclude(state="WITHDRAWN").order_by("-number").first() or last
    version = LibraryVersion.objects.create(
        item=locked,
        number=last.number + 1 if last else 1,
        summary=model.summary if model else "",
        file=model.file if model else None,
        created_at=at,
        created_by_id=actor.user_id,
    )
    for row in queries.rows_of(model) if model else ():
        _copy(row, version)
    record(actor, verbs.VERSION_BEGUN, version, at=at, clause="4.6", number=version.number)
    return version


def _copy(row: Criterion, version: LibraryVersion) -> None:
    words = {name: getattr(row, name) for name in queries.ROW}
    made = Criterion.objects.create(version=version, position=row.position, **words)
    made.labels.set(row.labels.all())


@transaction.atomic
def hand_to(actor: Actor, item: LibraryItem, group: WorkingGroup, *, at: datetime) -> None:
    """A working group takes up a draft of the Secretariat (4.3)."""
    SECRETARIAT.require(actor)
    locked = LibraryItem.objects.select_for_update().get(pk=item.pk)
    if locked.working_group_id is not None:
        raise CannotNow("A working group has it already.")
    if group.state != WorkingGroup.State.ACTIVE:
        raise CannotNow("Choose a working group that is active.")
    locked.working_group = group
    locked.save(update_fields=["working_group"])
    record(actor, verbs.ITEM_HANDED_ON, locked, at=at, clause="4.3", working_group=group.slug)
    cache.bump()
