"""Versions of the library: exactly what a vote and a decision are bound to, and what stands around it."""

from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce

from buyergroups.models import Adoption, Criterion, Label, LibraryItem, LibraryVersion, WorkingGroupChair
from governance.models import Decision, Matter
from pact.access import Actor, scope
from pact.accounts.models import User
from pact.documents.facts import packed, sha256_of
from pact.files.models import StoredFile

ROW = ("code", "heading", "text", "type", "level", "theme", "verification", "weight_hint", "label_note")
# In an address: the Secretariat's own drafts stand under no working group.
_WG = Coalesce(F("item__working_group__slug"), Value(""))
OF_ROW = Coalesce(F("version__item__working_group__slug"), Value(""))


def versions(actor: Actor) -> QuerySet[LibraryVersion]:
    """Those in this actor's reach; `wg` is the working group in their address."""
    rows = LibraryVersion.objects.visible_to(actor).annotate(wg=_WG)
    return rows.select_related("item__working_group", "decision")


def items(actor: Actor) -> QuerySet[LibraryItem]:
    """Items that this actor works on: those of one's working groups; for the Secretariat all."""
    rows = LibraryItem.objects.annotate(wg=Coalesce(F("working_group__slug"), Value("")))
    rows = rows if actor.sees_all else rows.filter(working_group__in=actor.working_group_ids)
    return rows.select_related("working_group")


def rows_of(version: LibraryVersion) -> QuerySet[Criterion]:
    """In their order, with their labels; whoever may see the version sees them."""
    return version.criteria.order_by("position", "pk").prefetch_related("labels")


def labels() -> QuerySet[Label]:
    """The register, by name and tier, without what can show no row: brands, the Pact itself, "another"."""
    return Label.objects.exclude(kind__in=("other", "criteria", "brand (not a label)")).order_by("name", "pk")


def file_of(version: LibraryVersion) -> StoredFile | None:
    """Its PDF. A file is its uploader's; whoever reads the version reads it."""
    if version.file_id is None:
        return None
    with scope.as_system("library-file"):
        return StoredFile.objects.filter(pk=version.file_id).first()


def content_of(version: LibraryVersion) -> dict[str, Any]:
    """Everything that counts: what is voted on, approved and published is exactly this (4.2, 5.1.2)."""
    item, file = version.item, file_of(version)
    rows = [
        {**{name: getattr(row, name) for name in ROW}, "labels": sorted(label.code for label in row.labels.all())}
        for row in rows_of(version)
    ]
    return {
        "kind": item.kind,
        "title": item.title,
        "language": item.language,
        "number": version.number,
        "summary": version.summary,
        "changes": version.changes,
        "rows": rows,
        "file": file.sha256 if file else "",
    }


def sha256_of_version(version: LibraryVersion) -> str:
    return sha256_of(packed(content_of(version)))


def has_open_vote(version: LibraryVersion) -> bool:
    with scope.as_system("library-vote"):
        return Adoption.objects.filter(version=version, state=Adoption.State.OPEN).exists()


def open_matter(version: LibraryVersion) -> Matter | None:
    """Where it is before the Steering Committee; for its working group, which reads no matters."""
    with scope.as_system("library-matter"):
        rows = Matter.objects.filter(subject_kind=version._meta.label_lower, subject_ref=version.ref, state="OPEN")
        return rows.first()


def decision_on(version: LibraryVersion) -> Decision | None:
    """The newest vote of the committee on it, open or closed."""
    label = version._meta.label_lower
    rows = Decision.objects.filter(matter__subject_kind=label, matter__subject_ref=version.ref)
    return rows.exclude(state="LAPSED").order_by("-pk").first()


def before(version: LibraryVersion) -> LibraryVersion | None:
    """The version that this one is compared with: the newest one before it that was ever published."""
    rows = LibraryVersion.objects.filter(item_id=version.item_id, number__lt=version.number)
    return rows.filter(state__in=("PUBLISHED", "SUPERSEDED")).order_by("-number").first()


def every_chair(group_id: int | None, day: date) -> list[User]:
    """For tasks and letters, which have no actor."""
    rows = WorkingGroupChair.objects.filter(working_group=group_id, period__contains=day)
    return list(User.objects.filter(pk__in=rows.values("member__user"), is_active=True))
