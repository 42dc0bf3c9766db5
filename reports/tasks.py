"""The clock's hands of this floor: each calls one action."""

from celery import shared_task

from pact.access import scope
from pact.clock import now
from reports.actions import compiling, coordinated, plans


@shared_task
def daily() -> None:
    with scope.as_system("cycle"):
        coordinated.ensure(at=now())
        plans.ensure(at=now())


@shared_task
def compile_due() -> None:
    """Outside any transaction: each claim and each step of the bar holds by itself."""
    compiling.compile_due(at=now())
