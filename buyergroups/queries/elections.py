"""Elections of the chairs of working groups (Pact 4.3), as governance tells them."""

from django.db.models import Prefetch

from buyergroups.models import WorkingGroup
from governance.models import Candidate, Election
from governance.queries.elections import election_page, elections
from pact.access import Actor

BODY = "WORKING_GROUP"
__all__ = ["BODY", "election_page", "of_group", "of_group_by_ref"]


def of_group(actor: Actor, group: WorkingGroup) -> list[Election]:
    """The newest first, each with its candidates."""
    stands = Prefetch("candidates", Candidate.objects.select_related("organization", "user").order_by("pk"))
    return list(elections(actor, BODY, group.ref).prefetch_related(stands).order_by("-called_at", "-pk"))


def of_group_by_ref(actor: Actor, group: WorkingGroup, ref: str) -> Election | None:
    return elections(actor, BODY, group.ref).filter(ref=ref).first()
