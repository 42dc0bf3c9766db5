"""What follows in the buyer groups when somebody leaves the Pact (6.6.1)."""

from datetime import datetime

from buyergroups import mails
from buyergroups.actions import delegations, memberships
from pact.publishing import cache
from participants.models import Organization, TerminationNotice


def tell_groups(membership, notice: TerminationNotice, *, at: datetime) -> None:
    """A notice was published, or withdrawn: the coordinators of its groups hear of it, and the members of those that it
    coordinates itself."""
    mails.member_leaves(membership, notice, at=at)
    mails.coordinator_leaves(membership, notice, at=at)


def follow(organization: Organization, *, at: datetime) -> None:
    """A role ended: memberships and appointments that rested on it with it. Groups that it coordinated stay; their
    members report to the Secretariat from now on (preamble P17), which follows from the days of the role."""
    memberships.end_with_participation(at=at, organization=organization)
    delegations.expire_due(at=at)
    cache.bump()
