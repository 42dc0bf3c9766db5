"""Drafts that are open for comment."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from buyergroups.models import Criterion, LibraryVersion


def drafts_for_comment() -> QuerySet[LibraryVersion]:
    """Public drafts with their rows in order."""
    rows = Prefetch("criteria", Criterion.objects.order_by("position", "pk"))
    drafts = LibraryVersion.objects.public().filter(state="CONSULTATION")
    return drafts.select_related("item__working_group").prefetch_related(rows)


def draft(slug: str, number: int) -> LibraryVersion | None:
    return drafts_for_comment().filter(item__slug=slug, number=number).first()


def rows_of(version: LibraryVersion) -> list[tuple[str, str]]:
    """For choosing one."""
    return [(row.code, f"{row.code} {row.heading}") for row in version.criteria.all()]


def is_open(version: LibraryVersion, day: date) -> bool:
    return version.comments_until >= day
