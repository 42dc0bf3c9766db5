"""Flows: tables of steps with their guards.

`with SUBMISSION.step("submit", submission, actor=actor, at=at) as row:` opens the transaction, locks and re-reads
the row, refuses a stale state, asks permission and rules, sets the state, yields for further changes, saves,
records the event, commits. A library was not taken: none of those kept up locks the row or records the event.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from pact.access.actors import Actor
from pact.access.permissions import CannotNow, Permission
from pact.audit.recording import Verb, record


@dataclass(frozen=True)
class Step:
    """One arrow. `check(row, at)` returns sentences that stand in the way (empty: nothing does)."""

    name: str
    from_: tuple[str, ...]
    to: str
    verb: Verb
    by: Permission
    check: Callable[[Any, datetime], list[str]] | None = None
    clause: str = ""


class Flow:
    """The steps of one model's state field."""

    def __init__(self, *steps: Step, field: str = "state"):
        self.steps = {step.name: step for step in steps}
        self.field = field
        if len(self.steps) != len(steps):
            raise ValueError("a step is named twice")

    def open_to(self, actor: Actor, row: models.Model) -> list[Step]:
        """The steps this actor may take from the row's present state; what the buttons are drawn from."""
        state = getattr(row, self.field)
        return [step for step in self.steps.values() if state in step.from_ and step.by.allows(actor, row)]

    @contextmanager
    def step(self, name: str, row: models.Model, *, actor: Actor, at: datetime, **facts: Any) -> Iterator[Any]:
        """Take one step; raises `CannotNow` (stale state, rule) or `Refused` (permission).

        `facts` go into the event; `organization_id` and `group_id` are taken from the row where it has them.
        """
        step = self.steps[name]
        with transaction.atomic():
            locked = type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
            state = getattr(locked, self.field)
            if state not in step.from_:
                raise CannotNow(f"This was changed meanwhile: it is {_words(state)} now. Open the page again.")
            step.by.require(actor, locked)
            gaps = step.check(locked, at) if step.check else []
            if gaps:
                raise CannotNow(*gaps)
            setattr(locked, self.field, step.to)
            yield locked
            locked.save()
            facts.setdefault("organization_id", getattr(locked, "organization_id", None))
            facts.setdefault("group_id", getattr(locked, "group_id", None))
            record(actor, step.verb, locked, at=at, clause=step.clause, from_state=state, to_state=step.to, **facts)
        for field in locked._meta.concrete_fields:
            setattr(row, field.attname, getattr(locked, field.attname))


def _words(state: str) -> str:
    return state.replace("_", " ").lower()
