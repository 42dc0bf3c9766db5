"""The users-served ledger as pages and reports ask for it; public by 6.1.3."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from buyergroups import rules
from buyergroups.models import BuyerGroup, GroupMembership, UsersBlock, UsersServed
from pact.access import Actor
from participants.models import Organization

NAMED = ("organization", "served_via", "entered_by", "superseded_by__entered_by")


def latest_of_group(group: BuyerGroup, day: date) -> list[UsersServed]:
    """The statement in force for each member and observer of a group."""
    members = GroupMembership.objects.active_on(day).filter(group=group).values("organization_id")
    return list(
        UsersServed.objects.latest(day).filter(organization_id__in=members).select_related("organization", "served_via")
    )


def users_counted(day: date) -> rules.Counted:
    """Users served by members, observers and participants without a group, each organization once (3.2.1.c)."""
    return UsersServed.objects.counted(day)


def users_by_group(day: date) -> dict[int, int]:
    return UsersServed.objects.by_group(day)


def users_of_groups(day: date) -> dict[int, rules.GroupUsers]:
    return UsersServed.objects.group_users(day)


def said_around(organization_id: int, served_via_id: int) -> list[rules.Said]:
    """Every statement that could make a chain with one of an organization: of both, and of all it ever counted."""
    counted = UsersServed.objects.filter(served_via_id=organization_id, superseded_by=None).values("organization_id")
    rows = UsersServed.objects.filter(superseded_by=None)
    rows = rows.filter(Q(organization_id__in=(organization_id, served_via_id)) | Q(organization_id__in=counted))
    return [rules.Said(*row) for row in rows.values_list("organization_id", "as_of", "served_via_id")]


def without_figure(group: BuyerGroup, day: date) -> list[str]:
    """Members and observers nobody has stated a figure for."""
    stated = UsersServed.objects.latest(day).values("organization_id")
    members = GroupMembership.objects.active_on(day).filter(group=group).exclude(organization_id__in=stated)
    names = members.order_by("organization__name").values_list("organization__name", flat=True)
    return [f"{name} (no figure yet)" for name in names]


def left_since(group: BuyerGroup, day: date) -> list[str]:
    """Who was in the group within the last twelve months and is no more: its figure is not this group's to confirm."""
    here = GroupMembership.objects.active_on(day).filter(group=group).values("organization_id")
    year = day - timedelta(days=365)
    were = GroupMembership.objects.filter(group=group, state__in=("ACTIVE", "ENDED"), period__endswith__gt=year)
    were = were.exclude(organization_id__in=here).filter(period__endswith__lte=day)
    names = were.order_by("organization__name").values_list("organization__name", flat=True).distinct()
    return [f"{name} (left the group)" for name in names]


def counted_with(organization: Organization, day: date) -> list[UsersServed]:
    """Whose users are in this organization's figure: none of them counts itself."""
    ever = UsersServed.objects.filter(served_via=organization).values("organization_id")
    rows = UsersServed.objects.filter(organization_id__in=ever).latest(day).select_related("organization")
    return sorted((row for row in rows if row.served_via_id == organization.pk), key=lambda row: row.organization.name)


def history_of(organization: Organization) -> list[UsersServed]:
    """Everything ever stated, newest day first, with what replaced it: nothing is removed."""
    rows = UsersServed.objects.filter(organization=organization).select_related(*NAMED)
    return list(rows.order_by("-as_of", "-entered_at", "-pk"))


def statements_of(group: BuyerGroup, day: date):
    """Everything ever stated for those who are in a group, newest entry first; for a page at a time."""
    members = GroupMembership.objects.active_on(day).filter(group=group).values("organization_id")
    rows = UsersServed.objects.filter(organization_id__in=members).select_related(*NAMED)
    return rows.order_by("-entered_at", "-pk")


def blocks_of(group: BuyerGroup) -> list[UsersBlock]:
    """Every block ever stated, newest first."""
    rows = UsersBlock.objects.filter(group=group).select_related("entered_by", "superseded_by__entered_by")
    return list(rows.order_by("-as_of", "-entered_at", "-pk"))


