"""Keeping the narrow table of the public list, and its counts, in step with the records."""

from collections import Counter
from datetime import date

from django.db import connection, transaction
from django.db.models import Max, Min, Q

from pact.access import scope
from participants.models import Listing, Organization, Participation, SupportLetter, Tally
from participants.rules import plain, search_text

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
    before = _counted(listing) if listing else Counter()
    with scope.as_system("listing"):
        facts = _facts(organization)
    listing = listing or Listing(organization=organization)
    for name, value in facts.items():
        setattr(listing, name, value)
    listing.save()
    _move(before, _counted(listing))
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
    before = _counted(listing)
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
    _move(before, _counted(listing))


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
    roles = Participation.objects.filter(organization=organization).exclude(state=_ENDED)
    dates = roles.aggregate(
        procuring=Min("period__startswith", filter=Q(role="PROCURING")),
        coordinating=Min("period__startswith", filter=Q(role="COORDINATING")),
        joined=Min("signature__signed_at"),
    )
    support = SupportLetter.objects.filter(organization=organization).exclude(state=_ENDED)
    supporter = support.aggregate(since=Min("period__startswith"), joined=Min("signature__signed_at"))
    participant = bool(dates["procuring"] or dates["coordinating"])
    since = min((day for day in (dates["procuring"], dates["coordinating"], supporter["since"]) if day), default=None)
    ended_on = None
    if since is None:
        since, ended_on = _former(organization)
    return {
        "slug": organization.slug,
        "name": organization.name,
        "name_en": organization.name_en,
        "language": organization.language,
        "sort_name": _sort_name(organization),
        "search": search_text(organization.name, organization.name_en, organization.short_name),
        "country": organization.country,
        "legal_kind": organization.legal_kind,
        "sector": organization.sector,
        "procuring_since": dates["procuring"],
        "coordinating_since": dates["coordinating"],
        "supporter_since": supporter["since"],
        "since": since,
        "joined_at": dates["joined"] or supporter["joined"],
        "ended_on": ended_on,
        "participant": participant,
    }


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


def _counted(listing: Listing) -> Counter:
    """What one row adds to the counts: (list, facet, code, label) → 1."""
    lists = []
    if listing.participant:
        lists.append(Tally.On.PARTICIPANTS)
    if listing.supporter_since:
        lists.append(Tally.On.SUPPORTERS)
    if listing.ended_on:
        lists.append(Tally.On.FORMER)
    coordinating, procuring = bool(listing.coordinating_since), bool(listing.procuring_since)
    facets = [("list", "ALL", ""), ("kind", listing.legal_kind, "")]
    facets += [("country", listing.country, "")] if listing.country else []
    facets += [("group", group["slug"], group["name"]) for group in listing.groups]
    facets += [("role", "COORDINATING", "")] if coordinating else []
    facets += [("role", "PROCURING", "")] if procuring else []
    facets += [("list", "BOTH", "")] if coordinating and procuring else []
    return Counter({(str(on_list), *facet): 1 for on_list in lists for facet in facets})


def _all_counted() -> Counter:
    total = Counter()
    for listing in Listing.objects.iterator(chunk_size=2000):
        total.update(_counted(listing))
    return total


def _move(before: Counter, after: Counter) -> None:
    """Add the differences, in one order for all, so that two who admit at once never wait for each other in a ring."""
    changes = {key: after[key] - before[key] for key in before.keys() | after.keys()}
    rows = sorted((*key, n) for key, n in changes.items() if n)
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_ADD, rows)
