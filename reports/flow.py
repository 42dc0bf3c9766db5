"""The lives of the two kinds of report on this floor."""

from datetime import datetime

from buyergroups.queries.pages import home
from pact.flow import Flow, Step
from reports import access, verbs
from reports.rules import delivering


def _undelivered(report, at: datetime) -> list[str]:
    sections = report.sections.values_list("code", "body", "none_reason")
    return delivering.gaps(report.language, sections, home(report.group, at.date()).stale)


def _changed_since(report, at: datetime) -> list[str]:
    if report.sha256 != report.approved_sha256:
        return ["The report differs from what the Steering Committee approved. Put it before the committee again."]
    return []


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
