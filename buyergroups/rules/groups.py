"""Rules of buyer groups: pure functions, each with its clause or register entry."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MOST_USERS = 500_000_000
STALE_AFTER = timedelta(days=365)
ASKED_BEFORE = timedelta(days=30)
CHECK_BEFORE = timedelta(days=30)
VACANT_AFTER = timedelta(days=30)


def covers(group_codes: Iterable[str], lineage: Iterable[str]) -> bool:
    """Pact 3.3.1: a group is available when its territory is the organization's own or above it."""
    return bool(set(group_codes) & set(lineage))


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


def check_is_due(valid_until: date | None, today: date) -> bool:
    """2.1.4: a check is good for twelve months; the next one is asked for thirty days before it ends."""
    return valid_until is not None and valid_until - today <= CHECK_BEFORE


def check_is_overdue(valid_until: date | None, today: date) -> bool:
    return valid_until is not None and valid_until < today


def lineage_of(territory_lineage: Iterable[str], country: str) -> list[str]:
    """The areas an organization lies in; without a territory its country; world bodies lie in none."""
    return list(territory_lineage) or ([country] if country else [])


@dataclass(frozen=True)
class Statement:
    """One organization's latest statement: its id, users in all, whose users they are counted with, and its standing
    (PARTICIPANT, MEMBER, OBSERVER)."""

    organization_id: int
    users: int
    served_via: int | None
    standing: str


@dataclass(frozen=True)
class Counted:
    """Users counted once each, with three subtotals (3.2.1.c)."""

    total: int
    participants: int
    members: int
    observers: int
    organizations: int


def count_users(statements: Iterable[Statement]) -> Counted:
    """Each organization once, whatever the number of its groups; one served via another does not count itself."""
    once = {statement.organization_id: statement for statement in statements if statement.served_via is None}
    sums = {"PARTICIPANT": 0, "MEMBER": 0, "OBSERVER": 0}
    for statement in once.values():
        sums[statement.standing] += statement.users
    return Counted(sum(sums.values()), sums["PARTICIPANT"], sums["MEMBER"], sums["OBSERVER"], len(once))


def vacant_since(ends: Iterable[date], begun: date) -> date:
    """3.3.2.d: the day on which a group had its last international representative, or began without one."""
    return max([*ends, begun])


def representative_is_asked_for(count: int, least: int, since: date, today: date) -> bool:
    """3.3.2.d: a group with fewer than it needs has thirty days; then somebody is asked to appoint one."""
    return count < least and today - since >= VACANT_AFTER
