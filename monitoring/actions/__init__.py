"""The only room of this floor that writes."""

from datetime import datetime

from monitoring.actions import cycles, submissions, targets
from pact.access import Actor


def every_day(actor: Actor, *, at: datetime) -> None:
    """A day's work of this floor; running it twice changes nothing."""
    cycles.open_due(actor, at=at)
    cycles.ensure_submissions(actor, at=at)
    submissions.tell_coverage(at=at)
    targets.read_due(actor, at=at)
    targets.restate(actor, at=at)
