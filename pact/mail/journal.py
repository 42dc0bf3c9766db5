"""The journal of a sweep, on a connection of its own.

The chunk's transaction holds the row locks and is closed once per chunk. Beside it, one short commit per message
notes what the server took and what is begun next, so that a sweep killed by SIGKILL repeats at most the one message
in flight. These commits do not wait for the disk: a crash of the database itself costs repeats, never a letter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

_NOTE = "begin; set local synchronous_commit to off; {} commit"
_TAKEN = "update mail_posting set taken_at = %s where mail_id = %s;"
_BEGUN = (
    "insert into mail_posting (mail_id, begun_at, begins) values (%s, %s, 1)"
    " on conflict (mail_id) do update set begins = mail_posting.begins + 1;"
)


@dataclass(frozen=True)
class Note:
    """What an earlier sweep left behind about a message: how often it was begun, and whether the server took it."""

    begins: int
    taken: bool


class Journal:
    """`taken` and the next `begun` travel together. Inside somebody else's transaction (the demo's clock, tests)
    there is nothing to survive: the notes are then part of that transaction."""

    def __init__(self, at: datetime, *, apart: bool):
        self.at = at
        self._apart = apart
        self._line = None
        self._taken: UUID | None = None

    def begun(self, mail_id: UUID) -> None:
        """This message is handed over next."""
        self._write(mail_id)

    def taken(self, mail_id: UUID) -> None:
        """The server took it; written with the next note or at the end."""
        self._taken = mail_id

    def _write(self, begun: UUID | None) -> None:
        sql, values = "", []
        if self._taken:
            sql, values = _TAKEN, [self.at, self._taken]
        if begun:
            sql, values = sql + _BEGUN, [*values, begun, self.at]
        self._taken = None
        if sql:
            with self._cursor() as cursor:
                cursor.execute(_NOTE.format(sql) if self._apart else sql, values)

    def _cursor(self):
        if not self._apart:
            return connection.cursor()
        if self._line is None:
            self._line = connection.copy()
            self._line.connect()
        return self._line.connection.cursor()

    def close(self) -> None:
        """Write the last note and leave."""
        try:
            self._write(None)
        finally:
            if self._line is not None:
                self._line.close()
            self._line = None


def read(mail_ids: Iterable[UUID]) -> dict[UUID, Note]:
    """The notes of earlier sweeps on these messages."""
    from pact.mail.models import Posting

    rows = Posting.objects.filter(mail_id__in=list(mail_ids))
    return {row.mail_id: Note(row.begins, row.taken_at is not None) for row in rows}


def strike(mail_ids: Iterable[UUID]) -> None:
    """Forget these once the outbox itself knows; part of the chunk's transaction."""
    from pact.mail.models import Posting

    Posting.objects.filter(mail_id__in=list(mail_ids)).delete()
