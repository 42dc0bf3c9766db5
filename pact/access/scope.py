"""Row-level security's side of an actor: transaction-local settings that the policies read.

Security A5: the scope in queries is the first line, the policies are the second. Settings are local to the
transaction, because session settings leak to the next request on a persistent connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from pact.access import tracing
from pact.access.actors import Actor

# What the policies read, and what the history of rows tells about who writes (`pact/audit/history.py`).
_NAMES = ("scope", "org_ids", "group_ids", "wg_ids", "user_id", "doors", "hand", "request_id")
_READ = "select " + ", ".join(f"current_setting('app.{name}', true)" for name in _NAMES)
_WRITE = "select " + ", ".join(f"set_config('app.{name}', %s, true)" for name in _NAMES)


def _settings(actor: Actor) -> tuple[str, ...]:
    scope = "pact" if actor.sees_all else "committee" if actor.committee else "member" if actor.user_id else "visitor"
    return (
        scope,
        _array(actor.organization_ids),
        _array(actor.group_ids),
        _array(actor.working_group_ids),
        str(actor.user_id or ""),
        "{" + ",".join(sorted(actor.doors)) + "}",
        actor.system or ("" if actor.user_id else "visitor"),
        tracing.request_id.get(),
    )


def _array(ids) -> str:
    return "{" + ",".join(str(i) for i in sorted(ids)) + "}"


@contextmanager
def entered(actor: Actor) -> Iterator[None]:
    """Run a block in one transaction with this actor's reach; what held before holds again afterwards."""
    nested = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        before = None
        if nested:
            cursor.execute(_READ)
            before = tuple(value or "" for value in cursor.fetchone())
        cursor.execute(_WRITE, _settings(actor))
        yield
        if before is not None and not connection.needs_rollback:
            cursor.execute(_WRITE, before)


@contextmanager
def as_system(hand: str) -> Iterator[Actor]:
    """Run a block as a named hand of the system: tasks, and the few effects that cross tenants by rule."""
    actor = Actor.hand(hand)
    with entered(actor):
        yield actor
