"""The hand of the clock: see the schedule in `pact/celery.py`."""

from celery import shared_task

from pact.clock import now
from pact.persons import purging


@shared_task(name="pact.persons.tasks.purge")
def purge() -> dict[str, int]:
    """Remove what is over."""
    return purging.purge(at=now())
