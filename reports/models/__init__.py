"""What is told upward."""

from reports.models.compilations import Compilation
from reports.models.coordinated import CoordinatedReport, ReportSection
from reports.models.plans import ActionPlan, PlanItem
from reports.models.progress import ProgressReport
from reports.models.snapshots import CycleSnapshot

__all__ = [
    "ActionPlan",
    "Compilation",
    "CoordinatedReport",
    "CycleSnapshot",
    "PlanItem",
    "ProgressReport",
    "ReportSection",
]
