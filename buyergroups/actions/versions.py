"""Versions of the library: what follows when a working group has adopted one (Pact 4.6)."""

from datetime import datetime

from buyergroups.models import Adoption
from pact.access import Actor


def adopted(adoption: Adoption, *, actor: Actor, at: datetime) -> None:
    """Its words are those that were voted on; not adopted, it stays as it was."""
    if adoption.state != Adoption.State.ADOPTED:
        return
    version = adoption.version
    version.sha256, version.adopted_at = adoption.sha256, at
    version.save()
