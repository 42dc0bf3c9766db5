"""What follows on this floor when somebody leaves the Pact (6.6.1)."""

from datetime import datetime

from governance import mails
from governance.actions import decisions, rounds, seats
from participants.models import Organization, TerminationNotice


def tell_committee(membership, notice: TerminationNotice, *, at: datetime) -> None:
    """A notice was published, or withdrawn: the members hear of it."""
    mails.notice_given(membership, notice, at=at)


def follow(organization: Organization, *, at: datetime) -> None:
    """A role ended: the seat with it, if it was the last one, and the chair; open votes go on without its member,
    and it is asked for no consent any more (register I-2)."""
    seats.end_with_participation(at=at, organization=organization)
    decisions.go_on_without(organization, at=at)
    rounds.follow(at=at, why_out="left the Pact while the round was open (6.6)")
