"""Row-level security's side of an actor: transaction-local settings that the policies read.

Security A5: the scope in queries is the first line, the policies are the second. Settings are local to the
transaction, because session settings leak to the next request on a persistent connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from pact.access.actors import Actor

_READ = """select current_setting('app.scope', true), current_setting('app.org_ids', true),
 current_setting('app.group_ids', true), current_setting('app.user_id', true), current_setting('app.doors', true)"""
_WRITE = """select set_config('app.scope', %s, true), set_config('app.org_ids', %s, true),
 set_config('app.group_ids', %s, true), set_config('app.user_id', %s, true), set_config('app.doors', %s, true)"""


def _settings(actor: Actor) -> tuple[str, str, str, str, str]:
    scope = "pact" if actor.sees_all else "committee" if actor.committee else "member" if actor.user_id else "visitor"
    return (
        scope,
        _array(actor.organization_ids),
        _array(actor.group_ids),
        str(actor.user_id or ""),
        "{" + ",".join(sorted(actor.doors)) + "}",
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
