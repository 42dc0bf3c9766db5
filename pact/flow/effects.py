"""What follows on the floors above, found by names in settings: names compose, imports depend.

The floor that records a decision knows no floor above; the floor above names its function in
`settings.DECISION_EFFECTS`, and it runs in the transaction that closes the decision. Leaving the Pact and merging
duplicates have lists of such names.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from pact.access.actors import Actor


def carry_out(kind: str, decision: Any, *, actor: Actor, at: datetime) -> None:
    """Call the effect of this kind, if one is named: `effect(decision, actor=..., at=...)`."""
    name = settings.DECISION_EFFECTS.get(kind)
    if name:
        import_string(name)(decision, actor=actor, at=at)


def named(setting: str) -> tuple[Any, ...]:
    """What a setting names, floor by floor, in its order."""
    return _imported(tuple(getattr(settings, setting)))


@cache
def _imported(names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(import_string(name) for name in names)


def follow(names: Sequence[str], *facts: Any, at: datetime) -> None:
    """Call each in its order: `effect(*facts, at=...)`, in the transaction of what they follow from."""
    for name in names:
        import_string(name)(*facts, at=at)


def ask(names: Sequence[str], *facts: Any) -> list[str]:
    """What the floors above have against something, in sentences; each is asked: `objections(*facts)`."""
    return [sentence for name in names for sentence in import_string(name)(*facts)]
