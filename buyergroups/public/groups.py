"""What the world may see of this floor: groups, who is in them by kind, users counted."""

from dataclasses import dataclass
from datetime import date

from buyergroups import rules
from buyergroups.models import (
    BuyerGroup,
    GroupMembership,
    Representative,
    UsersServed,
    name_of_delegate,
    outreach_in,
)
from pact.search import Asked, Entry, Found, found_among


@dataclass(frozen=True)
class GroupCard:
    slug: str
    name: str
    state: str
    state_words: str
    area: str
    working_language: str
    coordinator: str
    coordinator_slug: str
    appointed: str
    participants: int
    members: int
    observers: int
    users: int


@dataclass(frozen=True)
class FoundGroup:
    slug: str
    name: str
    area: str


@dataclass(frozen=True)
class MemberCard:
    slug: str
    name: str
    language: str
    country: str
    kind: str
    kind_words: str
    basis: str
    since: date


@dataclass(frozen=True)
class GroupProfile:
    card: GroupCard
    about: str
    set_up: str
    other_languages: list[str]
    website: str
    contact_email: str
    founded_on: date
    closed_on: date | None
    state_reason: str
    members: list[MemberCard]
    representatives: list[str]
    coverage: rules.GroupUsers
    outreach: rules.Outreach


def groups(day: date) -> list[GroupCard]:
    """Every group that is not closed, by name, in a constant number of queries."""
    rows = _groups(day).exclude(state=BuyerGroup.State.CLOSED).order_by("name")
    counts = _counts(day)
    users = UsersServed.objects.by_group(day)
    return [_card(row, counts.get(row.pk, {}), users.get(row.pk, 0), day) for row in rows]


def group(slug: str, day: date) -> GroupProfile | None:
    row = _groups(day).filter(slug=slug).first()
    if row is None:
        return None
    users = UsersServed.objects.group_users(day).get(row.pk, rules.GroupUsers())
    memberships = (
        GroupMembership.objects.active_on(day)
        .filter(group=row)
        .select_related("organization")
        .order_by("kind", "organization__name")
    )
    named = Representative.objects.on(day).filter(group=row, consent_to_publish=True).order_by("name")
    return GroupProfile(
        _card(row, _counts(day).get(row.pk, {}), users.total, day),
        row.about,
        row.set_up,
        list(row.other_languages),
        row.website,
        row.contact_email,
        row.founded_on,
        row.closed_on,
        row.state_reason,
        [_member(membership) for membership in memberships],
        [f"{person.name}, {person.organization.name}" for person in named.select_related("organization")],
        users,
        outreach_in(day.year).get(row.pk, rules.Outreach()),
    )


def found(asked: Asked) -> Found:
    """Groups that are not closed by name and area; there are never very many."""
    rows = BuyerGroup.objects.exclude(state=BuyerGroup.State.CLOSED).order_by("name")
    rows = rows.prefetch_related("territories__territory")
    entries = [(row, ", ".join(sorted(link.territory.name for link in row.territories.all()))) for row in rows]
    return found_among([Entry(row.name, FoundGroup(row.slug, row.name, area), area) for row, area in entries], asked)


def users_counted(day: date) -> rules.Counted:
    """Users served, each organization counted once (3.2.1.c)."""
    return UsersServed.objects.counted(day)


def _groups(day: date):
    groups = BuyerGroup.objects.select_related("coordination__organization").prefetch_related("territories__territory")
    return groups.annotate(appointed=name_of_delegate(day))


def _counts(day: date) -> dict[int, dict[str, int]]:
    counts: dict[int, dict[str, int]] = {}
    pairs = GroupMembership.objects.active_on(day).values_list("group_id", "kind", "basis")
    for group_id, kind, basis in pairs:
        standing = "observers" if kind == "OBSERVER" else "participants" if basis == "PARTICIPANT" else "members"
        mine = counts.setdefault(group_id, {})
        mine[standing] = mine.get(standing, 0) + 1
    return counts


def _card(row: BuyerGroup, counts: dict[str, int], users: int, day: date) -> GroupCard:
    coordinator = row.coordinator_on(day)
    return GroupCard(
        row.slug,
        row.name,
        row.state,
        row.get_state_display(),
        ", ".join(sorted(link.territory.name for link in row.territories.all())),
        row.working_language,
        coordinator.name if coordinator else "",
        coordinator.slug if coordinator else "",
        row.appointed or "",
        counts.get("participants", 0),
        counts.get("members", 0),
        counts.get("observers", 0),
        users,
    )


def _member(membership: GroupMembership) -> MemberCard:
    organization = membership.organization
    return MemberCard(
        organization.slug,
        organization.name,
        organization.language,
        organization.country,
        membership.kind,
        membership.get_kind_display(),
        membership.basis,
        membership.period.lower,
    )
