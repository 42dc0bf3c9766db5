"""Keeping the narrow table of the public list, and its counts, in step with the records."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max, Min

from pact.access import scope
from pact.search.words import plain, search_text
from participants.models import Identifier, Listing, Organization, Tally

_ENDED = "ENDED"
# Pushed down by the floors above; a rebuild keeps them.
_NOTED = ("groups", "group_slugs", "users_served", "users_served_on", "latest_year", "latest_devices", "latest_state")
_ADD = """insert into participants_tally (on_list, facet, code, label, n) values (%s, %s, %s, %s, %s)
 on conflict (on_list, facet, code) do update set n = participants_tally.n + excluded.n,
 label = case when excluded.label = '' then participants_tally.label else excluded.label end"""


@transaction.atomic
def refresh(organization: Organization) -> Listing:
    """Write the row of one organization anew and move the counts by the difference."""
    listing = Listing.objects.select_for_update().filter(organization=organization).first()
    before = listing.counts() if listing else Counter()
    with scope.as_system("listing"):
        facts = _facts(organization)
    listing = listing or Listing(organization=organization)
    for name, value in facts.items():
        setattr(listing, name, value)
    listing.save()
    _move(before, listing.counts())
    return listing


@transaction.atomic
def note(
    organization: Organization,
    *,
    groups: list[dict] | None = None,
    users_served: int | None = None,
    users_served_on: date | None = None,
    latest_year: int | None = None,
    latest_devices: int | None = None,
    latest_state: str | None = None,
) -> None:
    """What a floor above knows of an organization: `groups` are dicts {slug, name}. None leaves a value as it is."""
    listing = Listing.objects.select_for_update().filter(organization=organization).first() or refresh(organization)
    before = listing.counts()
    if groups is not None:
        listing.groups = [{"slug": group["slug"], "name": group["name"]} for group in groups]
        listing.group_slugs = [group["slug"] for group in groups]
    given = {
        "users_served": users_served,
        "users_served_on": users_served_on,
        "latest_year": latest_year,
        "latest_devices": latest_devices,
        "latest_state": latest_state,
    }
    for name, value in given.items():
        if value is not None:
            setattr(listing, name, value)
    listing.save()
    _move(before, listing.counts())


def served_elsewhere(organization: Organization) -> None:
    """Its users are in the figure of a central body (3.2.1.c): none of its own is shown beside that one."""
    Listing.objects.filter(organization=organization).update(users_served=None, users_served_on=None)


def drift() -> list[str]:
    """Every difference between what is stored and what the records say; empty: none."""
    found = []
    for organization in Organization.objects.order_by("pk").iterator(chunk_size=500):
        listing = Listing.objects.filter(organization=organization).first()
        if listing is None:
            found.append(f"{organization.slug}: not listed")
            continue
        for name, value in _facts(organization).items():
            if getattr(listing, name) != value:
                found.append(f"{organization.slug}: {name} is {getattr(listing, name)!r}, should be {value!r}")
    stored = {(tally.on_list, tally.facet, tally.code): tally.n for tally in Tally.objects.exclude(n=0)}
    counted = Counter()
    for (on_list, facet, code, _), n in _all_counted().items():
        counted[on_list, facet, code] += n
    for key in sorted(stored.keys() | counted.keys()):
        if stored.get(key, 0) != counted.get(key, 0):
            found.append(f"{' '.join(key)}: {stored.get(key, 0)} counted, should be {counted.get(key, 0)}")
    return found


@transaction.atomic
def rebuild() -> int:
    """Write every row and every count anew. Returns how many rows there are."""
    for organization in Organization.objects.order_by("pk").iterator(chunk_size=500):
        refresh(organization)
    Tally.objects.all().delete()
    _move(Counter(), _all_counted())
    return Listing.objects.count()


def _facts(organization: Organization) -> dict:
    # A record that was merged is on no list and found by no word: its names lead nowhere but to the one that stays.
    gone = organization.merged_into_id is not None
    held = {} if gone else _held(organization)
    numbers = Identifier.objects.filter(organization=organization).order_by("scheme", "value")
    words = [organization.name, organization.name_en, organization.short_name, *numbers.values_list("value", flat=True)]
    since, ended_on = min((role.since for role in held.values()), default=None), None
    if since is None and not gone:
        since, ended_on = _former(organization)
    days = {}
    for role in ("PROCURING", "COORDINATING", "SUPPORTER"):
        days[f"{role.lower()}_since"] = held[role].since if role in held else None
        days[f"{role.lower()}_until"] = held[role].until if role in held else None
    joined = [role.joined_at for code, role in held.items() if code != "SUPPORTER"]
    joined = joined or [role.joined_at for role in held.values()]
    return {
        "slug": organization.slug,
        "name": organization.name,
        "name_en": organization.name_en,
        "language": organization.language,
        "sort_name": _sort_name(organization),
        "search": "" if gone else search_text(*words),
        "country": organization.country,
        "legal_kind": organization.legal_kind,
        "sector": organization.sector,
        **days,
        "leaves_on": min((role.until for role in held.values() if role.until), default=None),
        "since": since,
        "joined_at": min(joined, default=None),
        "ended_on": ended_on,
        "participant": bool(held.keys() - {"SUPPORTER"}),
        "founding": not gone and organization.participations.filter(founding=True).exists(),
    }


@dataclass(frozen=True)
class _Held:
    """One role that has not ended in the records: the day and moment it began, and the day named for its end."""

    since: date
    joined_at: datetime
    until: date | None


def _held(organization: Organization) -> dict[str, _Held]:
    found: dict[str, list] = {}
    for rows in (organization.participations, organization.support_letters):
        for row in rows.exclude(state=_ENDED).select_related("signature"):
            found.setdefault(row.role, []).append(row)
    return {role: _all_of(rows) for role, rows in found.items()}


def _all_of(rows: list) -> _Held:
    """Usually one; two where a role ends today and begins anew."""
    untils = [row.period.upper for row in rows]
    return _Held(
        since=min(row.period.lower for row in rows),
        joined_at=min(row.signature.signed_at for row in rows),
        until=None if None in untils else max(untils),
    )


def _former(organization: Organization) -> tuple[date | None, date | None]:
    """First and last day of somebody who is no longer in any role."""
    days = []
    for rows in (organization.participations, organization.support_letters):
        found = rows.aggregate(first=Min("period__startswith"), last=Max("period__endswith"))
        days.append((found["first"], found["last"]))
    firsts, lasts = [first for first, _ in days if first], [last for _, last in days if last]
    return min(firsts, default=None), max(lasts, default=None)


def _sort_name(organization: Organization) -> str:
    """The name without accents; one in another script stands where its English name belongs."""
    own = plain(organization.name)
    return (own if own[:1].isascii() or not organization.name_en else plain(organization.name_en))[:200]


def _all_counted() -> Counter:
    total = Counter()
    for listing in Listing.objects.iterator(chunk_size=2000):
        total.update(listing.counts())
    return total


def _move(before: Counter, after: Counter) -> None:
    """Add the differences, in one order for all, so that two who admit at once never wait for each other in a ring."""
    changes = {key: after[key] - before[key] for key in before.keys() | after.keys()}
    rows = sorted((*key, n) for key, n in changes.items() if n)
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_ADD, rows)
