"""What is counted."""

from monitoring.models.cycles import Cycle
from monitoring.models.imports import ImportBatch, LargeFile
from monitoring.models.lines import DeviceLine, Explanation
from monitoring.models.methodology import MethodologyVersion
from monitoring.models.rollups import Rollup
from monitoring.models.submissions import ReviewNote, Submission, SubmissionVersion
from monitoring.models.targets import Target, TargetReading

__all__ = [
    "Cycle",
    "DeviceLine",
    "Explanation",
    "ImportBatch",
    "LargeFile",
    "MethodologyVersion",
    "ReviewNote",
    "Rollup",
    "Submission",
    "SubmissionVersion",
    "Target",
    "TargetReading",
]
