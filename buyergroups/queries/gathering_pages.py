"""One meeting with who comes, its files, and what may be done."""

from dataclasses import dataclass

from django.db.models import QuerySet

from buyergroups import access
from buyergroups.models import Gathering, GatheringAttendance
from buyergroups.queries.files import FileRow, rows_of
from buyergroups.queries.gatherings import Home, home_of
from pact.access import Actor

STEPS = ("change", "attendance", "notes")


@dataclass(frozen=True)
class Page:
    gathering: Gathering
    home: Home
    people: list[GatheringAttendance]
    own: GatheringAttendance | None
    answers: bool
    arranges: bool
    inside: bool
    files: list[FileRow]
    at: dict[str, str]

    @property
    def list_url(self) -> str:
        return self.home.address("gathering-list")

    def _in(self, *states: str) -> list[GatheringAttendance]:
        return [row for row in self.people if row.state in states]

    @property
    def coming(self) -> list[GatheringAttendance]:
        return self._in("COMING")

    @property
    def not_coming(self) -> list[GatheringAttendance]:
        return self._in("NOT_COMING")

    @property
    def silent(self) -> list[GatheringAttendance]:
        return self._in("INVITED")

    @property
    def attended(self) -> list[GatheringAttendance]:
        return self._in("ATTENDED")

    @property
    def organizations(self) -> list[str]:
        """Who is asked to the table, by organization (P13)."""
        named = {row.organization.name for row in self.people if row.organization}
        named |= {row.guest.organization_name for row in self.people if row.guest}
        return sorted(named, key=str.casefold)


def people_of(gathering: Gathering) -> QuerySet[GatheringAttendance]:
    rows = GatheringAttendance.objects.filter(gathering=gathering)
    return rows.select_related("organization", "guest", "user").order_by("name", "pk")


def page_of(actor: Actor, gathering: Gathering) -> Page:
    """Members see who comes; a guest sees agenda, files, notes and his own answer (4.4)."""
    home = home_of(gathering)
    inside = access.SEE_GATHERINGS.allows(actor, gathering) and gathering.ref not in actor.doors
    rows = list(people_of(gathering))
    own = next((row for row in rows if row.user_id and row.user_id == actor.user_id), None)
    addresses = {name: home.address(f"gathering-{name}", ref=gathering.ref) for name in (*STEPS, "calendar")}
    steps = {
        name: home.address("gathering-step", ref=gathering.ref, step=name)
        for name in ("invite", "hold", "cancel", "publish")
    }
    return Page(
        gathering,
        home,
        rows if inside else [row for row in (own,) if row],
        own,
        access.COME_TO_GATHERING.allows(actor, gathering),
        access.ARRANGE_GATHERING.allows(actor, gathering),
        inside,
        rows_of(actor, gathering=gathering),
        addresses | steps,
    )
