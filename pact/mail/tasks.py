"""The hands of the clock: see the schedule in `pact/celery.py`."""

from celery import shared_task

from pact.clock import now
from pact.mail import delivery


@shared_task(name="pact.mail.tasks.deliver")
def deliver() -> int:
    """Send what is waiting."""
    return delivery.deliver(at=now())