def last_block(group: BuyerGroup, kind: str, day: date) -> dict:
    """What a form about a block begins with."""
    row = UsersBlock.objects.latest(day).filter(group=group, kind=kind).first()
    if row is None:
        return {"kind": kind}
    known = ("kind", "organizations", "users_total", "source", "note")
    return {**{name: getattr(row, name) for name in known}, "not_overlapping": "YES" if row.not_overlapping else "NO"}


@dataclass(frozen=True)
class BlockRow:
    block: UsersBlock
    stale: bool


def blocks_in_force(group: BuyerGroup, day: date) -> list[BlockRow]:
    rows = UsersBlock.objects.latest(day).filter(group=group, organizations__gt=0)
    return [BlockRow(row, rules.is_stale(row.as_of, day)) for row in rows]


@dataclass(frozen=True)
class Shared:
    """An organization whose users stand in several groups: counted once in the Pact."""

    name: str
    language: str
    groups: list[str]
    users: int
    times: int
    too_often: int


@dataclass(frozen=True)
class HowItAddsUp:
    """3.2.1.c: the sums of groups, less what stands in several of them, more who is in none."""

    users: rules.AddedUp
    shared: list[Shared]

    @property
    def shared_users(self) -> int:
        return sum(one.users for one in self.shared)


def how_it_adds_up(day: date, group: BuyerGroup | None = None) -> HowItAddsUp:
    """Of all groups, or with those that one group shares with others."""
    added = UsersServed.objects.added_up(day)
    overlaps = [one for one in added.overlaps if group is None or group.pk in one.group_ids]
    names = dict(BuyerGroup.objects.values_list("pk", "name"))
    organizations = Organization.objects.in_bulk([one.organization_id for one in overlaps])
    shared = [
        Shared(
            organizations[one.organization_id].name,
            organizations[one.organization_id].language,
            sorted(names[group_id] for group_id in one.group_ids if group is None or group_id != group.pk),
            one.users,
            len(one.group_ids),
            one.too_often,
        )
        for one in overlaps
    ]
    return HowItAddsUp(added, sorted(shared, key=lambda one: one.name))


@dataclass(frozen=True)
class GroupLine:
    """A line of the Secretariat's list, and of its file."""

    group: str
    slug: str
    coordinator: str
    users: rules.GroupUsers


def group_lines(actor: Actor, day: date) -> list[GroupLine]:
    """Every group that is not closed, those with something open first."""
    users = UsersServed.objects.group_users(day)
    groups = BuyerGroup.objects.exclude(state="CLOSED").select_related("coordination__organization")
    groups = groups if actor.sees_all else groups.filter(pk__in=actor.group_ids)
    lines = []
    for row in groups.order_by("name"):
        coordinator = row.coordinator_on(day)
        of_group = users.get(row.pk, rules.GroupUsers())
        lines.append(GroupLine(row.name, row.slug, coordinator.name if coordinator else "", of_group))
    return lines


@dataclass(frozen=True)
class MemberLine:
    """A line of a group's file."""

    organization: str
    kind: str
    basis: str
    users: int | None
    counted_by: str
    as_of: date | None
    source: str
    current: str


def member_lines(group: BuyerGroup, day: date) -> list[MemberLine]:
    """Each member and observer with its figure, then the blocks, as the page shows them."""
    latest = {row.organization_id: row for row in latest_of_group(group, day)}
    members = GroupMembership.objects.active_on(day).filter(group=group).select_related("organization")
    lines = []
    for one in members.order_by("kind", "organization__name"):
        said = latest.get(one.organization_id)
        lines.append(_line(one.organization.name, one.get_kind_display(), one.get_basis_display(), said, day))
    for row in blocks_in_force(group, day):
        named = f"{row.block.organizations} others{', not counted' if not row.block.not_overlapping else ''}"
        lines.append(_line(named, row.block.get_kind_display(), "", row.block, day))
    return lines


def _line(name: str, kind: str, basis: str, said, day: date) -> MemberLine:
    if said is None:
        return MemberLine(name, kind, basis, None, "", None, "", "not stated")
    via = getattr(said, "served_via", None)
    age = "older than a year" if rules.is_stale(said.as_of, day) else "current"
    total = None if via else said.users_total
    return MemberLine(name, kind, basis, total, via.name if via else "", said.as_of, said.get_source_display(), age)
