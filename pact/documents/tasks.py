"""The clock's hand."""

from celery import shared_task

from pact.clock import now
from pact.documents import pressing


@shared_task(ignore_result=True)
def press() -> None:
    pressing.press(at=now())
