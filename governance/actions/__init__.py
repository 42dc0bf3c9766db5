"""The only room of this floor that writes."""

from datetime import datetime

from governance.actions import (
    applications,
    closing,
    confirmations,
    decisions,
    elections,
    extensions,
    hearings,
    meetings,
    packs,
    registers,
    rounds,
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
    rounds.follow(at=at)
    closing.close_due(at=at)
    extensions.keep_ends(at=at)
    extensions.note_end(at=at)
    confirmations.ask_all(at=at)
    registers.tell_heads(at=at)
