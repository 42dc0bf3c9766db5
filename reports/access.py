"""Who may what on this floor."""

from buyergroups.access import stands_in
from buyergroups.models import BuyerGroup
from pact.access import Actor, Permission

WRITE_REPORT = Permission(
    "reports.write_coordinated",
    "only who coordinates this group or was appointed to, and the Secretariat where nobody coordinates it",
    lambda actor, report: report.group_id in actor.group_ids or stands_in(actor, report.group),
    rests_on="The coordinating organisation delivers the report of its group",
    clause="3.2.1.d",
)
READ_REPORT = Permission(
    "reports.read_coordinated",
    "only the coordinator of this group and the Secretariat",
    lambda actor, report: actor.sees_all or report.group_id in actor.group_ids,
    rests_on="The coordinating organisation delivers the report of its group to the Secretariat",
    clause="3.2.1.d",
)
REVIEW_REPORT = Permission(
    "reports.review_coordinated",
    "only the Secretariat",
    lambda actor, _: actor.sees_all,
    privileged=True,
    rests_on="The Secretariat collects the reports of buyer groups",
    clause="5.2.3",
)
COMPILE = Permission(
    "reports.compile",
    "only the Secretariat",
    lambda actor, _: actor.sees_all,
    privileged=True,
    rests_on="The Secretariat draws up the progress report",
    clause="5.2.3",
)
READ_PROGRESS = Permission(
    "reports.read_progress",
    "only the Secretariat and the Steering Committee before publication",
    lambda actor, _: actor.sees_all or actor.committee,
    privileged=True,
    rests_on="The Steering Committee approves the progress report before it is published",
    clause="5.1.2",
)
COCKPIT = Permission(
    "reports.cockpit",
    "only the Secretariat",
    lambda actor, _: actor.secretariat,
    privileged=True,
    rests_on="The Secretariat collects the reports of participants and buyer groups",
    clause="5.2.3",
)


def _cares_for(actor: Actor, subject) -> bool:
    """On behalf of the coordinator (3.2.3): for one of the groups that rest on its participation."""
    subject = getattr(subject, "plan", subject)
    participation = getattr(subject, "participation_id", None) or getattr(subject, "pk", None)
    if not actor.group_ids:
        return False
    return BuyerGroup.objects.filter(pk__in=actor.group_ids, coordination_id=participation).exists()


READ_PLAN = Permission(
    "reports.read_plan",
    "only the coordinating organisation, the organisation it appointed and the Secretariat before it is shared",
    lambda actor, subject: (
        actor.sees_all or bool(actor.roles_in(subject.organization_id)) or _cares_for(actor, subject)
    ),
    rests_on="The coordinating organisation shares its action plan with the Secretariat",
    clause="3.2.2",
)
WRITE_PLAN = Permission(
    "reports.write_plan",
    "only people with editing rights in the coordinating organisation and the organisation it appointed",
    lambda actor, subject: (
        bool(actor.system)
        or actor.holds(subject.organization_id, "EDITOR", "MANAGER", "SIGNATORY")
        or _cares_for(actor, subject)
    ),
    rests_on="The coordinating organisation draws up its action plan every year",
    clause="3.2.2",
)
