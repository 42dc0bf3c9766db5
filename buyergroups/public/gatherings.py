"""What the world may see of meetings and events: day, title, place, and the notes once they are published (6.1.3)."""

from dataclasses import dataclass
from datetime import datetime

from buyergroups.models import Gathering, GatheringAttendance
from pact.access import scope
from pact.calendars import Happening

SHOWN = 200


@dataclass(frozen=True)
class EventCard:
    ref: str
    title: str
    kind: str
    kind_words: str
    organizer: str
    group_slug: str
    working_group_slug: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str
    cancelled: bool
    notes_on: datetime | None


@dataclass(frozen=True)
class EventPage:
    card: EventCard
    link: str
    agenda: str
    notes: str
    outcomes: str
    organizations: tuple[str, ...]


def events(at: datetime) -> tuple[list[EventCard], list[EventCard]]:
    """What comes, the next first, and what was, the last first; what was cancelled is not in the past."""
    coming = _public().filter(ends_at__gte=at).exclude(state="HELD").order_by("starts_at", "pk")[:SHOWN]
    past = _public().exclude(state="CANCELLED").exclude(pk__in=[row.pk for row in coming])
    past = past.filter(starts_at__lt=at).order_by("-starts_at", "pk")[:SHOWN]
    return [_card(row) for row in coming], [_card(row) for row in past]


def event(ref: str) -> EventPage | None:
    """Link and agenda are told of the Pact's own events alone: those of a group are for its people."""
    row = _public().filter(ref=ref).first()
    if row is None:
        return None
    own = row.group_id is None and row.working_group_id is None
    published = row.notes_published_at is not None
    return EventPage(
        _card(row),
        row.link if own else "",
        row.agenda if own else "",
        row.notes if published else "",
        row.outcomes if published else "",
        _at_the_table(row) if published and row.kind == Gathering.Kind.DIALOGUE else (),
    )


def event_entries(address: str, ref: str = "") -> list[Happening]:
    """For calendars: the same lasting names as in letters. `address` is that of an event, with {ref} in it."""
    rows = _public().filter(ref=ref) if ref else _public().order_by("-starts_at", "pk")[:SHOWN]
    return [row.happening(address.format(ref=row.ref)) for row in rows]


def _public():
    return Gathering.objects.filter(public=True).select_related("group", "working_group")


def _at_the_table(row: Gathering) -> tuple[str, ...]:
    """P13: who was at a dialogue session, by organization. Attendance names persons and stays closed; of it only the
    names of organizations are read."""
    with scope.as_system("dialogue-organizations"):
        rows = GatheringAttendance.objects.filter(gathering=row, state="ATTENDED")
        pairs = list(rows.values_list("organization__name", "guest__organization_name"))
    return tuple(sorted({own or invited for own, invited in pairs if own or invited}, key=str.casefold))


def _card(row: Gathering) -> EventCard:
    owner = row.group or row.working_group
    return EventCard(
        row.ref,
        row.title,
        row.kind,
        row.get_kind_display(),
        owner.name if owner else "",
        row.group.slug if row.group else "",
        row.working_group.slug if row.working_group else "",
        row.starts_at,
        row.ends_at,
        row.zone,
        row.place,
        row.state == Gathering.State.CANCELLED,
        row.notes_published_at,
    )
