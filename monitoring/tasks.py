"""The clock's hands of this floor: each calls one action."""

from celery import shared_task

from monitoring import actions, sheets
from monitoring.actions import large
from pact.access import scope
from pact.clock import now


@shared_task
def daily() -> None:
    with scope.as_system("monitoring-night") as actor:
        actions.every_day(actor, at=now())


@shared_task
def large_files() -> None:
    large.work(sheets.opened, at=now())
