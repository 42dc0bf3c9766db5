"""The night's hand: removes what is over, a batch at a time. Running it twice finds nothing the second time."""

from datetime import datetime

from pact.access import scope
from pact.audit import record
from pact.persons import verbs
from pact.persons.actions import erasing
from pact.persons.models import Purge
from pact.persons.retention import Kept, table

BATCH = 500
# A night's most for one kind; what is left waits for the next one.
BATCHES = 200


def purge(*, at: datetime) -> dict[str, int]:
    """Each kind by itself: one that fails is found again the next night. Returns how many rows of each."""
    return {kind.code: rows for kind in table() if kind.purge and (rows := _purge(kind, at))}


def _purge(kind: Kept, at: datetime) -> int:
    before, rows = kind.before(at), 0
    for _batch in range(BATCHES):
        with scope.as_system("retention"), erasing():
            removed = kind.purge(before, at, BATCH) if kind.purge else 0
        rows += removed
        if removed < BATCH:
            break
    if rows:
        with scope.as_system("retention") as hand:
            noted = Purge.objects.create(kind=kind.code, rows=rows, at=at)
            record(hand, verbs.PURGED, noted, at=at, kind=kind.code, rows=rows)
    return rows
