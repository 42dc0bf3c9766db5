"""The tree of areas, level by level (3.3.1): public facts, the same for everybody."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from pact.access import Actor
from participants.models import Territory

ROOT = "WORLD"


def territories(actor: Actor) -> QuerySet[Territory]:
    """Areas belong to nobody: whoever may open the page sees all."""
    return Territory.objects.select_related("parent")


@dataclass(frozen=True)
class Level:
    """One area, what is above it, and what lies in it; or what was found by its name or code."""

    here: Territory | None
    above: list[Territory]
    rows: QuerySet[Territory]


def level(actor: Actor, code: str, words: str, kind: str) -> Level:
    rows = territories(actor).annotate(inside=Count("children"))
    if words or kind:
        rows = rows.filter(Q(name__icontains=words) | Q(code__iexact=words)) if words else rows
        rows = rows.filter(kind=kind) if kind else rows
        return Level(None, [], rows.order_by("name", "code"))
    here = territories(actor).filter(code=code or ROOT).first()
    above = Territory.objects.filter(code__in=here.lineage[:-1]) if here else Territory.objects.none()
    path = sorted(above, key=lambda one: len(one.lineage))
    return Level(here, path, rows.filter(parent=here).order_by("-kind", "name", "code"))


def territory_named(word: str) -> Territory | None:
    """By its code, or by its name if only one area has it."""
    if found := Territory.objects.filter(code__iexact=word.strip()).first():
        return found
    rows = list(Territory.objects.annotate(low=Lower("name")).filter(low=word.strip().lower())[:2])
    return rows[0] if len(rows) == 1 else None
