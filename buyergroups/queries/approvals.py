"""What the Steering Committee reads before it approves a version (5.1.2)."""

from django.db.models import QuerySet

from buyergroups.models import LibraryVersion
from buyergroups.queries import versions as queries
from pact.access import Actor


def approvals(actor: Actor) -> QuerySet[LibraryVersion]:
    """What a working group adopted, and what became of it; a draft is its working group's."""
    return queries.versions(actor).filter(state__in=("ADOPTED", "APPROVED", "PUBLISHED", "SUPERSEDED"))
