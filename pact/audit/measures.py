"""Whether the register is told to people, for Prometheus."""

from collections.abc import Iterator

from pact.access.metrics import Measure
from pact.audit import chain
from pact.audit.models import Head
from pact.clock import today

DAY = 24 * 60 * 60


def measures() -> Iterator[Measure]:
    newest = Head.objects.order_by("-day").first()
    age = (today() - newest.day).days * DAY if newest else float("nan")
    yield Measure("audit_seals", "Number of the newest seal", chain.head()[0])
    yield Measure("audit_head_age_seconds", "Time since the day whose head was noted last", age)
