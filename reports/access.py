"""Who may what on this floor."""

from pact.access import Permission

WRITE_REPORT = Permission(
    "reports.write_coordinated",
    "only the coordinating organisation of this group or the organisation it appointed",
    lambda actor, report: report.group_id in actor.group_ids,
)
READ_REPORT = Permission(
    "reports.read_coordinated",
    "only the coordinator of this group and the Secretariat",
    lambda actor, report: actor.sees_all or report.group_id in actor.group_ids,
)
REVIEW_REPORT = Permission(
    "reports.review_coordinated", "only the Secretariat", lambda actor, _: actor.sees_all, privileged=True
)
COMPILE = Permission("reports.compile", "only the Secretariat", lambda actor, _: actor.sees_all, privileged=True)
READ_PROGRESS = Permission(
    "reports.read_progress",
    "only the Secretariat and the Steering Committee before publication",
    lambda actor, _: actor.sees_all or actor.committee,
    privileged=True,
)
COCKPIT = Permission("reports.cockpit", "only the Secretariat", lambda actor, _: actor.secretariat, privileged=True)
