"""What waits in the outbox, for Prometheus."""

from collections.abc import Iterator

from django.db.models import Count, Min, Q

from pact.access.metrics import Measure
from pact.clock import now
from pact.mail.models import FAILED, QUEUED, OutboxMail


def measures() -> Iterator[Measure]:
    at = now()
    due = Q(state=QUEUED, not_before__lte=at)
    found = OutboxMail.objects.filter(state__in=[QUEUED, FAILED]).aggregate(
        waiting=Count("pk", filter=due),
        failed=Count("pk", filter=Q(state=FAILED)),
        oldest=Min("created_at", filter=due),
    )
    age = (at - found["oldest"]).total_seconds() if found["oldest"] else 0
    yield Measure("mail_waiting", "Letters that could leave now", found["waiting"])
    yield Measure("mail_failed", "Letters that were given up and wait for a person", found["failed"])
    yield Measure("mail_oldest_seconds", "Age of the oldest letter that could leave now", age)
