"""The only room of this floor that writes."""

from datetime import datetime

from governance.actions import (
    applications,
    confirmations,
    decisions,
    elections,
    hearings,
    meetings,
    packs,
    registers,
    seats,
    terminations,
)

__all__ = ["every_day", "packs"]


def every_day(*, at: datetime) -> None:
    """What the clock does on this floor; harmless when repeated."""
    seats.every_night(at=at)
    meetings.watch(at=at)
    elections.every_day(at=at)
    applications.withdraw_with_applicants(at=at)
    decisions.close_due(at=at)
    hearings.run_out(at=at)
    terminations.close_with_leavers(at=at)
    confirmations.ask_all(at=at)
    registers.tell_heads(at=at)
