"""What falls due on this floor."""

from django.utils.translation import gettext_lazy as _

from pact.deadlines import Kind
from reports import mails

GROUP_REPORT = Kind(
    "reports.group_report",
    _("Group report"),
    clause="3.2.1.d",
    ladder=(-42, -21, -7, -1, 1, 7),
    letter=mails.group_report_reminder,
    wakes=mails.coordinators_of,
    roles=("EDITOR", "MANAGER"),
    action=_("Continue"),
)
REVIEW_REPORT = Kind("reports.review_group_report", _("Check a group report"), clause="5.2.3", action=_("Check"))
PUBLISH = Kind("reports.publish", _("Publish the progress report"), clause="5.2.3", action=_("Open"))
PLAN_DUE = Kind(
    "reports.plan_due",
    _("Action plan"),
    clause="3.2.2",
    ladder=(-30, -7, 7),
    letter=mails.plan_due,
    wakes=mails.planners,
    roles=("EDITOR", "MANAGER", "SIGNATORY"),
    action=_("Continue"),
)
