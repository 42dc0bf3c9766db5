"""Parts of an answer: each floor offers its own, found by dotted names in settings (names compose, imports depend)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from pact.access import Actor
from pact.access.pages import wants_second_factor
from pact.search.asking import Asked, Found
from pact.search.words import plain


@dataclass(frozen=True)
class Hit:
    """One line of an answer."""

    title: str
    url: str
    note: str = ""
    language: str = ""


@dataclass(frozen=True)
class Source:
    """One kind of thing that can be found; `code` stands in addresses."""

    code: str
    title: str | Promise
    find: Callable[[Asked], Found]


@dataclass(frozen=True)
class Entry:
    """Something of a small, fixed collection. `text` is searched beside the title; `item` is what is shown."""

    title: str
    item: Any
    text: str = ""
    code: str = field(default="")


def sources_for(actor: Actor) -> list[Source]:
    """What this person may find beside what is public; nothing before a second factor where one is asked for."""
    if actor.is_anonymous or wants_second_factor(actor):
        return []
    return [source for name in settings.SEARCH_SOURCES for source in import_string(name)(actor)]


def found_among(entries: Iterable[Entry], asked: Asked) -> Found:
    """Small collections, compared here: titles first, exact ones before all; a clause also by its number."""
    ranked = sorted((rank, n, entry) for n, entry in enumerate(entries) if (rank := _rank(entry, asked)) is not None)
    return Found(len(ranked), [entry.item for _, _, entry in ranked[asked.offset : asked.offset + asked.size]])


def _rank(entry: Entry, asked: Asked) -> int | None:
    if entry.code and asked.text[:1].isdigit() and entry.code.startswith(asked.text.rstrip(".")):
        return 0 if entry.code == asked.text.rstrip(".") else 1
    title = f" {plain(entry.title)} "
    if title.startswith(f" {asked.phrase}"):
        return 0 if title == f" {asked.phrase} " else 1
    if all(f" {word}" in title for word in asked.words):
        return 2
    whole = f"{title}{plain(entry.text)} "
    wanted = (asked.phrase,) if asked.is_clause else asked.words
    return 3 if all(f" {word}" in whole for word in wanted) else None
