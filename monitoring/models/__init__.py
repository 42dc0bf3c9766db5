"""What is counted."""

from monitoring.models.cycles import Cycle
from monitoring.models.effects import LineEffect, MethodologyVersion
from monitoring.models.imports import ImportBatch
from monitoring.models.lines import DeviceLine, Explanation
from monitoring.models.submissions import ReviewNote, Submission, SubmissionVersion
from monitoring.models.targets import Target, TargetReading

__all__ = [
    "Cycle",
    "DeviceLine",
    "Explanation",
    "ImportBatch",
    "LineEffect",
    "MethodologyVersion",
    "ReviewNote",
    "Submission",
    "SubmissionVersion",
    "Target",
    "TargetReading",
]
