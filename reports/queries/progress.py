"""Annual progress reports."""

from dataclasses import dataclass

from django.db.models import QuerySet

from monitoring.models import Cycle
from pact.access import Actor
from reports.models import Compilation, CoordinatedReport, CycleSnapshot, ProgressReport
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
    job: Compilation | None

    @property
    def waiting(self) -> bool:
        """Frozen, not compiled yet, and not given up."""
        return self.cycle.state == "COMPILING" and not self.report and not self.failed

    @property
    def failed(self) -> bool:
        return bool(self.job and self.job.state == Compilation.FAILED)

    @property
    def progress(self) -> int:
        return self.job.progress if self.job else 0

    @property
    def words(self) -> str:
        return self.job.progress_text if self.job else ""


def compiled_years(_actor: Actor) -> QuerySet[Cycle]:
    """The yearly cycles that have begun; who may see their reports is the page's own permission."""
    return Cycle.objects.exclude(state="PLANNED")


def years(actor: Actor, year: int | None = None) -> list[Year]:
    """Every year, or one, with its report and how many group reports it rests on, newest first (four queries)."""
    cycles = compiled_years(actor).order_by("-year")
    cycles = list(cycles.filter(year=year) if year else cycles)
    newest = {}
    for report in progress_reports(actor).filter(snapshot__cycle__in=cycles).order_by("snapshot__edition"):
        newest[report.snapshot.cycle_id] = report
    groups: dict[int, list[str]] = {}
    written = CoordinatedReport.objects.visible_to(actor).filter(cycle__in=cycles)
    for cycle_id, state in written.values_list("cycle_id", "state"):
        groups.setdefault(cycle_id, []).append(state)
    jobs = {job.cycle_id: job for job in Compilation.objects.filter(cycle__in=cycles)}
    return [
        Year(
            cycle,
            newest.get(cycle.pk),
            sum(state in ("DELIVERED", "ACCEPTED", "FROZEN") for state in groups.get(cycle.pk, [])),
            len(groups.get(cycle.pk, [])),
            jobs.get(cycle.pk),
        )
        for cycle in cycles
    ]
