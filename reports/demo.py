"""The demo's part of this floor: group reports and the published annual reports."""

from datetime import date, datetime, timedelta

from governance.actions import decisions
from governance.models import Matter
from monitoring.models import Cycle
from pact.demo.invention import editor_of
from reports.actions import compiling, coordinated, plans, progress
from reports.models import ActionPlan, CoordinatedReport
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


# What stands under the four headings of a plan: aim, steps, who, month and day, measure.
PLAN = {
    "A": (
        "Every county knows the Pact",
        "Send the two-page summary; call the procurement offices that do not answer.",
        "Head of the procurement network",
        (5, 31),
        "All counties informed, five of them interested",
    ),
    "B": (
        "Four meetings of the group",
        "One each quarter, one of them at a member's warehouse.",
        "Secretary of the buyer group",
        (11, 30),
        "Four sets of notes shared, half of the members present",
    ),
    "C": (
        "Current figures of users served",
        "Ask in March and September; measure instead of estimating where a directory exists.",
        "Monitoring officer",
        (9, 30),
        "No figure older than twelve months",
    ),
    "D": (
        "The report by the end of April",
        "Look through figures as they come; write lessons with two members.",
        "Monitoring officer",
        (4, 30),
        "Report accepted without remarks",
    ),
}
OUTCOMES = {
    "A": ("moved", "Half of the counties were informed; the rest follows."),
    "B": ("done", "Five meetings, two of them on site."),
    "C": ("done", "All but one figure are measured now."),
    "D": ("done", "Delivered on 20 April."),
}
# Whose plan is still a draft when the story ends.
LATE = "netherlands"


def plan_year(stage, at: datetime, *, year: int) -> None:
    """The night opens the plans of the coming year; coordinators look back, write and share. One is late."""
    plans.ensure(at=at)
    for number, plan in enumerate(ActionPlan.objects.filter(year=year).select_related("organization").order_by("pk")):
        when = at + timedelta(days=7 + number)
        email = editor_of(plan.organization.slug)[2]
        actor = stage.actor(email, when) if email in stage.cast else stage.hand
        late = year == 2027 and plan.organization.slug == LATE
        _look_back(actor, plan, when)
        for heading in PLAN if not late else "AB":
            _plan(actor, plan, heading, when)
        if not late:
            plans.share(actor, plan, at=when)


def _look_back(actor, plan, at: datetime) -> None:
    """Most items were done; Norway moves one into its new plan."""
    before = ActionPlan.objects.filter(participation_id=plan.participation_id, year=plan.year - 1).first()
    for item in before.items.order_by("heading") if before and plan.organization.slug != LATE else ():
        step, word = OUTCOMES[item.heading]
        if plan.organization.slug != "norway":
            step, word = "done", "As planned."
        plans.mark(actor, item, step, word, at=at)


def _plan(actor, plan, heading: str, at: datetime) -> None:
    if plan.items.filter(heading=heading).exists():
        return
    aim, steps, owner, (month, day), measure = PLAN[heading]
    facts = {"aim": aim, "steps": steps, "owner": owner, "measure": measure}
    plans.save_item(actor, plan, heading=heading, due_on=date(plan.year, month, day), at=at, **facts)
