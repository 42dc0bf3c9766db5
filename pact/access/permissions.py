"""Named permissions: constants with a sentence, declared once by the floor that owns the object."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied

from pact.access.actors import Actor

_registry: dict[str, "Permission"] = {}


class Refused(PermissionDenied):
    """In reach but not allowed: a 403 with a sentence that says who may, what that rests on, and the clause of it."""

    def __init__(self, sentence: str, *, rests_on: str = "", clause: str = ""):
        super().__init__(sentence)
        self.sentence = sentence
        self.rests_on = rests_on
        self.clause = clause


class CannotNow(Exception):
    """Allowed, but not in this state or with these answers: sentences that say what to do (409 when uncaught)."""

    def __init__(self, *sentences: str):
        super().__init__(" ".join(str(sentence) for sentence in sentences))
        self.sentences = list(sentences)


@dataclass(frozen=True)
class Permission:
    """`allows(actor, obj)` says yes or no about that very object; `obj` is None for pages without one.

    A privileged permission asks for a second factor where the installation requires one (Security E1); a recent
    one is only for people who showed within the last fifteen minutes who they are: it decides, ends, gives powers.
    `rests_on` answers "why may I not?" in one sentence; `clause` is the number of the clause that it comes from, as
    the Pact's text has it ("2.2.2.c"), and empty where no clause says it.
    """

    code: str
    sentence: str
    allows: Callable[[Actor, Any], bool]
    privileged: bool = False
    recent: bool = False
    rests_on: str = ""
    clause: str = ""

    def __post_init__(self):
        if self.code in _registry:
            raise ValueError(f"permission {self.code} is declared twice")
        _registry[self.code] = self

    def require(self, actor: Actor, obj: Any = None) -> None:
        """Raise `Refused` unless the actor may."""
        if not self.allows(actor, obj):
            raise self.refusal(f"You may not do this: {self.sentence}.")

    def refusal(self, sentence: str) -> Refused:
        """A refusal with a sentence of its own that rests on the same."""
        return Refused(sentence, rests_on=self.rests_on, clause=self.clause)


def may(actor: Actor, permission: Permission, obj: Any = None) -> bool:
    return permission.allows(actor, obj)


def by_code(code: str) -> Permission:
    """The permission with this code; an unknown code raises KeyError, also inside a template."""
    return _registry[code]


SIGNED_IN = Permission("pact.signed_in", "only people who are signed in", lambda actor, _: not actor.is_anonymous)
