"""A day's work in its order, for those who cannot wait for the clock: the demo's clock and the tests.

Names compose, nothing is imported upward. Each names an idempotent action that takes `at` (and the actor, where it
asks for one): the same that the nightly tasks of the schedule call.
"""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from inspect import signature

from pact.access.scope import as_system

# From the ground up: the floors set what falls due and what has come to its end; then the letters about it.
DAILY = (
    "participants.actions.every_day",
    "governance.actions.every_day",
    "buyergroups.actions.every_day",
    "monitoring.actions.every_day",
    "reports.actions.coordinated.ensure",
    "reports.actions.compiling.compile_due",
    "pact.deadlines.sweeping.sweep",
)


def run_day(at: datetime) -> None:
    """Everything that falls due up to this moment, one after the other, in this process."""
    for name in DAILY:
        action = named(name)
        with as_system("daily") as actor:
            if "actor" in signature(action).parameters:
                action(actor, at=at)
            else:
                action(at=at)


def named(name: str) -> Callable:
    """The action behind a dotted name."""
    room, _, verb = name.rpartition(".")
    return getattr(import_module(room), verb)
