"""What the pages of this floor show, gathered in a constant number of queries."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Lower

from buyergroups import rules
from buyergroups.models import (
    BuyerGroup,
    GroupMembership,
    Representative,
    UsersServed,
    delegates_of,
    name_of_delegate,
)
from buyergroups.queries import groups as group_queries
from buyergroups.queries import users_served
from buyergroups.queries.outreach import outreach_by_group
from buyergroups.queries.start_ups import open_case_of
from pact.access import Actor, scope
from participants.models import Organization, Participation, Screening, Territory


@dataclass(frozen=True)
class MemberRow:
    membership: GroupMembership
    organization: Organization
    users: UsersServed | None
    stale: bool
    checked_until: date | None
    check_due: bool
    check_overdue: bool


@dataclass(frozen=True)
class Home:
    group: BuyerGroup
    rows: list[MemberRow]
    stale: int
    unjoined: list[GroupMembership]
    representatives: list[Representative]
    appointed: str
    counted: rules.GroupUsers
    blocks: list[users_served.BlockRow]

    @property
    def users(self) -> int:
        """3.2.1.c: members and observers; one counted by another organization does not count itself."""
        return self.counted.total

    @property
    def open_questions(self) -> int:
        return sum(one.state != "DECLINED" for one in self.unjoined)


def home(group: BuyerGroup, day: date) -> Home:
    """A group with its members and their users served, which are public (6.1.3); of the questions and representatives
    row-level security shows those in reach."""
    latest = {row.organization_id: row for row in users_served.latest_of_group(group, day)}
    rows = []
    members = list(group_queries.members(group, day))
    checked = _checked_until(members)
    for membership in members:
        users = latest.get(membership.organization_id)
        stale = users is None or rules.is_stale(users.as_of, day)
        until = checked.get(membership.screening_id)
        due, overdue = rules.check_is_due(until, day), rules.check_is_overdue(until, day)
        rows.append(MemberRow(membership, membership.organization, users, stale, until, due, overdue))
    blocks = users_served.blocks_in_force(group, day)
    counted = _counted(rows, blocks, day)
    asked = GroupMembership.objects.at_the_door_on(day).filter(group=group)
    named = Representative.objects.on(day).filter(group=group)
    return Home(
        group,
        rows,
        counted.open,
        list(asked.select_related("organization").order_by("state", "organization__name")),
        list(named.select_related("organization").order_by("name")),
        next((one.delegate.name for one in delegates_of(group, day)), ""),
        counted,
        blocks,
    )


def _counted(rows: list[MemberRow], blocks: list[users_served.BlockRow], day: date) -> rules.GroupUsers:
    named = []
    for row in rows:
        said = (row.users.users_total, row.users.served_via_id, row.users.as_of) if row.users else ()
        named.append(rules.InGroup(0, rules.standing_in_group(row.membership.kind, row.membership.basis), *said))
    apart = [
        rules.Block(0, one.kind, one.organizations, one.users_total, one.not_overlapping, one.as_of)
        for one in (row.block for row in blocks)
    ]
    return rules.group_users(named, apart, day).get(0, rules.GroupUsers())


def _checked_until(members: list[GroupMembership]) -> dict[int, date]:
    """How long the screenings of those outside the Pact are good for. A screening is its organization's own record;
    its day alone is shown to the coordinator who has to repeat it."""
    screenings = [member.screening_id for member in members if member.screening_id]
    with scope.as_system("screenings-of-members"):
        return dict(Screening.objects.filter(pk__in=screenings).values_list("pk", "valid_until"))


@dataclass(frozen=True)
class Check:
    """The last look at a member from outside the Pact, for the one who has to look again."""

    answers: dict[str, str]
    until: date | None
    overdue: bool
    with_committee: bool


def check_of(membership: GroupMembership, day: date) -> Check:
    """A screening is its organization's own record; whoever has to repeat it reads what it found."""
    with scope.as_system("screenings-of-members"):
        row = Screening.objects.filter(pk=membership.screening_id).first()
    until = row.valid_until if row else None
    answers = row.answers if row else {}
    return Check(answers, until, rules.check_is_overdue(until, day), bool(membership.next_screening_id))


@dataclass(frozen=True)
class GroupRow:
    group: BuyerGroup
    area: str
    coordinator: str
    appointed: str
    members: int
    observers: int
    asked: int
    users: int
    current: bool
    outreach: rules.Outreach


