"""What this floor enters once: the register of labels, and the first drafts of the library (3.1.2.c, 4.1)."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from buyergroups import verbs
from buyergroups.models import Criterion, Label, LibraryItem, LibraryVersion
from buyergroups.rules.labels import label_groups, label_rows
from governance.models import ProductGroup
from pact.access import Actor, scope
from pact.audit import record
from pact.deadlines.days import day_in

DRAFTS = Path(__file__).resolve().parent.parent / "data" / "library"
# How long everybody may comment on what came with the product.
OPEN_FOR = timedelta(days=365)
_PLAIN = ("name", "tier", "owner", "kind", "circular", "climate", "fair", "url", "provenance")
_AIMS = ("circular", "climate", "fair")


@transaction.atomic
def lay(*, at: datetime) -> None:
    """Labels and drafts; what is there stays as it is, a label or draft that came with a newer version is added."""
    with scope.as_system("foundation"):
        labels, drafts = _lay_labels(), 0
        known = set(LibraryItem.objects.values_list("slug", flat=True))
        for path in sorted(DRAFTS.glob("*.json")):
            facts = json.loads(path.read_text(encoding="utf-8"))
            if facts["slug"] not in known:
                item, drafts = _lay_draft(facts, at), drafts + 1
        if drafts:
            record(
                Actor.hand("foundation"), verbs.LIBRARY_LAID, item, at=at, clause="4.1", labels=labels, drafts=drafts
            )


def _lay_labels() -> int:
    known = set(Label.objects.values_list("code", flat=True))
    rows = [row for row in label_rows() if row["code"] not in known]
    for row in rows:
        words = {name: row[name] or "" for name in _PLAIN}
        words.update({name: _how_far(words[name]) for name in _AIMS})
        Label.objects.create(
            code=row["code"], type_one=row["iso14024_type_i"], product_groups=label_groups(row), **words
        )
    return len(rows)


def _how_far(remark: str) -> str:
    """yes, partly, or nothing: a label of which only an edition or a part covers an aim covers it partly."""
    said = remark.partition(" (")[0]
    return said if said in ("", "yes", "no") else "partly"


def _lay_draft(facts: dict, at: datetime) -> LibraryItem:
    """Version 1, for comment, of nobody: a draft of the Secretariat until a working group takes it up."""
    until = day_in(at, settings.SECRETARIAT_TIME_ZONE) + OPEN_FOR
    item = LibraryItem.objects.create(
        **{name: facts[name] for name in ("slug", "kind", "title", "language", "themes")}, created_at=at
    )
    item.product_groups.set(ProductGroup.objects.filter(code__in=facts["product_groups"]))
    version = LibraryVersion.objects.create(
        item=item, number=1, state="CONSULTATION", summary=facts["summary"], comments_until=until, created_at=at
    )
    labels = {label.code: label for label in Label.objects.all()}
    for position, row in enumerate(facts["rows"]):
        codes = row.pop("labels")
        made = Criterion.objects.create(version=version, position=position, **row)
        made.labels.set([labels[code] for code in codes])
    return item
