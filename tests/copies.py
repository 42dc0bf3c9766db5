"""Copies of the test database, for what has to be committed: made in a moment from the one as a template."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from django.db import connection

_made: set[str] = set()


@contextmanager
def _server() -> Iterator:
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


def make(suffix: str) -> str:
    """A fresh copy of the database in use; its name."""
    template = connection.settings_dict["NAME"]
    name = f"{template}_{suffix}"
    connection.close()
    with _server() as server:
        server.execute(f'drop database if exists "{name}" with (force)')
        server.execute(f'create database "{name}" template "{template}"')
    _made.add(name)
    return name


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
    with _server() as server:
        for name in _made:
            server.execute(f'drop database if exists "{name}" with (force)')
    _made.clear()
