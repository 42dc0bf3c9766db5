"""What is held about a person: as a list, as files, and as what erasing would do."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db.backends.postgresql.psycopg_any import Range
from django.utils.translation import gettext as _

from pact.persons.holdings import Holding, Person, holdings, mentions


@dataclass(frozen=True)
class Line:
    """One kind of data: how many rows go, how many stay, and why."""

    title: str
    erased: int
    stays: int
    why: str

    @property
    def count(self) -> int:
        return self.erased + self.stays


def every_kind_held(person: Person) -> list[Line]:
    """Of one person, whoever may ask: the page that asks says who that is."""
    return [line for line in map(lambda holding: _line(holding, person), holdings()) if line.count]


def every_kind_to_erase(person: Person) -> list[Line]:
    """The same with the letters and papers of others that name this person."""
    named = [Line(str(one.title), one.found(person).count(), 0, "") for one in mentions()]
    return [*every_kind_held(person), *(line for line in named if line.count)]


def _line(holding: Holding, person: Person) -> Line:
    going, staying = holding.parted(person)
    return Line(str(holding.title), going.count(), staying.count(), str(holding.why))


def every_file_of(person: Person) -> Iterator[bytes]:
    """All that is held as one ZIP: a JSON file for each table, and the person's files. It is kept nowhere.

    The rows are read at once; the files one after the other while they are sent.
    """
    texts, files = {"README.txt": _about(person)}, {}
    for holding in holdings():
        rows = holding.rows(person).order_by("pk")
        if holding.show and (found := list(rows.values(*holding.show))):
            texts[_name(rows.model._meta.db_table, texts)] = _json({"what": str(holding.title), "rows": found})
        files |= _files(holding, person)
    return _zipped(texts, files)


def _name(table: str, taken: dict[str, str]) -> str:
    """One file for each kind; letters, for instance, are of several kinds."""
    return f"{table}.json" if f"{table}.json" not in taken else _name(f"{table}-more", taken)


class _Pipe:
    """What the archive wrote since it was last asked."""

    def __init__(self):
        self.parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        data, self.parts = b"".join(self.parts), []
        return data


def _zipped(texts: dict[str, str], files: dict[str, tuple[str, str]]) -> Iterator[bytes]:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, text in texts.items():
            archive.writestr(name, text)
            yield pipe.taken()
        for name, path in files.values():
            if default_storage.exists(path):
                with default_storage.open(path) as stored:
                    archive.writestr(f"files/{name}", stored.read())
                yield pipe.taken()
    yield pipe.taken()


def _files(holding: Holding, person: Person) -> dict[str, tuple[str, str]]:
    """ref → name in the archive and place in the store, of the files that these rows name."""
    if not holding.file:
        return {}
    at = f"{holding.file}__" if holding.file != "self" else ""
    names = [f"{at}{name}" for name in ("ref", "name", "path")]
    rows = holding.rows(person).exclude(**{f"{at}path": ""}).exclude(**{f"{at}path": None})
    return {ref: (f"{ref}-{name}", path) for ref, name, path in rows.values_list(*names)}


class _Plain(DjangoJSONEncoder):
    """Days from and until as two days; the last one stands open where nothing has ended."""

    def default(self, o: Any) -> Any:
        return {"from": o.lower, "until": o.upper} if isinstance(o, Range) else super().default(o)


def _json(data: Any) -> str:
    return json.dumps(data, cls=_Plain, ensure_ascii=False, indent=1)


def _about(person: Person) -> str:
    return _(
        "What the Circular & Fair ICT Pact holds about %(name)s, on %(day)s.\n\nOne JSON file for each kind of data; "
        "\"what\" says which. Files that were uploaded stand in the folder \"files\".\nMoments are in UTC. "
        "How long each kind is kept stands on the page Privacy.\n"
    ) % {"name": person.name, "day": f"{person.at:%Y-%m-%d}"}  # fmt: skip
