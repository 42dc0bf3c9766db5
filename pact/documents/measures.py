"""What waits for the press, for Prometheus."""

from collections.abc import Iterator

from django.db.models import Count, Q

from pact.access.metrics import Measure
from pact.documents.models import Document


def measures() -> Iterator[Measure]:
    found = Document.objects.filter(state__in=["QUEUED", "MAKING", "FAILED"]).aggregate(
        queued=Count("pk", filter=Q(state__in=["QUEUED", "MAKING"])), failed=Count("pk", filter=Q(state="FAILED"))
    )
    yield Measure("documents_queued", "Documents ordered and not printed yet", found["queued"])
    yield Measure("documents_failed", "Documents that could not be printed", found["failed"])
