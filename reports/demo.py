"""The demo's part of this floor: group reports and the published annual reports."""

from datetime import datetime, timedelta

from governance.actions import decisions
from governance.models import Matter
from monitoring.models import Cycle
from pact.demo.invention import editor_of
from reports.actions import compiling, coordinated, progress
from reports.models import CoordinatedReport
from reports.queries.progress import report_of
from reports.rules import chapters, delivering

STAFF = "jonas.meertens@pact.example"
WORDS = {
    "MONITORING": "Most figures came by spreadsheet, the others by the grid. Jumps were checked by telephone.",
    "LESSONS": "Buying for six years works when the contract holds repair and a loan device on the same day.",
    "EXAMPLES": "One member bought refurbished laptops for all schools with the warranty of new ones.",
    "FEEDBACK": "The criterion on spare parts is clear. The one on battery endurance needs a test method.",
    "TENDERS": "Two frameworks for laptops are planned for the next year; both are open to other members.",
}
CHAPTERS = {
    "procured": "Refurbished laptops are growing fastest where a buyer group shares one framework.",
    "effects": "The estimate compares with new devices every three to four years. Longer use explains most of it.",
    "fair": "More devices carry a label with social criteria; half of the tenders ask for due diligence.",
    "lessons": "Repair in the contract, loan devices and one contact for take-back stand in every group's report.",
    "outlook": "To have such devices widely available by 2030, more groups have to ask for the same things.",
}


def write_group_reports(stage, at: datetime, *, year: int) -> None:
    """Every group but one writes and delivers its report; the Secretariat accepts."""
    cycle = Cycle.objects.get(year=year)
    coordinated.ensure(at=at)
    for report in (
        CoordinatedReport.objects.filter(cycle=cycle).select_related("group__coordination__organization").order_by("pk")
    ):
        actor = stage.actor(editor_of(report.group.coordination.organization.slug)[2], at)
        for code in delivering.SECTIONS:
            coordinated.save_section(actor, report, code, WORDS[code], "", 0, at=at)
        coordinated.deliver(actor, report, at=at)
        coordinated.accept(stage.actor(STAFF, at), report, at=at + timedelta(days=3))


def begin_group_reports(stage, at: datetime) -> None:
    """The reports of the open year; one coordinator has begun to write."""
    coordinated.ensure(at=at)
    report = CoordinatedReport.objects.select_related("group__coordination__organization").get(
        cycle__state="OPEN", group__slug="norway"
    )
    actor = stage.actor(editor_of(report.group.coordination.organization.slug)[2], at)
    coordinated.save_section(actor, report, "LESSONS", WORDS["LESSONS"], "", 0, at=at)


def compile_year(stage, at: datetime, *, year: int) -> None:
    """Snapshot, words, and the exact version before the committee."""
    cycle = Cycle.objects.get(year=year)
    staff = stage.actor(STAFF, at)
    compiling.compile_due(at=at)
    report = report_of(cycle)
    words = {code: CHAPTERS.get(code) or report.chapters.get(code, "") for code in chapters.CODES}
    progress.save_chapters(staff, report, words, report.revision, at=at)
    report.refresh_from_db()
    progress.put_before_committee(staff, report, at=at)


def approve_and_publish(stage, at: datetime, *, year: int) -> None:
    """The committee votes on that very hash; the Secretariat publishes."""
    report = report_of(Cycle.objects.get(year=year))
    matter = Matter.objects.get(subject_ref=report.ref)
    opened = at - timedelta(days=14)
    closes_at = at + timedelta(hours=4)
    decision = decisions.open_vote(
        stage.actor(STAFF, opened), matter, question=matter.title, closes_at=closes_at, at=opened
    )
    for number, elector in enumerate(decision.electors.filter(recused=False).select_related("user")):
        voted = at - timedelta(days=7) + timedelta(hours=number)
        decisions.cast(stage.actor(elector.user.email, voted), decision, "YES", "", at=voted)
    report.refresh_from_db()
    progress.publish(stage.actor(STAFF, at), report, at=at)
