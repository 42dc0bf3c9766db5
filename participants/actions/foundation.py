"""What this floor enters once: the Pact's text as it was signed first, and the territories."""

from datetime import datetime

from pact.access import Actor
from participants.actions import territories, texts


def lay(*, at: datetime) -> None:
    """Adds what is missing."""
    texts.adopt_first(Actor.hand("foundation"), at=at)
    territories.load()
