"""Lists over the narrow table of listings: keyset pages, no joins, nothing counted for a page (performance G1, G2).

A page and the counts are asked for in plain SQL: building the same questions as querysets costs the application more
than PostgreSQL needs to answer them. Values never stand in the text, only names from this file do.
"""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Case, Count, Value, When
from django.db.models.functions import TruncMonth
from django.utils.translation import get_language

from pact.clock import today
from participants.models import Listing, Tally
from participants.models.organizations import LegalKind
from participants.public.cards import Facet, Facets, Filters, GroupCard, Page, ParticipantCard, RingStroke
from participants.rules import plain

COLUMNS = (
    "id", "slug", "name", "name_en", "language", "country", "legal_kind", "sector", "coordinating_since",
    "procuring_since", "supporter_since", "since", "ended_on", "groups", "users_served", "users_served_on",
    "latest_year", "latest_devices", "latest_state", "coordinating_until", "procuring_until", "supporter_until",
    "leaves_on", "founding",
)  # fmt: skip
MANY = 2000
_SELECT = f"SELECT {', '.join(COLUMNS)}, {{}} FROM participants_listing WHERE "  # noqa: S608
# The counts that are kept, and whether somebody leaves by today whom they still hold.
_COUNTS = (
    "SELECT facet, code, label, n FROM participants_tally WHERE on_list = %s AND n > 0"
    " UNION ALL SELECT 'leaving', '', '', count(*) FROM participants_listing WHERE leaves_on <= %s HAVING count(*) > 0"
)
_ROLES = {"COORDINATING": "coordinating", "PROCURING": "procuring", "SUPPORTER": "supporter"}
# The three lists, as the indexes know them. A role that ended today is on none from the day's first moment on, also
# before the night has written it down (6.6.1).
PARTICIPANTS, SUPPORTERS = "participant", "supporter_since IS NOT NULL"
FORMER = "(ended_on IS NOT NULL OR leaves_on IS NOT NULL)"
# The first day without any role, of a row that is on the list of the former: kept by the night, or named before.
ENDED_SQL = "COALESCE(ended_on, GREATEST(coordinating_until, procuring_until, supporter_until))"


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
    day = today()
    rows = Listing.objects.participants_on(day).order_by("sort_name", "id").values_list(*COLUMNS)
    return (card_of(row, day) for row in rows.iterator(chunk_size=2000))


def facets(on_list: str = Tally.On.PARTICIPANTS) -> Facets:
    """The maintained counts of one list: one small query, whatever the number of rows."""
    day = today()
    rows = _asked(_COUNTS, [str(on_list), day])
    if any(row[0] == "leaving" for row in rows):
        rows = _without_those_who_left(str(on_list), rows, day)
    return _facets(tuple(sorted(rows)), get_language() or "")


def _without_those_who_left(on_list: str, rows: list[tuple], day: date) -> list[tuple]:
    """Between midnight and the night's work the kept counts still hold them: a few rows are counted anew."""
    labels = {row[:2]: row[2] for row in rows}
    counted = Counter({row[:2]: row[3] for row in rows if row[0] != "leaving"})
    for listing in Listing.objects.filter(leaves_on__lte=day):
        before = listing.counts()
        listing.stand(day)
        for counts, sign in ((before, -1), (listing.counts(), 1)):
            for (which, facet, code, label), n in counts.items():
                if which == on_list:
                    counted[facet, code] += sign * n
                    labels.setdefault((facet, code), label)
    return [(*key, labels[key], n) for key, n in counted.items() if n > 0]


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
    return {facet.code: facet.n for facet in facets().countries}


def ring() -> list[RingStroke]:
    """One stroke a participant, in joining order: signature date and time.

    Of very many, those of the same month stand together: the drawing bundles them anyway.
    """
    rows = Listing.objects.participants_on(today()).filter(joined_at__isnull=False)
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
    day = today()
    conditions, values = conditions_of(on_list, filters, day)
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
        tuple(card_of(row[:-1], day) for row in found),
        after=last if (more or (backwards and cursor)) else None,
        before=first if (cursor and (not backwards or more)) else None,
    )


def held_sql(role: str, day: date) -> str:
    """The condition that a role is held on a day."""
    column = _ROLES[role]
    return f"({column}_since IS NOT NULL AND ({column}_until IS NULL OR {column}_until > '{day.isoformat()}'))"


def _standing(on_list: str, day: date) -> list[str]:
    """What narrows a list to those who are on it on a day."""
    if on_list == PARTICIPANTS:
        held = f"{held_sql('COORDINATING', day)} OR {held_sql('PROCURING', day)}"
        return [f"(leaves_on IS NULL OR leaves_on > '{day.isoformat()}' OR {held})"]
    if on_list == FORMER:
        held = " OR ".join(held_sql(role, day) for role in _ROLES)
        return [f"(ended_on IS NOT NULL OR (leaves_on <= '{day.isoformat()}' AND NOT ({held})))"]
    return [held_sql("SUPPORTER", day)]


def conditions_of(on_list: str, filters: Filters, day: date) -> tuple[list[str], list]:
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
    conditions = [on_list, *_standing(on_list, day), *(condition for condition, _ in told)]
    if filters.group and on_list == FORMER:
        conditions.append("ended_on IS NOT NULL")  # who left today is in no group, whatever the night finds written
    if filters.role:
        conditions.append(held_sql(filters.role, day) if filters.role in _ROLES else "false")
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


def card_of(row: tuple, day: date) -> ParticipantCard:
    """The values of `COLUMNS` as a card of a day; a cursor gives JSON as text, a model as it is."""
    (
        _id, slug, name, name_en, language, country, kind, sector, coordinating, procuring, supporter, since, ended_on,
        noted, users, users_on, year, devices, state, *untils, leaves_on, founding,
    ) = row  # fmt: skip
    held = [one is not None for one in (coordinating, procuring, supporter)]
    groups = _groups(noted if isinstance(noted, str) else json.dumps(noted))
    if leaves_on is not None and leaves_on <= day:
        held = [one and (until is None or until > day) for one, until in zip(held, untils, strict=True)]
        if not any(held):
            ended_on, groups = max(until for until in untils if until), ()
    roles = _roles(*held)
    return ParticipantCard(
        slug, name, name_en, language, country, kind, sector, roles, since, ended_on, groups, users, users_on, year,
        devices, state, founding,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _groups(noted: str) -> tuple[GroupCard, ...]:
    """The same few groups stand in very many rows."""
    return tuple(GroupCard(group["slug"], group["name"]) for group in json.loads(noted))


@lru_cache(maxsize=8)
def _roles(*held: bool) -> tuple[str, ...]:
    return tuple(role for role, holds in zip(_ROLES, held, strict=True) if holds)
