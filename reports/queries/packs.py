"""The chapter of this floor in the committee's pack: group reports and the annual report (Pact 5.1.1, 5.1.2, 3.2.1)."""

from datetime import datetime

from governance.rules import PackChapter, PackTable
from pact.access import Actor
from reports.models import CoordinatedReport
from reports.queries.progress import progress_reports


def progress(actor: Actor, _at: datetime) -> PackChapter:
    """Group reports of the newest year with their states, and the annual reports."""
    rows = CoordinatedReport.objects.visible_to(actor).select_related("group", "cycle")
    newest = rows.order_by("-cycle__year").values_list("cycle__year", flat=True).first()
    groups = [
        [row.group.name, row.get_state_display()] for row in rows.filter(cycle__year=newest).order_by("group__name")
    ]
    annual = [[row.title, row.get_state_display()] for row in progress_reports(actor).order_by("-slug")[:3]]
    tables = [
        PackTable(f"Group reports of {newest}", ["Buyer group", "State"], groups),
        PackTable("Annual progress reports", ["Report", "State"], annual),
    ]
    told = [table for table in tables if table.rows]
    return PackChapter("Reports", [] if told else ["No report has been begun."], told)
