"""The clock's hand on this floor."""

from celery import shared_task

from pact.access import scope
from pact.clock import now
from participants import actions
from participants.actions import participations


@shared_task
def day_begins() -> None:
    """What ends today is written down when the day begins; whoever reads before that derives it from the days."""
    with scope.as_system("participants-midnight"):
        participations.end_due(at=now())


@shared_task
def daily() -> None:
    with scope.as_system("participants-daily") as actor:
        actions.every_day(actor, at=now())
