"""The only rooms of this floor that write."""

from datetime import datetime

from pact.access import Actor


def every_day(actor: Actor, *, at: datetime) -> None:
    """What the clock does on this floor; twice does no harm."""
    from participants.actions import notices, onboarding, participations, retention, reviewing

    participations.end_due(at=at)
    notices.forget_kept(at=at)
    reviewing.flag_overdue(actor, at=at)
    reviewing.remind_of_questions(at=at)
    retention.tell_drafts(at=at)
    onboarding.reconcile(actor, at=at)
