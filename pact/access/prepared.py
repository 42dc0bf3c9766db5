"""Queries whose SQL is written once: for what every signed-in request asks.

The ORM says what is asked and who may see it; working that out takes it longer than the database takes to answer. Here
it works with stand-ins for the values, once in a process for each shape of them; afterwards the values take the places
of their stand-ins. A stand-in that did not reach the SQL is an error, so that no value can be left behind in it.
"""

import copy
from collections.abc import Callable, Hashable, Iterator
from datetime import date
from itertools import count
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from pact.access.actors import Actor

# More values than this are asked for in the ordinary way: each number of them is a shape of its own.
MOST = 16
_known: dict[Hashable, "_Written"] = {}


def written_once(finds: Callable[..., QuerySet]) -> Callable[..., QuerySet]:
    """Mark a query of an actor that a page finds its object with: it asks the actor for his reach and no more."""
    finds.written_once = True
    return finds


def prepared(build: Callable[..., QuerySet], *values: Any) -> list:
    """The rows of `build(*values)`: a function with a name, whose query depends on nothing but the values.

    A value is a number, a text, a date, a tuple of such or an actor; the function hands each on as it is.
    """
    parts = [part for value in values for part in _parts(value)]
    if len(parts) > MOST:
        return list(build(*values))
    key = build, *map(_shape, values)
    written = _known.get(key)
    if written is None:
        written = _known[key] = _Written(build, values)
    return written.rows(parts)


def _shape(value: Any) -> Hashable:
    if isinstance(value, Actor):
        return value.sees_all, len(value.organization_ids), len(value.group_ids)
    return tuple(map(_shape, value)) if isinstance(value, tuple) else type(value)


def _parts(value: Any) -> list:
    """What of a value stands in the SQL."""
    if isinstance(value, Actor | _Reach):
        return [] if value.sees_all else [*sorted(value.organization_ids), *sorted(value.group_ids)]
    return list(value) if isinstance(value, tuple) else [value]


def _stand_in(value: Any, numbers: Iterator[int]) -> Any:
    if isinstance(value, tuple):
        return tuple(_stand_in(one, numbers) for one in value)
    if isinstance(value, Actor):
        if value.sees_all:  # a query that asks who sees all for numbers fails at once
            return _Reach(True, None, None)
        ids = tuple(tuple(next(numbers) for _ in held) for held in (value.organization_ids, value.group_ids))
        return _Reach(False, *ids)
    if isinstance(value, int) and not isinstance(value, bool):
        return next(numbers)
    if isinstance(value, str):
        return f"stand-in {next(numbers)}"
    if type(value) is date:
        return date.fromordinal(date.max.toordinal() - next(numbers) % 1000)
    raise TypeError(f"no stand-in for a {type(value).__name__}")


class _Reach(NamedTuple):
    """What of an actor a scope may ask for; whoever asks for more meets an AttributeError."""

    sees_all: bool
    organization_ids: tuple[int, ...] | None
    group_ids: tuple[int, ...] | None


class _Written:
    def __init__(self, build: Callable[..., QuerySet], values: tuple):
        # Small enough for the smallest of the database's whole numbers.
        numbers = count(31_001)
        stand_ins = [_stand_in(value, numbers) for value in values]
        self.rows_of: QuerySet = build(*stand_ins)
        self.compiler = self.rows_of.query.get_compiler(using=self.rows_of.db)
        try:
            self.sql, params = self.compiler.as_sql()
        except EmptyResultSet:
            self.sql = ""
            return
        order = [part for one in stand_ins for part in _parts(one)]
        self.places = [(order.index(one), None) if one in order else (None, one) for one in params]
        if {place for place, _ in self.places} - {None} != set(range(len(order))):
            raise ValueError(f"{build.__qualname__} does not hand every value on as it is")

    def rows(self, parts: list) -> list:
        if not self.sql:
            return []
        params = tuple(one if place is None else parts[place] for place, one in self.places)
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[self.compiler.using]
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, params)
        found = self.rows_of.all()
        found.query.get_compiler = lambda *_args, **_kwargs: compiler
        return list(found)
