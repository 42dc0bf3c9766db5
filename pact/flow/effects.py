"""What follows on the floors above, found by names in settings: names compose, imports depend.

The floor that records a decision knows no floor above; the floor above names its function in
`settings.DECISION_EFFECTS`, and it runs in the transaction that closes the decision. Entering and leaving the Pact
and merging duplicates have lists of such names.
"""

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


def words(kind: str, content: dict) -> list[tuple[str, str]] | None:
    """What a matter of this kind puts to the vote, label by label; None when no floor has words for it."""
    told = (say(kind, content) for say in named("MATTER_WORDS"))
    return next((lines for lines in told if lines is not None), None)


def named(setting: str) -> tuple[Any, ...]:
    """What a setting names, floor by floor, in its order."""
    return _imported(tuple(getattr(settings, setting)))


@cache
def one(setting: str, key: str) -> Any:
    """What a setting names for one key: a floor tells a mechanism below of itself; KeyError for an unknown."""
    return import_string(getattr(settings, setting)[key])


@cache
def _imported(names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(import_string(name) for name in names)


def follow(setting: str, *facts: Any, at: datetime) -> None:
    """Call each that a setting names: `effect(*facts, at=...)`, in the transaction of what they follow from."""
    for effect in named(setting):
        effect(*facts, at=at)


def ask(setting: str, *facts: Any) -> list[str]:
    """What the floors above have against something, in sentences; each is asked: `objections(*facts)`."""
    return [sentence for objections in named(setting) for sentence in objections(*facts)]
