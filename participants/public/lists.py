"""Lists over the narrow table of listings: keyset pages, no joins, nothing counted for a page (performance G1, G2)."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.db.models.functions import TruncMonth

from participants.models import Listing, Tally
from participants.models.organizations import LegalKind
from participants.public.cards import Facet, Facets, Filters, GroupCard, Page, ParticipantCard, RingStroke
from participants.rules import plain

_COLUMNS = (
    "id", "slug", "name", "name_en", "language", "sort_name", "country", "legal_kind", "sector", "procuring_since",
    "coordinating_since", "supporter_since", "since", "joined_at", "ended_on", "groups", "users_served",
    "users_served_on", "latest_year", "latest_devices", "latest_state",
)  # fmt: skip
MANY = 2000
_ROLES = {"COORDINATING": "coordinating_since", "PROCURING": "procuring_since", "SUPPORTER": "supporter_since"}


def participants(
    filters: Filters | None = None, after: str | None = None, size: int = 25, *, before: str | None = None
) -> Page[ParticipantCard]:
    """Active participants by name (or newest first), a page at a time; `after` and `before` come from a page."""
    return _page(Listing.objects.filter(participant=True), filters or Filters(), after, before, size)


def supporters(
    filters: Filters | None = None, after: str | None = None, size: int = 25, *, before: str | None = None
) -> Page[ParticipantCard]:
    """Active supporters by name (Pact 6.4.3)."""
    return _page(Listing.objects.filter(supporter_since__isnull=False), filters or Filters(), after, before, size)


def former(
    filters: Filters | None = None, after: str | None = None, size: int = 25, *, before: str | None = None
) -> Page[ParticipantCard]:
    """Those that took part or supported once; a list of its own."""
    return _page(Listing.objects.filter(ended_on__isnull=False), filters or Filters(), after, before, size)


def recently_joined(size: int = 4) -> tuple[ParticipantCard, ...]:
    return participants(Filters(newest_first=True), size=size).items


def every_participant() -> Iterator[ParticipantCard]:
    """All active participants by name, for files of the whole list."""
    rows = Listing.objects.filter(participant=True).order_by("sort_name", "id").values_list(*_COLUMNS)
    return (_card(row) for row in rows.iterator(chunk_size=2000))


def facets(on_list: str = Tally.On.PARTICIPANTS) -> Facets:
    """The maintained counts of one list: one small query, whatever the number of rows."""
    found: dict[str, list[Facet]] = {}
    for name, code, label, n in Tally.objects.filter(on_list=on_list, n__gt=0).values_list(
        "facet", "code", "label", "n"
    ):
        found.setdefault(name, []).append(Facet(code, label, n))
    kinds = [Facet(facet.code, str(LegalKind(facet.code).label), facet.n) for facet in found.get("kind", ())]
    single = {facet.code: facet.n for facet in found.get("list", ())}
    return Facets(
        total=single.get("ALL", 0),
        both_roles=single.get("BOTH", 0),
        countries=tuple(sorted(found.get("country", ()), key=lambda facet: facet.code)),
        roles=tuple(sorted(found.get("role", ()), key=lambda facet: facet.code)),
        kinds=tuple(sorted(kinds, key=lambda facet: facet.label)),
        groups=tuple(sorted(found.get("group", ()), key=lambda facet: plain(facet.label))),
    )


def counts_by_country() -> dict[str, int]:
    """Active participants by ISO 3166 code, for the map; organisations of the world stand under none."""
    rows = Tally.objects.filter(on_list=Tally.On.PARTICIPANTS, facet="country", n__gt=0)
    return dict(rows.values_list("code", "n"))


def ring() -> list[RingStroke]:
    """One stroke a participant, in joining order: signature date and time.

    Of very many, those of the same month stand together: the drawing bundles them anyway.
    """
    rows = Listing.objects.filter(participant=True, joined_at__isnull=False)
    each = list(rows.order_by("joined_at", "id").values_list("joined_at", "coordinating_since")[: MANY + 1])
    if len(each) <= MANY:
        return [RingStroke(joined.year, coordinating is not None) for joined, coordinating in each]
    months = rows.annotate(
        month=TruncMonth("joined_at"), short=Case(When(coordinating_since=None, then=Value(True)), default=Value(False))
    )
    counted = months.values_list("month", "short").annotate(n=Count("id")).order_by("month", "short")
    return [stroke for month, short, n in counted for stroke in [RingStroke(month.year, not short)] * n]


def _page(rows: QuerySet, filters: Filters, after: str | None, before: str | None, size: int) -> Page[ParticipantCard]:
    """One row more than asked tells whether there is another page; the page before is read backwards."""
    rows = _filtered(rows, filters)
    field = "joined_at" if filters.newest_first else "sort_name"
    cursor, backwards = (_cursor(before, field), True) if before else (_cursor(after, field), False)
    downwards = filters.newest_first != backwards
    if cursor:
        rows = rows.filter(_beyond(field, *cursor, downwards=downwards))
    sign = "-" if downwards else ""
    found = list(rows.order_by(f"{sign}{field}", f"{sign}id").values_list(*_COLUMNS)[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    first, last = (_mark(found[0], field), _mark(found[-1], field)) if found else (None, None)
    return Page(
        tuple(_card(row) for row in found),
        after=last if (more or (backwards and cursor)) else None,
        before=first if (cursor and (not backwards or more)) else None,
    )


def _filtered(rows: QuerySet, filters: Filters) -> QuerySet:
    for word in plain(filters.q).split()[:8]:
        rows = rows.filter(search__contains=f" {word}")
    if filters.country:
        rows = rows.filter(country=filters.country)
    if filters.kind:
        rows = rows.filter(legal_kind=filters.kind)
    if filters.role:
        column = _ROLES.get(filters.role)
        rows = rows.filter(**{f"{column}__isnull": False}) if column else rows.none()
    if filters.group:
        rows = rows.filter(group_slugs__contains=[filters.group])
    if filters.joined_from:
        rows = rows.filter(since__gte=filters.joined_from)
    if filters.joined_to:
        rows = rows.filter(since__lte=filters.joined_to)
    return rows


def _beyond(field: str, value: object, key: int, *, downwards: bool) -> Q:
    """The rows after a cursor; the first condition alone is what the index is entered with."""
    way = "lt" if downwards else "gt"
    return Q(**{f"{field}__{way}e": value}) & (Q(**{f"{field}__{way}": value}) | Q(**{f"id__{way}": key}))


def _mark(row: tuple, field: str) -> str:
    value = row[_COLUMNS.index(field)]
    text = value.isoformat() if isinstance(value, datetime) else str(value)
    return urlsafe_b64encode(f"{row[0]}:{text}".encode()).decode().rstrip("=")


def _cursor(text: str | None, field: str) -> tuple[object, int] | None:
    """What a cursor says; a damaged one says nothing, and the list begins at its beginning."""
    if not text or len(text) > 600:
        return None
    try:
        key, _, value = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
        if "\x00" in value or not 0 < int(key) < 2**63:
            return None
        return (datetime.fromisoformat(value) if field == "joined_at" else value), int(key)
    except (ValueError, UnicodeDecodeError, binascii.Error):
        return None


def _card(row: tuple) -> ParticipantCard:
    values = dict(zip(_COLUMNS, row, strict=True))
    return card_from(values)


def card_from(values: dict) -> ParticipantCard:
    roles = tuple(role for role, column in _ROLES.items() if values[column])
    groups = tuple(GroupCard(group["slug"], group["name"]) for group in values["groups"])
    return ParticipantCard(
        values["slug"], values["name"], values["name_en"], values["language"], values["country"], values["legal_kind"],
        values["sector"], roles, values["since"], values["ended_on"], groups, values["users_served"],
        values["users_served_on"], values["latest_year"], values["latest_devices"], values["latest_state"],
    )  # fmt: skip


COLUMNS = _COLUMNS
