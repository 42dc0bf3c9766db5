"""Erasing a person, whatever table names him; and noting that somebody took his data along."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from pact import files
from pact.access import Actor, scope
from pact.audit import record
from pact.files.models import StoredFile
from pact.persons import verbs
from pact.persons.holdings import Holding, Mentions, Person, holdings, mentions

BATCH = 500


@contextmanager
def erasing() -> Iterator[None]:
    """For this block alone the database lets persons' columns of what was signed be emptied, and nothing else of it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('app.erasing', 'person', true)")
        yield
        if not connection.needs_rollback:
            cursor.execute("select set_config('app.erasing', '', true)")


def erase(person: Person, *, at: datetime) -> dict[str, int]:
    """Every table of the list, in its order; returns how many rows of each were touched."""
    counts: dict[str, int] = {}
    with scope.as_system("erasure") as hand, erasing():
        for one in (*mentions(), *holdings()):
            empty = _forget_mentions if isinstance(one, Mentions) else _empty
            rows, touched = empty(one, person, hand, at)
            if touched:
                counts[rows] = counts.get(rows, 0) + touched
    return counts


def _empty(holding: Holding, person: Person, hand: Actor, at: datetime) -> tuple[str, int]:
    going, _staying = holding.parted(person)
    table = going.model._meta.db_table
    if holding.deleted:
        return table, going.model._default_manager.filter(pk__in=list(going.values_list("pk", flat=True))).delete()[0]
    if not holding.erase:
        return table, 0
    papers = _papers(holding, going)
    touched = _write(going, lambda row: holding.erased(row, person))
    for paper in papers:
        files.remove(hand, paper, at=at)
    return table, touched


def _papers(holding: Holding, going: QuerySet) -> list[StoredFile]:
    """The files that are emptied with their rows."""
    if not holding.file or holding.file not in holding.erase:
        return []
    return list(StoredFile.objects.filter(pk__in=going.values(holding.file)))


def _forget_mentions(one: Mentions, person: Person, _hand: Actor, _at: datetime) -> tuple[str, int]:
    known = set(one.rows(person).filter(one.reach(person)).values_list("pk", flat=True))
    found = one.found(person)

    def cleaned(row) -> dict[str, str]:
        return {name: person.without(getattr(row, name), name=row.pk in known) for name in one.columns}

    return found.model._meta.db_table, _write(found, cleaned)


def _write(rows: QuerySet, values) -> int:
    """New values for each of these rows; the keys are read first, because what is written may take rows out."""
    model, keys = rows.model, list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = list(model._default_manager.filter(pk__in=keys[start : start + BATCH]))
        names: set[str] = set()
        for row in batch:
            for name, value in values(row).items():
                setattr(row, name, value)
                names.add(name)
        if names:
            model._default_manager.bulk_update(batch, sorted(names))
    return len(keys)


def note_export(actor: Actor, user, *, at: datetime) -> None:
    """Who took along whose data, and when; the data themselves are kept nowhere."""
    record(actor, verbs.EXPORTED, user, at=at)
