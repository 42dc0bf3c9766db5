"""The life of a cycle and of the figures of one organization."""

from django.conf import settings
from django.utils.translation import gettext as _

from monitoring import access, verbs
from pact.deadlines.days import day_in
from pact.flow import Flow, Step


def _open(submission, at) -> list[str]:
    """Figures change only while their cycle is open (domain 3.5)."""
    if submission.cycle.state == "OPEN":
        return []
    if submission.cycle.state == "PLANNED":
        return [_("The figures for %(year)s are not open yet.") % {"year": submission.cycle.year}]
    return [_("The figures for %(year)s are frozen. Write to the Secretariat.") % {"year": submission.cycle.year}]


def role_ended(submission, at) -> list[str]:
    """Pact 6.6.1: figures are an act of a procuring organisation; from the day it leaves it writes none."""
    if submission.is_over_on(day_in(at, settings.SECRETARIAT_TIME_ZONE)):
        return [_("Your role as procuring organisation has ended (Pact 6.6.1). What you entered stays readable.")]
    return []


def _may_be_sent(submission, at) -> list[str]:
    return role_ended(submission, at) or _open(submission, at)


CYCLE = Flow(
    Step("open", ("PLANNED",), "OPEN", verbs.CYCLE_OPENED, access.PLAN_CYCLE, clause="3.1.2"),
    Step("freeze", ("OPEN",), "COMPILING", verbs.CYCLE_FROZEN, access.PLAN_CYCLE, clause="5.2.3"),
    Step("put_before_committee", ("COMPILING",), "WITH_COMMITTEE", verbs.CYCLE_PUT, access.PLAN_CYCLE, clause="5.2.4"),
    Step("take_back", ("WITH_COMMITTEE",), "COMPILING", verbs.CYCLE_TAKEN_BACK, access.FREEZE, clause="5.2.4"),
    Step("publish", ("WITH_COMMITTEE",), "PUBLISHED", verbs.CYCLE_PUBLISHED, access.FREEZE, clause="5.2.4"),
)
_UNSENT = ("NOT_BEGUN", "DRAFT")

SUBMISSION = Flow(
    Step("begin", ("NOT_BEGUN", "RETURNED"), "DRAFT", verbs.BEGUN, access.EDIT_SUBMISSION, _may_be_sent, "3.1.2"),
    Step("send", ("DRAFT",), "SENT", verbs.SENT, access.EDIT_SUBMISSION, _may_be_sent, "3.1.2"),
    Step("send_nil", (*_UNSENT, "RETURNED"), "SENT", verbs.NIL_SENT, access.EDIT_SUBMISSION, _may_be_sent, "3.1.2"),
    Step("recall", ("SENT",), "DRAFT", verbs.RECALLED, access.EDIT_SUBMISSION, _may_be_sent, "3.1.2"),
    Step("accept", ("SENT",), "ACCEPTED", verbs.ACCEPTED, access.REVIEW_SUBMISSION, _open, "3.2.1.d"),
    Step("send_back", ("SENT", "ACCEPTED"), "RETURNED", verbs.RETURNED, access.REVIEW_SUBMISSION, _open, "3.2.1.d"),
    Step("freeze", ("ACCEPTED",), "FROZEN", verbs.FROZEN, access.FREEZE, clause="5.2.3"),
)

LARGE = Flow(
    Step("read", ("READING",), "READ", verbs.LARGE_READ, access.EDIT_SUBMISSION, clause="3.1.2"),
    Step("confirm", ("READ",), "APPLYING", verbs.LARGE_CONFIRMED, access.EDIT_SUBMISSION, clause="3.1.2"),
    Step("apply", ("APPLYING",), "APPLIED", verbs.LARGE_APPLIED, access.EDIT_SUBMISSION, clause="3.1.2"),
    Step("keep_back", ("APPLYING",), "READ", verbs.LARGE_KEPT_BACK, access.EDIT_SUBMISSION, clause="3.1.2"),
    Step(
        "drop", ("READING", "READ", "APPLYING"), "DROPPED", verbs.LARGE_DROPPED, access.EDIT_SUBMISSION, clause="3.1.2"
    ),
    field="stage",
)

IMPORT = Flow(
    Step("apply", ("READ",), "APPLIED", verbs.IMPORT_APPLIED, access.EDIT_SUBMISSION, clause="3.1.2"),
    Step("undo", ("APPLIED",), "UNDONE", verbs.IMPORT_UNDONE, access.EDIT_SUBMISSION, clause="3.1.2"),
    Step("drop", ("READ",), "DROPPED", verbs.IMPORT_DROPPED, access.EDIT_SUBMISSION, clause="3.1.2"),
)
