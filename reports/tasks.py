"""The clock's hands of this floor: each calls one action."""

from celery import shared_task

from pact.access import scope
from pact.clock import now
from reports.actions import coordinated, progress


@shared_task
def daily() -> None:
    with scope.as_system("cycle"):
        coordinated.ensure(at=now())


@shared_task
def compile_due() -> None:
    with scope.as_system("compile"):
        progress.compile_due(at=now())
