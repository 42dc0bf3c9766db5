"""Who writes in the collective tender calendar."""

from pact.access import Actor, Permission


def _organization_id(subject) -> int | None:
    """Of a tender its buyer; or the organization that is to have one."""
    return getattr(subject, "organization_id", None) or getattr(subject, "pk", None)


def _answers_for(actor: Actor, subject) -> bool:
    return actor.holds(_organization_id(subject), "EDITOR", "MANAGER", "SIGNATORY")


ENTER_TENDER = Permission(
    "buyergroups.enter_tender",
    "only people with editing rights in the organisation that buys, and the Secretariat for what came on paper",
    lambda actor, subject: actor.sees_all or _answers_for(actor, subject),
    rests_on="Procuring organisations tell of their own coming tenders",
    clause="3.1.1.e",
)
BY_PARTNER = Permission(
    "buyergroups.leave_tender",
    "only people with editing rights in an organisation of this joint tender",
    lambda actor, subject: actor.sees_all or _answers_for(actor, subject),
    rests_on="An organisation says itself with whom it buys",
    clause="3.3.2.a",
)
