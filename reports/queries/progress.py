"""Annual progress reports."""

from dataclasses import dataclass

from django.db.models import QuerySet

from monitoring.models import Cycle
from pact.access import Actor
from reports.models import CoordinatedReport, CycleSnapshot, ProgressReport
from reports.rules import chapters


def progress_reports(actor: Actor) -> QuerySet[ProgressReport]:
    return ProgressReport.objects.visible_to(actor).select_related("snapshot__cycle", "decision")


def report_of(cycle: Cycle) -> ProgressReport | None:
    """The newest edition of a year."""
    return (
        ProgressReport.objects.filter(snapshot__cycle=cycle)
        .select_related("snapshot__cycle", "decision")
        .order_by("-snapshot__edition")
        .first()
    )


def waiting_cycles() -> QuerySet[Cycle]:
    """Frozen years whose figures have not been compiled yet."""
    return Cycle.objects.filter(state="COMPILING").exclude(pk__in=CycleSnapshot.objects.values("cycle_id"))


@dataclass(frozen=True)
class Chapter:
    code: str
    title: str
    hint: str
    text: str


def chapters_of(report: ProgressReport) -> list[Chapter]:
    return [Chapter(one.code, one.title, one.hint, report.chapters.get(one.code, "")) for one in chapters.CHAPTERS]


def coordinated_of(actor: Actor, cycle: Cycle) -> list[CoordinatedReport]:
    """The group reports of a year for the Secretariat's table."""
    return list(
        CoordinatedReport.objects.visible_to(actor).filter(cycle=cycle).select_related("group").order_by("group__name")
    )


@dataclass(frozen=True)
class Year:
    cycle: Cycle
    report: ProgressReport | None
    delivered: int
    groups: int


def years(actor: Actor) -> list[Year]:
    """Every year with its report and how many group reports it rests on, newest first (three queries)."""
    cycles = list(Cycle.objects.exclude(state="PLANNED").order_by("-year"))
    newest = {}
    for report in progress_reports(actor).order_by("snapshot__edition"):
        newest[report.snapshot.cycle_id] = report
    groups: dict[int, list[str]] = {}
    for cycle_id, state in CoordinatedReport.objects.visible_to(actor).values_list("cycle_id", "state"):
        groups.setdefault(cycle_id, []).append(state)
    return [
        Year(
            cycle,
            newest.get(cycle.pk),
            sum(state in ("DELIVERED", "ACCEPTED", "FROZEN") for state in groups.get(cycle.pk, [])),
            len(groups.get(cycle.pk, [])),
        )
        for cycle in cycles
    ]
