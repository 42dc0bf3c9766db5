"""Rules of the ledger of users served: pure functions, each with its clause or register entry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

STALE_AFTER = timedelta(days=365)
ASKED_BEFORE = timedelta(days=30)
FAR = date.max


def users_problems(laptops: int | None, phones: int | None, total: int) -> list[tuple[str, str]]:
    """Register I-17: one person with laptop and phone is one user. Pairs of field and sentence."""
    problems = []
    if laptops is not None and laptops > total:
        problems.append(("users_total", f"Users in all cannot be fewer than laptop users ({laptops})."))
    if phones is not None and phones > total:
        problems.append(("users_total", f"Users in all cannot be fewer than smartphone users ({phones})."))
    if laptops is not None and phones is not None and total > laptops + phones:
        problems.append(
            (
                "users_total",
                f"Users in all cannot be more than laptop and smartphone users together ({laptops + phones}).",
            )
        )
    return problems


def block_problems(organizations: int, users: int) -> list[tuple[str, str]]:
    """3.2.1.c: nobody left in a block means no users in it. Pairs of field and sentence."""
    if organizations == 0 and users:
        return [("users_total", "Where no organisation is meant, there are no users: enter 0.")]
    return []


def is_stale(as_of: date, today: date) -> bool:
    """Pact 3.2.1.c asks for current numbers: a statement older than twelve months is not."""
    return today - as_of > STALE_AFTER


def confirm_by(today: date) -> date:
    """3.2.1.c: twice a year the coordinator confirms the users served, by the end of March and of September."""
    if today <= date(today.year, 3, 31):
        return date(today.year, 3, 31)
    return date(today.year, 9, 30) if today <= date(today.year, 9, 30) else date(today.year + 1, 3, 31)


def is_asked_to_confirm(today: date) -> bool:
    """The question is put thirty days before."""
    return confirm_by(today) - today <= ASKED_BEFORE


@dataclass(frozen=True)
class Said:
    """A statement as far as chains need it: whose, from which day, counted with whom."""

    organization_id: int
    as_of: date
    served_via: int | None


def chained(said: Iterable[Said], new: Said) -> str:
    """3.2.1.c: who counts others counts itself, on every day on which the new statement holds. Empty: nothing speaks
    against it; VIA: the one named is counted elsewhere; COUNTS: the organization counts others."""
    if new.served_via is None:
        return ""
    others: dict[int, list[Said]] = {}
    for one in said:
        if (one.organization_id, one.as_of) != (new.organization_id, new.as_of):
            others.setdefault(one.organization_id, []).append(one)
    own = [one.as_of for one in others.pop(new.organization_id, []) if one.as_of > new.as_of]
    until = min(own, default=FAR)
    for organization_id, rows in others.items():
        for one in _in_force(sorted(rows, key=lambda row: row.as_of), new.as_of, until):
            if organization_id == new.served_via and one.served_via is not None:
                return "VIA"
            if one.served_via == new.organization_id:
                return "COUNTS"
    return ""


def _in_force(rows: list[Said], first: date, after: date) -> list[Said]:
    """Those that hold on some day from the first one on and before another."""
    ends = [*(row.as_of for row in rows[1:]), FAR]
    return [row for row, end in zip(rows, ends, strict=True) if row.as_of < after and end > first]


@dataclass(frozen=True)
class Statement:
    """One organization's latest statement: its id, users in all, whose users they are counted with, and its standing
    (PARTICIPANT, MEMBER, OBSERVER)."""

    organization_id: int
    users: int
    served_via: int | None
    standing: str


@dataclass(frozen=True)
class Block:
    """Members or observers of a group that are not named one by one; only those that nobody else counts do count."""

    group_id: int
    kind: str
    organizations: int
    users: int
    counts: bool
    as_of: date = FAR


@dataclass(frozen=True)
class Counted:
    """Users counted once each, with three subtotals (3.2.1.c). Of members and observers, `unnamed` are in blocks of
    `unnamed_organizations` that are not named one by one."""

    total: int
    participants: int
    members: int
    observers: int
    organizations: int
    unnamed: int = 0
    unnamed_organizations: int = 0


def count_users(statements: Iterable[Statement], blocks: Iterable[Block] = ()) -> Counted:
    """Each organization once, whatever the number of its groups; one served via another does not count itself; a
    block counts only where nobody in it is counted elsewhere."""
    once = {statement.organization_id: statement for statement in statements if statement.served_via is None}
    sums = {"PARTICIPANT": 0, "MEMBER": 0, "OBSERVER": 0}
    for statement in once.values():
        sums[statement.standing] += statement.users
    apart = [block for block in blocks if block.counts]
    for block in apart:
        sums[block.kind] += block.users
    return Counted(
        sum(sums.values()),
        sums["PARTICIPANT"],
        sums["MEMBER"],
        sums["OBSERVER"],
        len(once),
        sum(block.users for block in apart),
        sum(block.organizations for block in apart),
    )


@dataclass(frozen=True)
class Overlap:
    """An organization in several groups: in all of their sums, in the Pact's total once."""

    organization_id: int
    users: int
    group_ids: tuple[int, ...]

    @property
    def too_often(self) -> int:
        return self.users * (len(self.group_ids) - 1)


