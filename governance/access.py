"""Who may what on this floor."""

from governance.models import Decision, Elector
from pact.access import Actor, Permission

PUT_TO_VOTE = Permission(
    "governance.put_to_vote", "only the Secretariat", lambda actor, _: actor.sees_all, privileged=True, recent=True
)
RECORD_FOUNDER = Permission(
    "governance.record_founder", "only the Secretariat", lambda actor, _: actor.sees_all, privileged=True, recent=True
)
SEE_VOTES = Permission(
    "governance.see_votes",
    "only the Steering Committee and the Secretariat",
    lambda actor, _: actor.committee or actor.sees_all,
    privileged=True,
)


def _is_elector(actor: Actor, decision: Decision) -> bool:
    electors: list[Elector] = list(decision.electors.all())
    return any(elector.organization_id == actor.seat_organization_id and not elector.recused for elector in electors)


CAST = Permission(
    "governance.cast",
    "only members who are eligible and not recused in this vote",
    lambda actor, decision: actor.committee and _is_elector(actor, decision),
    privileged=True,
    recent=True,
)
RECUSE = Permission(
    "governance.recuse",
    "only the member concerned, the chair and the Secretariat",
    lambda actor, _: actor.committee or actor.sees_all,
    privileged=True,
)
CLOSE = Permission(
    "governance.close",
    "only the chair and the Secretariat",
    lambda actor, _: actor.chair or actor.sees_all,
    privileged=True,
    recent=True,
)
