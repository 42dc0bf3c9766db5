"""The yearly contribution, as the committee establishes it (Pact 5.3.2)."""

from datetime import datetime

from governance.actions.matters import content_of
from governance.actions.proposals import begin
from governance.models import Decision
from pact.access import Actor


def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """Adopted: the amount rules from the first day of the year on, with the decision's number as its source."""
    if decision.state == Decision.State.ADOPTED:
        euros, cents = divmod(content_of(decision)["cents"], 100)
        begin(actor, decision, {"fee.initial": f"{euros}.{cents:02d}"}, at=at)
