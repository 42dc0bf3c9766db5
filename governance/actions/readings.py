"""How the Pact is read, as the committee decides it (register I-1 to I-24)."""

from datetime import datetime

from governance.actions.matters import content_of
from governance.actions.proposals import begin
from governance.models import Decision
from governance.rules.readings import by_key
from pact.access import Actor, CannotNow


def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """Adopted: the choice rules from its day on, and so do the numbers that it sets."""
    if decision.state != Decision.State.ADOPTED:
        return
    content = content_of(decision)
    entry = by_key(content["key"])
    choice = entry.choice(content["choice"]) if entry else None
    if choice is None:
        raise CannotNow("The software no longer offers this reading of the Pact. Withdraw this proposal.")
    begin(actor, decision, {entry.key: choice.code, **choice.sets}, at=at)
