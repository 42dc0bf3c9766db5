"""Databases kept from run to run: the migrations and the demo's story are built once for the same code and day.

Each worker works in a copy of its own, made in a moment. Only embedded servers keep anything (`PACT_KEPT`, see
`pact/runner/suite.py`); on a given server each worker builds for itself and leaves nothing behind.
"""

import os
import pickle
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection

from pact.access.management.commands.migrate import grant
from pact.runner import suite
from tests import copies

PREFIX = "kept_"
ROLE = """do $$ begin if not exists (select 1 from pg_roles where rolname = 'pact_app') then
create role pact_app nosuperuser nobypassrls; end if; grant pact_app to current_user; end $$"""


def database(what: str, build: Callable[[str], Any]) -> tuple[str, Any]:
    """A database that nobody writes to, and what its building gave back; empty where nothing is kept.

    `build` makes a database of the name it is given. Two workers that want the same wait for the first one.
    """
    code = os.environ.get("PACT_KEPT", "")
    if not code:
        return "", None
    name = f"{PREFIX}{code}_{sha256(what.encode()).hexdigest()[:12]}"
    note = Path(os.environ["PACT_STATE"], "kept", name)
    with copies.server() as server:
        server.execute("select pg_advisory_lock(hashtext(%s))", [name])
        if not (note.exists() and _is_there(server, name)):
            note.parent.mkdir(exist_ok=True)
            making = f"{name}_making{os.getpid()}"
            given = build(making)
            if suite.fingerprint() != code:
                # The code was changed meanwhile: good for this run, for no other.
                return making, given
            note.write_bytes(pickle.dumps(given))
            server.execute(f'alter database "{making}" rename to "{name}"')
    return name, pickle.loads(note.read_bytes())


@cache
def migrated() -> tuple[str, None]:
    """The empty database of the product: every migration, and the rights of the serving role."""

    def build(name: str) -> None:
        _drop_older()
        migrate(name)

    return database("migrations", build)


def migrate(name: str) -> None:
    settings = connection.settings_dict
    before, wanted = settings["NAME"], settings["TEST"]["NAME"]
    settings["TEST"]["NAME"] = name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        with connection.cursor() as cursor:
            cursor.execute(ROLE)
        grant(connection, "pact_app")
    finally:
        connection.close()
        settings["NAME"], settings["TEST"]["NAME"] = before, wanted


def _is_there(server, name: str) -> bool:
    server.execute("select 1 from pg_database where datname = %s", [name])
    return server.fetchone() is not None


def _drop_older() -> None:
    """What was kept for other code is of no more use."""
    mine = PREFIX + os.environ["PACT_KEPT"]
    with copies.server() as server:
        server.execute(
            "select datname from pg_database where starts_with(datname, %s) and not starts_with(datname, %s)",
            [PREFIX, mine],
        )
        for (name,) in server.fetchall():
            server.execute(f'drop database if exists "{name}" with (force)')
    for note in Path(os.environ["PACT_STATE"], "kept").glob(f"{PREFIX}*"):
        if not note.name.startswith(mine):
            note.unlink(missing_ok=True)
