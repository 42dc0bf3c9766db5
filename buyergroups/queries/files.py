"""Files of groups, working groups and their meetings."""

from dataclasses import dataclass

from django.db.models import QuerySet

from buyergroups import access
from buyergroups.models import Gathering, SharedFile
from buyergroups.queries.gatherings import Home, gatherings, home_of
from pact.access import Actor, scope
from pact.files.models import StoredFile


@dataclass(frozen=True)
class FileRow:
    file: SharedFile
    kind: str
    size: int
    url: str
    remove_url: str

    @property
    def kilobytes(self) -> int:
        return max(1, round(self.size / 1000))


@dataclass(frozen=True)
class Shelf:
    home: Home
    files: list[FileRow]
    gatherings: list[Gathering]
    shares: bool

    @property
    def new_url(self) -> str:
        return self.home.address("file-new")


def files(actor: Actor) -> QuerySet[SharedFile]:
    """Without the bytes: what is kept of a file is read after its share was found through this actor's reach."""
    rows = SharedFile.objects.visible_to(actor)
    return rows.select_related("group__coordination__organization", "gathering", "shared_by", "working_group")


def rows_of(actor: Actor, *, gathering: Gathering | None = None, home: Home | None = None) -> list[FileRow]:
    """The files of one meeting, or all of a group, the newest first."""
    found = files(actor).order_by("-shared_at")
    if gathering:
        found = found.filter(gathering=gathering)
    elif home:
        found = found.filter(group=home.group, working_group=home.working_group)
    shared = list(found)
    kept = _kept(shared)
    return [_row(actor, one, kept[one.file_id]) for one in shared]


def _row(actor: Actor, one: SharedFile, stored: StoredFile) -> FileRow:
    home = home_of(one)
    mine = access.REMOVE_FILE.allows(actor, one)
    return FileRow(
        one,
        stored.kind,
        stored.size,
        home.address("file-download", ref=one.ref),
        home.address("file-remove", ref=one.ref) if mine else "",
    )


def shelf(actor: Actor, home: Home) -> Shelf:
    rows = gatherings(actor).filter(group=home.group, working_group=home.working_group)
    meetings = list(rows.exclude(state="CANCELLED").order_by("-starts_at")[:30])
    return Shelf(home, rows_of(actor, home=home), meetings, access.SHARE_FILES.allows(actor, home))


def _kept(shared: list[SharedFile]) -> dict:
    """Their kinds and sizes: a stored file is the group's own or its giver's, a share may be seen by more people."""
    with scope.as_system("shared-files"):
        return {one.pk: one for one in StoredFile.objects.filter(pk__in=[row.file_id for row in shared])}


def stored(shared: SharedFile) -> StoredFile:
    """The bytes behind a share that was found through an actor's reach."""
    with scope.as_system("shared-files"):
        return StoredFile.objects.get(pk=shared.file_id)
