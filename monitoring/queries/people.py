"""Whom letters and deadlines of this floor wake. Asked by the system, which has no reader."""

from datetime import date

from buyergroups.queries.groups import every_coordinator_of
from participants.queries.people import people_with, secretariat_people

EDITORS = ("EDITOR", "MANAGER", "SIGNATORY")


def every_editor_of(organization_id: int, day: date | None = None) -> list:
    """Those who may edit on a day; today, if none is named."""
    return people_with(organization_id, EDITORS, day)


def every_receiver_of(group_id: int | None, day: date) -> list:
    """The coordinator's people, or the Secretariat where nobody coordinates (P17)."""
    return every_coordinator_of(group_id, day) if group_id else secretariat_people(day)
