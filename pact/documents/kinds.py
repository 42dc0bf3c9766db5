"""Kinds of documents: declared once by the floor that owns the subject, in its `documents.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_kinds: dict[str, "Kind"] = {}


@dataclass(frozen=True)
class Kind:
    """`title(facts)` names one document; `context(facts)` gives its template more names (charts); `back(facts)` is the
    address of the page it belongs to. `papers(facts)` are PDFs that are bound behind it: title and bytes. `seconds`:
    processor time it may take; `pages`: its usual length.
    """

    name: str
    template: str
    title: Callable[[dict], str]
    context: Callable[[dict], dict[str, Any]] | None = None
    back: Callable[[dict], str] | None = None
    papers: Callable[[dict], list[tuple[str, bytes]]] | None = None
    seconds: int = 15
    pages: int = 2

    def __post_init__(self):
        if self.name in _kinds:
            raise ValueError(f"document {self.name} is declared twice")
        _kinds[self.name] = self


def by_name(name: str) -> Kind:
    """The kind of this name; KeyError when its floor no longer prints it."""
    return _kinds[name]


def every_kind() -> list[Kind]:
    return list(_kinds.values())
