"""The clock's hand on this floor."""

from celery import shared_task

from pact.access import scope
from pact.clock import now
from participants import actions


@shared_task
def daily() -> None:
    with scope.as_system("participants-daily") as actor:
        actions.every_day(actor, at=now())
