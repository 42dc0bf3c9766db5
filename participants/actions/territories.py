"""Loading countries and regions."""

import json
from pathlib import Path

from django.db import transaction

from participants.models import Territory

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
