"""What is held about a person: as a list, as files, and as what erasing would do."""

import json
import tempfile
import zipfile
from dataclasses import dataclass
from typing import IO, Any

from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from pact.persons.holdings import Holding, Person, holdings, mentions

IN_MEMORY = 5_000_000


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


def every_file_of(person: Person) -> IO[bytes]:
    """All that is held as one ZIP: a JSON file for each table, and the person's files. It is kept nowhere."""
    pack: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the answer closes it
    files: dict[str, tuple[str, str]] = {}
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _about(person))
        for holding in holdings():
            rows = holding.rows(person).order_by("pk")
            if holding.show and rows.exists():
                name = f"{rows.model._meta.db_table}.json"
                archive.writestr(name, _json({"what": str(holding.title), "rows": list(rows.values(*holding.show))}))
            files |= _files(holding, person)
        for name, path in files.values():
            with default_storage.open(path) as stored:
                archive.writestr(f"files/{name}", stored.read())
    pack.seek(0)
    return pack


def _files(holding: Holding, person: Person) -> dict[str, tuple[str, str]]:
    """ref → name in the archive and place in the store, of the files that these rows name."""
    if not holding.file:
        return {}
    at = f"{holding.file}__" if holding.file != "self" else ""
    names = [f"{at}{name}" for name in ("ref", "name", "path")]
    rows = holding.rows(person).exclude(**{f"{at}path": ""}).exclude(**{f"{at}path": None})
    return {ref: (f"{ref}-{name}", path) for ref, name, path in rows.values_list(*names)}


def _json(data: Any) -> str:
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def _about(person: Person) -> str:
    return _(
        "What the Circular & Fair ICT Pact holds about %(name)s, on %(day)s.\n\nOne JSON file for each kind of data; "
        "\"what\" says which. Files that you gave us stand in the folder \"files\".\nMoments are in UTC. "
        "How long each kind is kept stands on the page Privacy.\n"
    ) % {"name": person.name, "day": f"{person.at:%Y-%m-%d}"}  # fmt: skip
