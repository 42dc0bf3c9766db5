"""Loading countries and regions, and adding areas of our own: municipalities, world bodies, regions (3.3.1)."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow
from pact.audit import record
from pact.publishing.cache import bump
from participants import access, verbs
from participants.models import Territory
from participants.rules import territory_problems

SOURCE = Path(__file__).resolve().parent.parent / "data" / "territories.json"


@transaction.atomic
def load() -> int:
    """Add what is missing and correct names; nothing is removed. Returns how many there are."""
    known = {territory.code: territory for territory in Territory.objects.all()}
    rows = json.loads(SOURCE.read_text())
    for kind in ("WORLD", "COUNTRY", "REGION"):  # parents first
        missing = []
        for row in (row for row in rows if row["kind"] == kind):
            parent = known.get(row["parent"])
            lineage = [*(parent.lineage if parent else []), row["code"]]
            wanted = {"name": row["name"], "kind": kind, "parent": parent, "lineage": lineage}
            territory = known.get(row["code"])
            if territory is None:
                missing.append(Territory(code=row["code"], **wanted))
            elif any(getattr(territory, name) != value for name, value in wanted.items() if name != "parent"):
                Territory.objects.filter(pk=territory.pk).update(**wanted)
        known.update({territory.code: territory for territory in Territory.objects.bulk_create(missing)})
    return len(known)


@cache
def _standard() -> frozenset[str]:
    return frozenset(row["code"] for row in json.loads(SOURCE.read_text()))


def is_standard(territory: Territory) -> bool:
    """It comes with the product, from ISO 3166: its name and place are corrected there."""
    return territory.code in _standard()


@transaction.atomic
def add(actor: Actor, *, name: str, code: str, kind: str, parent: Territory | None, at: datetime) -> Territory:
    """An area that is in no list yet; its lineage follows from where it lies."""
    access.SECRETARIAT.require(actor)
    _must_fit(kind, code, parent)
    if Territory.objects.filter(code=code).exists():
        raise CannotNow(_("There is an area with the code %(code)s already.") % {"code": code})
    lineage = [*(parent.lineage if parent else []), code]
    row = Territory.objects.create(code=code, name=name.strip(), kind=kind, parent=parent, lineage=lineage)
    record(actor, verbs.TERRITORY_ADDED, row, at=at, clause="3.3.1", code=code, name=row.name)
    bump()
    return row


@transaction.atomic
def correct(actor: Actor, territory: Territory, *, name: str, parent: Territory | None, at: datetime) -> Territory:
    """Another name or place of an area of our own; whatever lies in it moves along. The code stays: it is kept
    elsewhere."""
    access.SECRETARIAT.require(actor)
    row = Territory.objects.select_for_update().get(pk=territory.pk)
    if is_standard(row):
        raise CannotNow(_("This area is from the standard ISO 3166. It is not changed here."))
    _must_fit(row.kind, row.code, parent)
    before = {"name": row.name, "parent": row.lineage[-2] if len(row.lineage) > 1 else ""}
    row.name, row.parent = name.strip(), parent
    row.save()
    above = parent.lineage if parent else []
    for below in Territory.objects.filter(lineage__contains=[row.code]):
        below.lineage = [*above, *below.lineage[below.lineage.index(row.code) :]]
        below.save()
    facts = {"code": row.code, "before": before, "name": row.name, "parent": parent.code if parent else ""}
    record(actor, verbs.TERRITORY_CORRECTED, row, at=at, clause="3.3.1", **facts)
    bump()
    return Territory.objects.get(pk=row.pk)


def _must_fit(kind: str, code: str, parent: Territory | None) -> None:
    found = territory_problems(kind, code, parent.kind if parent else "", parent.lineage if parent else [])
    if found:
        raise CannotNow(*(sentence for _field, sentence in found))
