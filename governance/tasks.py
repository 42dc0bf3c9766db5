"""The clock's hands of this floor: each calls one action."""

from celery import shared_task

from governance import actions
from pact.access import scope
from pact.clock import now


@shared_task
def daily() -> None:
    with scope.as_system("written-procedure"):
        actions.every_day(at=now())
