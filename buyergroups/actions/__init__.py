"""The only room of this floor that writes."""

from datetime import datetime

from buyergroups.actions import delegations, matching, memberships, outreach, rechecks, users_served


def every_day(*, at: datetime) -> None:
    """What the clock does on this floor; harmless when repeated."""
    delegations.expire_due(at=at)
    delegations.begin_due(at=at)
    memberships.end_with_participation(at=at)
    matching.match_all(at=at)
    rechecks.ask_again(at=at)
    users_served.ask_to_confirm(at=at)
    outreach.find_joined(at=at)