def group_rows(actor: Actor, day: date) -> list[GroupRow]:
    """Every group for the Secretariat, by name, in a constant number of queries."""
    groups = group_queries.groups(actor).prefetch_related("territories__territory")
    groups = groups.annotate(appointed=name_of_delegate(day))
    counts: dict[int, Counter] = {}
    for group_id, kind in GroupMembership.objects.active_on(day).values_list("group_id", "kind"):
        counts.setdefault(group_id, Counter())[kind] += 1
    asked = Counter(
        group_queries.memberships(actor)
        .at_the_door_on(day)
        .exclude(state="DECLINED")
        .values_list("group_id", flat=True)
    )
    users, reached = users_served.users_of_groups(day), outreach_by_group(day.year)
    rows = []
    for group in groups.order_by("name"):
        count = counts.get(group.pk, Counter())
        rows.append(
            GroupRow(
                group,
                ", ".join(sorted(link.territory.name for link in group.territories.all())),
                coordinator.name if (coordinator := group.coordinator_on(day)) else "",
                group.appointed or "",
                count["MEMBER"],
                count["OBSERVER"],
                asked[group.pk],
                users.get(group.pk, rules.GroupUsers()).total,
                not users.get(group.pk, rules.GroupUsers()).open,
                reached.get(group.pk, rules.Outreach()),
            )
        )
    return rows


def coordinations(day: date) -> list[tuple[str, str]]:
    """Coordinating participations in force, for a choice: their public codes and names."""
    rows = Participation.objects.on(day).filter(role=Participation.Role.COORDINATING).order_by("organization__name")
    return list(rows.values_list("ref", "organization__name"))


def coordination(ref: str) -> Participation | None:
    return Participation.objects.filter(ref=ref, role=Participation.Role.COORDINATING).first()


def territories_named(words: list[str]) -> dict[str, Territory]:
    """Areas by what somebody typed, name or code: the first of a name, countries before regions and municipalities."""
    asked = {word.casefold(): word for word in words}
    found: dict[str, Territory] = {}
    rows = Territory.objects.annotate(low_name=Lower("name"), low_code=Lower("code"))
    rows = rows.filter(Q(low_name__in=asked) | Q(low_code__in=asked))
    for row in sorted(rows, key=lambda one: (len(one.lineage), one.kind, one.code)):
        for key in (row.low_name, row.low_code):
            if key in asked:
                found.setdefault(asked[key], row)
    return found


def other_members(membership: GroupMembership, day: date) -> list[tuple[str, str]]:
    """Who else in the group may count an organization's users: slugs and names."""
    rows = group_queries.members(membership.group, day).exclude(organization_id=membership.organization_id)
    return list(rows.values_list("organization__slug", "organization__name"))


def member_named(membership: GroupMembership, slug: str) -> Organization | None:
    return Organization.objects.filter(memberships__group_id=membership.group_id, slug=slug).first()


def last_stated(organization_id: int, day: date) -> dict:
    """The figures last stated, as a form begins with them: nobody types again what is known."""
    last = UsersServed.objects.latest(day).filter(organization_id=organization_id).select_related("served_via").first()
    if last is None:
        return {}
    known = {name: getattr(last, name) for name in ("users_total", "laptop_users", "smartphone_users", "source")}
    return {**known, "served_via": last.served_via.slug if last.served_via else ""}


def counted_by(organization: Organization, day: date) -> Organization | None:
    """The central body in whose figure an organization's users are."""
    last = UsersServed.objects.latest(day).filter(organization=organization).select_related("served_via").first()
    return last.served_via if last else None


def primary_group(organization: Organization, day: date) -> str:
    """The name of the group that receives its figures; empty without one."""
    rows = GroupMembership.objects.active_on(day).filter(organization=organization, primary=True, kind="MEMBER")
    return rows.values_list("group__name", flat=True).first() or ""


def organizations(actor: Actor):
    """The organizations whose workspace this actor may enter."""
    return Organization.objects.all() if actor.sees_all else Organization.objects.filter(pk__in=actor.organization_ids)


def of_organization(actor: Actor, organization: Organization, day: date) -> dict:
    """The groups of an organization, the questions put to it, its users-served history."""
    rows = list(group_queries.memberships(actor).filter(organization=organization).order_by("state", "group__name"))
    current = set(GroupMembership.objects.active_on(day).filter(organization=organization).values_list("pk", flat=True))
    stated = UsersServed.objects.filter(organization=organization, superseded_by=None).select_related("served_via")
    history = list(stated.order_by("-as_of", "-entered_at")[:10])
    return {
        "asked": [row for row in rows if row.state in ("ASKED", "INVITED", "DECLINED")],
        "memberships": [row for row in rows if row.state == "ACTIVE" and row.pk in current],
        "history": history,
        "stale": not history or rules.is_stale(history[0].as_of, day),
        "start_up": open_case_of(organization),
        "may_ask": not current and Participation.objects.on(day).filter(organization=organization).exists(),
        "counted_with": users_served.counted_with(organization, day),
    }
