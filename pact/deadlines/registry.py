"""The kinds that the floors declared, by code."""

from collections.abc import Callable
from typing import Any, Protocol


class Declared(Protocol):
    """What the rooms of deadlines need to know of a kind (`pact.deadlines.kinds.Kind`)."""

    code: str
    title: Any
    clause: str
    ladder: tuple[int, ...]
    letter: Callable[[Any, Any, int], Any] | None
    wakes: Callable[[Any], list] | None
    roles: tuple[str, ...]
    action: Any
    shows_from: int
    letters_only: bool


_kinds: dict[str, Declared] = {}


def declare(kind: Declared) -> None:
    """Raises ValueError for a code that is taken."""
    if kind.code in _kinds:
        raise ValueError(f"deadline {kind.code} is declared twice")
    _kinds[kind.code] = kind


def by_code(code: str) -> Declared | None:
    """The kind with this code; None for one that is no longer declared (its rows stay readable)."""
    return _kinds.get(code)


def all_kinds() -> list[Declared]:
    return sorted(_kinds.values(), key=lambda kind: kind.code)
