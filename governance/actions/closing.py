"""Rounds of consent whose time is over: close, and let follow what follows, in one transaction."""

from datetime import datetime

from django.db import transaction

from governance.actions import amendments, extensions, rounds
from governance.models import ConsentRound
from governance.queries.rounds import every_open_round

FOLLOWS = {
    ConsentRound.Subject.AMENDMENT: amendments.settle,
    ConsentRound.Subject.EXTENSION: extensions.settle,
}


def close_due(*, at: datetime) -> int:
    """Every night; harmless when repeated. Returns how many closed."""
    return sum(_close(row, at) for row in every_open_round() if row.closes_at <= at)


@transaction.atomic
def _close(row: ConsentRound, at: datetime) -> bool:
    closed = rounds.close(row, at=at)
    if closed:
        FOLLOWS[closed.subject](closed, at=at)
    return closed is not None
