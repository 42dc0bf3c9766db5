"""Reaching out to procuring organizations of one's area (Pact 3.2.1.a, preamble P15): organizations, never persons."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from buyergroups import access, deadlines, rules, verbs
from buyergroups.flow import OUTREACH
from buyergroups.models import BuyerGroup, LibraryItem, OutreachEntry, in_since
from buyergroups.queries import outreach as queries
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in
from pact.publishing import cache

STEPS = tuple(OUTREACH.steps)
OVER = ("JOINED", "NOT_INTERESTED")


def _day(at: datetime) -> date:
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)


@transaction.atomic
def begin(
    actor: Actor,
    group: BuyerGroup,
    *,
    organization_name: str,
    country: str,
    contacted_on: date,
    next_on: date | None = None,
    taken_up: list[LibraryItem] | None = None,
    note: str = "",
    at: datetime,
) -> OutreachEntry:
    """Write down that an organization was informed; one entry for each organization of a group."""
    access.REACH_OUT.require(actor, group)
    BuyerGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    known = OutreachEntry.objects.filter(group=group, country=country)
    if known.filter(organization_name__iexact=organization_name.strip()).exists():
        raise CannotNow("It is on the list of this group already. Change its entry.")
    entry = OutreachEntry(group=group, changed_at=at)
    _write(entry, organization_name, country, contacted_on, next_on, taken_up, note, at)
    record(actor, verbs.OUTREACH_BEGUN, entry, at=at, group_id=group.pk, clause="3.2.1.a")
    return entry


@transaction.atomic
def change(
    actor: Actor,
    entry: OutreachEntry,
    *,
    organization_name: str,
    country: str,
    contacted_on: date,
    next_on: date | None = None,
    taken_up: list[LibraryItem] | None = None,
    note: str = "",
    at: datetime,
) -> OutreachEntry:
    access.REACH_OUT.require(actor, entry)
    locked = OutreachEntry.objects.select_for_update(of=("self",)).select_related("group").get(pk=entry.pk)
    _write(locked, organization_name, country, contacted_on, next_on, taken_up, note, at)
    record(actor, verbs.OUTREACH_CHANGED, locked, at=at, group_id=locked.group_id, clause="3.2.1.a")
    return locked


def _write(entry, name: str, country: str, contacted_on: date, next_on, taken_up, note: str, at: datetime) -> None:
    if contacted_on > _day(at):
        raise CannotNow("The day on which it was contacted cannot be in the future.")
    before = entry.next_on
    entry.organization_name, entry.country, entry.contacted_on = name.strip(), country, contacted_on
    entry.next_on = None if entry.state in OVER else next_on
    entry.note, entry.changed_at = note.strip(), at
    used_before = set(entry.taken_up.values_list("pk", flat=True)) if entry.pk else set()
    used = {item.pk for item in taken_up or ()}
    if used - used_before:
        entry.taken_up_on = _day(at)
    elif not used:
        entry.taken_up_on = None
    entry.save()
    entry.taken_up.set(used)
    if entry.next_on != before:
        _ask_again(entry, at)
    cache.bump()


def _ask_again(entry: OutreachEntry, at: datetime) -> None:
    """The next contact is on the tasks of those who care for the group; a new date replaces the old one."""
    deadlines.NEXT_CONTACT.meet(entry, at)
    if entry.next_on is None:
        return
    coordinated = entry.group.is_coordinated_on(_day(at))
    deadlines.NEXT_CONTACT.set(
        about=entry,
        at=at,
        due_at=end_of_day(entry.next_on, settings.SECRETARIAT_TIME_ZONE),
        title=f"Speak to {entry.organization_name} again",
        url_name="buyergroups:outreach-edit",
        url_kwargs={"group": entry.group.slug, "ref": entry.ref},
        workspace="GROUP" if coordinated else "SECRETARIAT",
        group_id=entry.group_id,
    )


@transaction.atomic
def take_step(actor: Actor, entry: OutreachEntry, step: str, *, at: datetime) -> OutreachEntry:
    """What it answered. Who joined or is not interested is not asked again; the days stay for the numbers."""
    with OUTREACH.step(step, entry, actor=actor, at=at) as row:
        row.changed_at = at
        if step == "interested":
            row.interested_on = row.interested_on or _day(at)
        if step == "joined":
            row.joined_on = row.joined_on or _day(at)
        if row.state in OVER:
            row.next_on = None
    if entry.next_on is None:
        deadlines.NEXT_CONTACT.meet(entry, at)
    cache.bump()
    return entry


def find_joined(*, at: datetime) -> int:
    """Who was reached out to and has joined the Pact or the group since: noted by itself. Nightly."""
    hand, day, found = Actor.hand("outreach"), _day(at), 0
    entries = list(OutreachEntry.objects.exclude(state="JOINED").select_related("group").order_by("pk"))
    known = queries.every_organization_named([(one.organization_name, one.country) for one in entries])
    since = in_since(list(known.values()), day)
    for entry in entries:
        organization = known.get(rules.known_as(entry.organization_name, entry.country))
        joined = _joined_on(entry, *since[organization.pk]) if organization else None
        if joined:
            _note_joined(hand, entry, organization, joined, at)
            found += 1
    return found


def _joined_on(entry: OutreachEntry, pact_since: date, groups: dict[int, date]) -> date | None:
    days = [pact_since, groups.get(entry.group_id, date.max)]
    fitting = [day for day in days if day != date.max and rules.joined_through(entry.contacted_on, day)]
    return min(fitting, default=None)


@transaction.atomic
def _note_joined(hand: Actor, entry: OutreachEntry, organization, joined: date, at: datetime) -> None:
    with OUTREACH.step("joined", entry, actor=hand, at=at, organization_id=organization.pk) as row:
        row.organization, row.joined_on, row.next_on, row.changed_at = organization, joined, None, at
    deadlines.NEXT_CONTACT.meet(entry, at)
    cache.bump()