@dataclass(frozen=True)
class AddedUp:
    """From the sums of the groups to the total of the Pact: less what stands in several, more who is in none."""

    by_group: dict[int, int]
    overlaps: tuple[Overlap, ...]
    without_group: int
    organizations_without: int

    @property
    def groups(self) -> int:
        return sum(self.by_group.values())

    @property
    def too_often(self) -> int:
        return sum(one.too_often for one in self.overlaps)

    @property
    def total(self) -> int:
        return self.groups - self.too_often + self.without_group


def add_up(
    statements: Iterable[Statement], groups_of: Mapping[int, Iterable[int]], blocks: Iterable[Block] = ()
) -> AddedUp:
    """3.2.1.c: how the users of overlapping groups add up. `groups_of`: organization → the groups it is in."""
    by_group: dict[int, int] = {}
    overlaps, without = [], []
    for one in statements:
        if one.served_via is not None:
            continue
        group_ids = tuple(sorted(set(groups_of.get(one.organization_id, ()))))
        for group_id in group_ids:
            by_group[group_id] = by_group.get(group_id, 0) + one.users
        if len(group_ids) > 1:
            overlaps.append(Overlap(one.organization_id, one.users, group_ids))
        elif not group_ids:
            without.append(one.users)
    for block in blocks:
        if block.counts:
            by_group[block.group_id] = by_group.get(block.group_id, 0) + block.users
    return AddedUp(by_group, tuple(overlaps), sum(without), len(without))


def standing_in_group(kind: str, basis: str) -> str:
    """3.2.1.c, 3.3.3: in its group somebody is an observer, a participant, or another member."""
    if kind == "OBSERVER":
        return "OBSERVER"
    return "PARTICIPANT" if basis == "PARTICIPANT" else "MEMBER"


@dataclass(frozen=True)
class InGroup:
    """A member or observer of a group with its statement in force; without one `as_of` and `users` are None."""

    group_id: int
    standing: str
    users: int | None = None
    served_via: int | None = None
    as_of: date | None = None


@dataclass(frozen=True)
class GroupUsers:
    """The users of one group with what is needed to judge the number: who stated, how old, what stands apart."""

    organizations: int = 0
    stated: int = 0
    stale: int = 0
    elsewhere: int = 0
    participants: int = 0
    members: int = 0
    observers: int = 0
    unnamed: int = 0
    unnamed_organizations: int = 0
    stale_blocks: int = 0
    first_as_of: date | None = None
    last_as_of: date | None = None

    @property
    def total(self) -> int:
        return self.participants + self.members + self.observers

    @property
    def missing(self) -> int:
        return self.organizations - self.stated

    @property
    def open(self) -> int:
        """What is not current: missing, or older than twelve months."""
        return self.missing + self.stale + self.stale_blocks


def group_users(rows: Iterable[InGroup], blocks: Iterable[Block], today: date) -> dict[int, GroupUsers]:
    """3.2.1.c for each group: sums by standing, coverage, the days for which the figures hold."""
    named: dict[int, list[InGroup]] = {}
    apart: dict[int, list[Block]] = {}
    for row in rows:
        named.setdefault(row.group_id, []).append(row)
    for block in blocks:
        if block.organizations:
            apart.setdefault(block.group_id, []).append(block)
    return {
        group_id: _users_of(named.get(group_id, []), apart.get(group_id, []), today)
        for group_id in named.keys() | apart.keys()
    }


def _users_of(rows: list[InGroup], blocks: list[Block], today: date) -> GroupUsers:
    stated = [row for row in rows if row.as_of is not None]
    counting = [block for block in blocks if block.counts]
    sums = {"PARTICIPANT": 0, "MEMBER": 0, "OBSERVER": 0}
    for row in stated:
        if row.served_via is None:
            sums[row.standing] += row.users
    for block in counting:
        sums[block.kind] += block.users
    days = [row.as_of for row in stated] + [block.as_of for block in counting]
    return GroupUsers(
        organizations=len(rows),
        stated=len(stated),
        stale=sum(is_stale(row.as_of, today) for row in stated),
        elsewhere=sum(row.served_via is not None for row in stated),
        participants=sums["PARTICIPANT"],
        members=sums["MEMBER"],
        observers=sums["OBSERVER"],
        unnamed=sum(block.users for block in counting),
        unnamed_organizations=sum(block.organizations for block in counting),
        stale_blocks=sum(is_stale(block.as_of, today) for block in blocks),
        first_as_of=min(days, default=None),
        last_as_of=max(days, default=None),
    )
