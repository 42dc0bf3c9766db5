"""What somebody may do with an appointment for a coordinating role (Pact 3.2.3)."""

from pact.access import Actor
from participants.flow import DELEGATION
from participants.models import Delegation


def steps_open(actor: Actor, delegation: Delegation) -> set[str]:
    """The names of the steps open to this actor: what the buttons are drawn from."""
    return {step.name for step in DELEGATION.open_to(actor, delegation)}
