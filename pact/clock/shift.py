"""Reading and moving the demo's clock. All processes read the same row; each remembers it for a second."""

import time
from datetime import datetime, timedelta

from django.utils import timezone

_read_at = float("-inf")
_shift = timedelta()


def shift() -> timedelta:
    """How far the clock runs ahead; read from the database at most once a second."""
    global _read_at, _shift
    if time.monotonic() - _read_at > 1:
        from pact.clock.models import ClockShift

        row = ClockShift.objects.first()
        _shift = timedelta(seconds=row.seconds if row else 0)
        _read_at = time.monotonic()
    return _shift


def set_clock(moment: datetime) -> None:
    """Let the clock show this moment from now on."""
    global _read_at
    from pact.clock.models import ClockShift

    seconds = round((moment - timezone.now()).total_seconds())
    ClockShift.objects.update_or_create(only=True, defaults={"seconds": seconds})
    _read_at = float("-inf")
