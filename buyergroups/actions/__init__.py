"""The only room of this floor that writes."""

from datetime import datetime

from buyergroups.actions import (
    adoptions,
    delegations,
    gatherings,
    guests,
    matching,
    memberships,
    outreach,
    rechecks,
    representatives,
    statements,
    tender_rounds,
    users_served,
    versions,
    working_group_members,
)


def every_day(*, at: datetime) -> None:
    """What the clock does on this floor; harmless when repeated."""
    delegations.expire_due(at=at)
    delegations.begin_due(at=at)
    memberships.end_with_participation(at=at)
    matching.match_all(at=at)
    rechecks.ask_again(at=at)
    representatives.ask(at=at)
    users_served.ask_to_confirm(at=at)
    tender_rounds.every_night(at=at)
    versions.ask_to_go_on(at=at)
    working_group_members.end_with_participation(at=at)
    adoptions.close_due(at=at)
    guests.remind_due(at=at)
    statements.close_due(at=at)
    gatherings.ask_to_record(at=at)
    outreach.find_joined(at=at)
