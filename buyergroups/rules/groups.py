"""Rules of buyer groups: pure functions, each with its clause or register entry."""

from collections.abc import Iterable
from datetime import date, timedelta

MOST_USERS = 500_000_000
CHECK_BEFORE = timedelta(days=30)
VACANT_AFTER = timedelta(days=30)


def covers(group_codes: Iterable[str], lineage: Iterable[str]) -> bool:
    """Pact 3.3.1: a group is available when its territory is the organization's own or above it."""
    return bool(set(group_codes) & set(lineage))


def check_is_due(valid_until: date | None, today: date) -> bool:
    """2.1.4: a check is good for twelve months; the next one is asked for thirty days before it ends."""
    return valid_until is not None and valid_until - today <= CHECK_BEFORE


def check_is_overdue(valid_until: date | None, today: date) -> bool:
    return valid_until is not None and valid_until < today


def lineage_of(territory_lineage: Iterable[str], country: str) -> list[str]:
    """The areas an organization lies in; without a territory its country; world bodies lie in none."""
    return list(territory_lineage) or ([country] if country else [])


def vacant_since(ends: Iterable[date], begun: date) -> date:
    """3.3.2.d: the day on which a group had its last international representative, or began without one."""
    return max([*ends, begun])


def representative_is_asked_for(count: int, least: int, since: date, today: date) -> bool:
    """3.3.2.d: a group with fewer than it needs has thirty days; then somebody is asked to appoint one."""
    return count < least and today - since >= VACANT_AFTER
