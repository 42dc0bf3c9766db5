"""Joint statements of demand: what follows when a working group has adopted one (Pact 4.1)."""

from datetime import datetime

from buyergroups.models import Adoption
from pact.access import Actor


def adopted(adoption: Adoption, *, actor: Actor, at: datetime) -> None:
    """Its words are those that were voted on; not adopted, it stays as it was."""
    if adoption.state != Adoption.State.ADOPTED:
        return
    statement = adoption.statement
    statement.sha256 = adoption.sha256
    statement.save()
