"""Whom a group reached out to, and what may be told of it in numbers (3.2.1.a, preamble P15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower

from buyergroups import rules
from buyergroups.models import BuyerGroup, LibraryItem, OutreachEntry, in_since, outreach_in
from pact.access import Actor
from participants.models import Organization


def outreach(actor: Actor) -> QuerySet[OutreachEntry]:
    return OutreachEntry.objects.visible_to(actor).select_related("group__coordination", "organization")


def entries_of(actor: Actor, group: BuyerGroup) -> QuerySet[OutreachEntry]:
    """The next contact first; those without one by name."""
    rows = outreach(actor).filter(group=group).prefetch_related("taken_up")
    return rows.order_by(F("next_on").asc(nulls_last=True), "organization_name", "pk")


def outreach_counts(group: BuyerGroup, year: int) -> rules.Outreach:
    """For the coordinated report and the group's pages: contacted, interested, joined, items taken up."""
    return outreach_in(year).get(group.pk, rules.Outreach())


def outreach_by_group(year: int) -> dict[int, rules.Outreach]:
    return outreach_in(year)


def items() -> list[LibraryItem]:
    """What can be taken up: published criteria, tools, guidelines."""
    return list(LibraryItem.objects.filter(versions__state="PUBLISHED").distinct().order_by("title"))


def every_organization_named(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Organization]:
    """Organizations by name (own or English) and country; asked for by the night, which has no actor."""
    wanted = {rules.known_as(*pair) for pair in pairs}
    names = {name for name, _country in wanted}
    rows = Organization.objects.annotate(low=Lower("name"), low_en=Lower("name_en"))
    found: dict[tuple[str, str], Organization] = {}
    for row in rows.filter(Q(low__in=names) | Q(low_en__in=names)).order_by("pk"):
        for name in (row.name, row.name_en):
            if (key := rules.known_as(name, row.country)) in wanted:
                found.setdefault(key, row)
    return found


def already_in(group: BuyerGroup, name: str, country: str, day: date) -> str:
    """KNOWN words when an organization of that name takes part already; empty when it does not."""
    found = every_organization_named([(name, country)]).get(rules.known_as(name, country))
    if found is None:
        return ""
    since, groups = in_since([found], day)[found.pk]
    if group.pk in groups:
        return "GROUP"
    return "PACT" if since != date.max else ""


@dataclass(frozen=True)
class Line:
    """A line of the group's file."""

    organization: str
    country: str
    state: str
    contacted_on: date
    next_on: date | None
    joined_on: date | None
    taken_up: str
    note: str


def lines(actor: Actor, group: BuyerGroup) -> list[Line]:
    return [
        Line(
            row.organization_name,
            row.country,
            row.get_state_display(),
            row.contacted_on,
            row.next_on,
            row.joined_on,
            ", ".join(item.title for item in row.taken_up.all()),
            row.note,
        )
        for row in entries_of(actor, group)
    ]
