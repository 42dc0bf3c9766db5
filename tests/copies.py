"""Copies of the test database, for what has to be committed: made in a moment from the one as a template."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from django.db import connection

_made: set[str] = set()


@contextmanager
def server() -> Iterator:
    """The server itself, for making and dropping databases."""
    names = connection.settings_dict
    link = psycopg2.connect(
        dbname="postgres",
        user=names["USER"],
        password=names["PASSWORD"],
        host=names["HOST"],
        port=names["PORT"] or None,
    )
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            yield cursor
    finally:
        link.close()


def make(suffix: str, template: str = "") -> str:
    """A fresh copy of the database in use, or of another one; its name."""
    here = connection.settings_dict["NAME"]
    return make_as(f"{here}_{suffix}", template or here)


def make_as(name: str, template: str) -> str:
    """A fresh copy of a database under a name, until the end of the run."""
    connection.close()
    with server() as line:
        line.execute(f'drop database if exists "{name}" with (force)')
        line.execute(f'create database "{name}" template "{template}"')
    drop_at_the_end(name)
    return name


def drop_at_the_end(name: str) -> None:
    _made.add(name)


@contextmanager
def used(name: str) -> Iterator[None]:
    """Work in that database until the end of the block."""
    names = connection.settings_dict
    before = names["NAME"]
    connection.close()
    names["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        names["NAME"] = before


def drop_all() -> None:
    with server() as line:
        for name in _made:
            line.execute(f'drop database if exists "{name}" with (force)')
    _made.clear()
