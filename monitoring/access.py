"""Who may what with figures (domain 3.8)."""

from pact.access import Permission
from pact.clock import today
from participants.access import SECRETARIAT

_EDITING = ("EDITOR", "MANAGER", "SIGNATORY")

PLAN_CYCLE = Permission(
    "monitoring.plan_cycle",
    "only the Secretariat plans, opens and freezes a cycle",
    lambda actor, _: actor.sees_all,
    privileged=True,
    rests_on="The Secretariat collects the yearly figures",
    clause="5.2.3",
)
VIEW_SUBMISSION = Permission(
    "monitoring.view_submission",
    "only the people of this organisation and the Secretariat",
    lambda actor, submission: actor.secretariat or bool(actor.roles_in(submission.organization_id)),
    rests_on="What an organisation has not shared yet is its own",
    clause="6.1.3",
)
EDIT_SUBMISSION = Permission(
    "monitoring.edit_submission",
    "only people with editing rights in this organisation",
    lambda actor, submission: actor.holds(submission.organization_id, *_EDITING),
    rests_on="A procuring organisation reports its own figures",
    clause="3.1.2",
)


def _receives(actor, submission) -> bool:
    """The coordinator of its group; the Secretariat where there is none, or none any more (preamble P17)."""
    if submission.group_id in actor.group_ids:
        return True
    return actor.secretariat and (submission.group_id is None or not _coordinated(submission.group))


def _coordinated(group) -> bool:
    return group.state == "ACTIVE" and group.is_coordinated_on(today())


SEE_RECEIVED = Permission(
    "monitoring.see_received",
    "only who receives these figures and the Secretariat",
    lambda actor, submission: actor.secretariat or _receives(actor, submission),
    rests_on="Figures go to the coordinating organisation",
    clause="3.1.2",
)
REVIEW_SUBMISSION = Permission(
    "monitoring.review_submission",
    "only who receives these figures accepts them or sends them back, and never the person who sent them",
    lambda actor, submission: _receives(actor, submission) and submission.sent_by_id != actor.user_id,
    rests_on="Figures go to the coordinating organisation, which accepts them",
    clause="3.1.2",
)
CHASE = Permission(
    "monitoring.chase",
    "only who coordinates this group and the Secretariat",
    lambda actor, group: actor.secretariat or getattr(group, "pk", None) in actor.group_ids,
    rests_on="The coordinating organisation collects the figures of its group",
    clause="3.2.1.d",
)
FREEZE = Permission(
    "monitoring.freeze",
    "only with the freeze of the cycle",
    lambda actor, _: actor.sees_all,
    rests_on="The progress report is made from figures that change no more",
    clause="5.2.3",
)

__all__ = [
    "CHASE",
    "EDIT_SUBMISSION",
    "FREEZE",
    "PLAN_CYCLE",
    "REVIEW_SUBMISSION",
    "SECRETARIAT",
    "SEE_RECEIVED",
    "VIEW_SUBMISSION",
]
