"""The only room of this floor that writes."""

from datetime import datetime

from buyergroups.actions import memberships, users_served


def every_day(*, at: datetime) -> None:
    """What the clock does on this floor; harmless when repeated."""
    memberships.end_with_participation(at=at)
    memberships.match_all(at=at)
    users_served.ask_to_confirm(at=at)
