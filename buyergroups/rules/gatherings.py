"""When a gathering may be arranged, moved, and when its notes may be read by everybody (3.2.1.b, 4.4, 6.1.3)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

LONGEST_NOTES = 20_000


def faults_of_time(starts_at: datetime, ends_at: datetime, at: datetime) -> list[str]:
    """A gathering ends after it begins, and invitations go out for what is still to come."""
    found = []
    if ends_at <= starts_at:
        found.append("It ends after it begins: check both times.")
    if starts_at <= at:
        found.append("Choose a day that is still to come.")
    return found


def is_moved(before: tuple, after: tuple) -> bool:
    """Whether calendars have to follow (RFC 5545): another time, place or link."""
    return before != after


def in_the_way_of_notes(*, public: bool, held: bool, notes: str, published: bool) -> list[str]:
    """6.1.3: what is published is in the public domain and stays as it is."""
    if published:
        return ["The notes are published. They stay as they are."]
    found = []
    if not public:
        found.append("This meeting is not public. Its notes stay with those who were invited.")
    if not held:
        found.append("Publish the notes once the meeting was held.")
    if not notes.strip():
        found.append("Write the notes first.")
    return found


def attended_by_organization(rows: Iterable[tuple[int | None, int]]) -> Mapping[int, int]:
    """3.1.1.c: how often people of each organization were there; names without an organization count for nobody."""
    counts: dict[int, int] = {}
    for organization_id, times in rows:
        if organization_id is not None:
            counts[organization_id] = counts.get(organization_id, 0) + times
    return counts
