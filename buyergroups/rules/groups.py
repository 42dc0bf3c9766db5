"""Rules of buyer groups: pure functions, each with its clause or register entry."""

from collections.abc import Iterable
from datetime import date, timedelta

CHECK_BEFORE = timedelta(days=30)


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
