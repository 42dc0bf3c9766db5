"""Lists over the narrow table of listings: keyset pages, no joins, nothing counted for a page (performance G1, G2).

A page and the counts are asked for in plain SQL: building the same questions as querysets costs the application more
than PostgreSQL needs to answer them. Values never stand in the text, only names from this file do.
"""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Case, Count, Value, When
from django.db.models.functions import TruncMonth
from django.utils.translation import get_language

from participants.models import Listing, Tally
from participants.models.organizations import LegalKind
from participants.public.cards import Facet, Facets, Filters, GroupCard, Page, ParticipantCard, RingStroke
from participants.rules import plain

COLUMNS = (
    "id", "slug", "name", "name_en", "language", "country", "legal_kind", "sector", "coordinating_since",
    "procuring_since", "supporter_since", "since", "ended_on", "groups", "users_served", "users_served_on",
    "latest_year", "latest_devices", "latest_state",
)  # fmt: skip
MANY = 2000
_SELECT = f"SELECT {', '.join(COLUMNS)}, {{}} FROM participants_listing WHERE "  # noqa: S608
_COUNTS = "SELECT facet, code, label, n FROM participants_tally WHERE on_list = %s AND n > 0"
# The three lists, as the indexes know them.
PARTICIPANTS, SUPPORTERS, FORMER = "participant", "supporter_since IS NOT NULL", "ended_on IS NOT NULL"
_ROLES = {"COORDINATING": "coordinating_since", "PROCURING": "procuring_since", "SUPPORTER": "supporter_since"}


def participants(
    filters: Filters | None = None, after: str | None = None, size: int = 25, *, before: str | None = None
) -> Page[ParticipantCard]:
    """Active participants by name (or newest first), a page at a time; `after` and `before` come from a page."""
    return _page(PARTICIPANTS, filters or Filters(), after, before, size)


def supporters(
    filters: Filters | None = None, after: str | None = None, size: int = 25, *, before: str | None = None
) -> Page[ParticipantCard]:
    """Active supporters by name (Pact 6.4.3)."""
    return _page(SUPPORTERS, filters or Filters(), after, before, size)


def former(
    filters: Filters | None = None, after: str | None = None, size: int = 25, *, before: str | None = None
) -> Page[ParticipantCard]:
    """Those that took part or supported once; a list of its own."""
    return _page(FORMER, filters or Filters(), after, before, size)


def recently_joined(size: int = 4) -> tuple[ParticipantCard, ...]:
    return participants(Filters(newest_first=True), size=size).items


def every_participant() -> Iterator[ParticipantCard]:
    """All active participants by name, for files of the whole list."""
    rows = Listing.objects.filter(participant=True).order_by("sort_name", "id").values_list(*COLUMNS)
    return (card_of(row) for row in rows.iterator(chunk_size=2000))


def facets(on_list: str = Tally.On.PARTICIPANTS) -> Facets:
    """The maintained counts of one list: one small query, whatever the number of rows."""
    return _facets(tuple(sorted(_asked(_COUNTS, [str(on_list)]))), get_language() or "")


@lru_cache(maxsize=16)
def _facets(rows: tuple[tuple[str, str, str, int], ...], language: str) -> Facets:
    found: dict[str, list[Facet]] = {}
    for name, code, label, n in rows:
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


def _asked(sql: str, values: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _page(on_list: str, filters: Filters, after: str | None, before: str | None, size: int) -> Page[ParticipantCard]:
    """One row more than asked tells whether there is another page; the page before is read backwards."""
    conditions, values = conditions_of(on_list, filters)
    field = "joined_at" if filters.newest_first else "sort_name"
    cursor, backwards = (_cursor(before, field), True) if before else (_cursor(after, field), False)
    downwards = filters.newest_first != backwards
    # Whoever searches is served from the index of words: walking the list by name until enough are found takes up to
    # four times as long where the found stand together ("Gemeente …"). An expression keeps that other index out.
    by = "sort_name || ''" if filters.q and field == "sort_name" else field
    if cursor:
        conditions.append(f"({by}, id) {'<' if downwards else '>'} (%s, %s)")
        values += cursor
    way = "DESC" if downwards else "ASC"
    order = f" ORDER BY {by} {way}, id {way} LIMIT {int(size) + 1}"
    found = _asked(_SELECT.format(field) + " AND ".join(conditions) + order, values)
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    first, last = (_mark(found[0]), _mark(found[-1])) if found else (None, None)
    return Page(
        tuple(card_of(row[:-1]) for row in found),
        after=last if (more or (backwards and cursor)) else None,
        before=first if (cursor and (not backwards or more)) else None,
    )


def conditions_of(on_list: str, filters: Filters) -> tuple[list[str], list]:
    """What narrows a list, as conditions and their values."""
    told: list[tuple[str, object]] = [
        ("search LIKE %s", f"% {connection.ops.prep_for_like_query(word)}%") for word in plain(filters.q).split()[:8]
    ]
    told += [
        ("country = %s", filters.country),
        ("legal_kind = %s", filters.kind),
        ("group_slugs @> %s::varchar[]", [filters.group] if filters.group else None),
        ("since >= %s", filters.joined_from),
        ("since <= %s", filters.joined_to),
    ]
    told = [(condition, value) for condition, value in told if value]
    conditions = [on_list, *(condition for condition, _ in told)]
    if filters.role:
        conditions.append(f"{_ROLES[filters.role]} IS NOT NULL" if filters.role in _ROLES else "false")
    return conditions, [value for _, value in told]


def _mark(row: tuple) -> str:
    """Where a row stands: its key, and what the list is sorted by, which is asked for last."""
    value = row[-1]
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


def card_of(row: tuple) -> ParticipantCard:
    """The values of `COLUMNS` as a card; a cursor gives JSON as text, a model as it is."""
    (
        _id, slug, name, name_en, language, country, kind, sector, coordinating, procuring, supporter, since, ended_on,
        noted, users, users_on, year, devices, state,
    ) = row  # fmt: skip
    roles = _roles(coordinating is not None, procuring is not None, supporter is not None)
    groups = _groups(noted if isinstance(noted, str) else json.dumps(noted))
    return ParticipantCard(
        slug, name, name_en, language, country, kind, sector, roles, since, ended_on, groups, users, users_on, year,
        devices, state,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _groups(noted: str) -> tuple[GroupCard, ...]:
    """The same few groups stand in very many rows."""
    return tuple(GroupCard(group["slug"], group["name"]) for group in json.loads(noted))


@lru_cache(maxsize=8)
def _roles(*held: bool) -> tuple[str, ...]:
    return tuple(role for role, holds in zip(_ROLES, held, strict=True) if holds)
