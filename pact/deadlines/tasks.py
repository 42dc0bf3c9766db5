"""The hands of the clock: see the schedule in `pact/celery.py`."""

from celery import shared_task

from pact.clock import now
from pact.deadlines import sweeping


@shared_task(name="pact.deadlines.tasks.sweep")
def sweep() -> int:
    """Send every reminder that is due."""
    return sweeping.sweep(at=now())
