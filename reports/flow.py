"""The lives of the reports and action plans of this floor."""

from datetime import datetime

from buyergroups.queries.pages import home
from pact.flow import Flow, Step
from reports import access, verbs
from reports.rules import delivering, plans


def _undelivered(report, at: datetime) -> list[str]:
    sections = report.sections.values_list("code", "body", "none_reason")
    return delivering.gaps(report.language, sections, home(report.group, at.date()).stale)


def _changed_since(report, at: datetime) -> list[str]:
    if report.sha256 != report.approved_sha256:
        return ["The report differs from what the Steering Committee approved. Put it before the committee again."]
    return []


def _unshared(plan, _at: datetime) -> list[str]:
    last = plan.last_plan()
    return plans.gaps(plan.answered(), plan.none_reasons, last.unmarked() if last else 0, plan.year - 1)


COORDINATED = Flow(
    Step("deliver", ("DRAFT", "RETURNED"), "DELIVERED", verbs.DELIVERED, access.WRITE_REPORT, _undelivered, "3.2.1.d"),
    Step("send_back", ("DELIVERED", "ACCEPTED"), "RETURNED", verbs.RETURNED, access.REVIEW_REPORT, clause="5.2.3"),
    Step("accept", ("DELIVERED",), "ACCEPTED", verbs.ACCEPTED, access.REVIEW_REPORT, clause="5.2.3"),
    Step("freeze", ("DELIVERED", "ACCEPTED"), "FROZEN", verbs.FROZEN, access.REVIEW_REPORT, clause="5.2.3"),
)
PROGRESS = Flow(
    Step("put", ("DRAFT", "RETURNED"), "WITH_COMMITTEE", verbs.PUT_BEFORE_COMMITTEE, access.COMPILE, clause="5.1.2"),
    Step("approve", ("WITH_COMMITTEE",), "APPROVED", verbs.APPROVED, access.READ_PROGRESS, clause="5.1.2"),
    Step("return", ("WITH_COMMITTEE",), "RETURNED", verbs.NOT_APPROVED, access.READ_PROGRESS, clause="5.1.2"),
    Step("publish", ("APPROVED",), "PUBLISHED", verbs.PUBLISHED, access.COMPILE, _changed_since, "5.2.3"),
)
_MARKED = ("PLANNED", "DONE", "MOVED", "DROPPED")
PLAN = Flow(
    Step("share", ("DRAFT",), "SHARED", verbs.PLAN_SHARED, access.WRITE_PLAN, _unshared, "3.2.2"),
    Step("review", ("SHARED",), "REVIEWED", verbs.PLAN_REVIEWED, access.WRITE_PLAN, clause="3.2.2"),
)
# Until its plan is reviewed somebody may say otherwise.
PLAN_ITEM = Flow(
    Step("done", _MARKED, "DONE", verbs.PLAN_ITEM_DONE, access.WRITE_PLAN, clause="3.2.2"),
    Step("moved", _MARKED, "MOVED", verbs.PLAN_ITEM_MOVED, access.WRITE_PLAN, clause="3.2.2"),
    Step("dropped", _MARKED, "DROPPED", verbs.PLAN_ITEM_DROPPED, access.WRITE_PLAN, clause="3.2.2"),
)
