"""The only room of this floor that reads for pages."""

from monitoring.queries.coverage import cycle_overview, group_coverage
from monitoring.queries.effects import factors_of
from monitoring.queries.rollups import totals
from monitoring.queries.submissions import cycles, own_submissions, received_submissions, submissions

__all__ = [
    "cycle_overview",
    "cycles",
    "factors_of",
    "group_coverage",
    "own_submissions",
    "received_submissions",
    "submissions",
    "totals",
]
