"""Whether reminders still leave, for Prometheus."""

import time
from collections.abc import Iterator

from pact.access.metrics import Measure
from pact.clock import now
from pact.deadlines.models import OPEN, Obligation
from pact.deadlines.sweeping import swept_at


def measures() -> Iterator[Measure]:
    overdue = Obligation.objects.filter(state=OPEN, due_at__lt=now()).count()
    last = swept_at()
    age = time.time() - last if last else float("nan")
    yield Measure("deadlines_overdue", "Open deadlines whose day is over", overdue)
    yield Measure("deadlines_sweep_age_seconds", "Time since reminders were last looked for", age)
