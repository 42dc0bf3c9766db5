"""What follows on this floor when somebody leaves the Pact (6.6.1)."""

from datetime import datetime

from governance import mails
from governance.actions import decisions, seats
from participants.models import Organization, TerminationNotice


def tell_committee(membership, notice: TerminationNotice, *, at: datetime) -> None:
    """A notice was published, or withdrawn: the members hear of it."""
    mails.notice_given(membership, notice, at=at)


def follow(organization: Organization, *, at: datetime) -> None:
    """A role ended: the seat with it, if it was the last one, and the chair; open votes go on without its member."""
    seats.end_with_participation(at=at, organization=organization)
    decisions.go_on_without(organization, at=at)
