"""What this floor enters once: the methodology that ships with the product, and the targets of the Pact's text."""

from datetime import datetime

from monitoring.actions import methodology, targets


def lay(*, at: datetime) -> None:
    """Does nothing when it is there."""
    methodology.load(at=at)
    targets.load(at=at)
