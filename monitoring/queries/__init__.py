"""The only room of this floor that reads for pages."""

from monitoring.queries.coverage import cycle_overview, group_coverage
from monitoring.queries.effects import accepted_lines, effect_rows, totals
from monitoring.queries.submissions import cycles, own_submissions, received_submissions, submissions

__all__ = [
    "accepted_lines",
    "cycle_overview",
    "cycles",
    "effect_rows",
    "group_coverage",
    "own_submissions",
    "received_submissions",
    "submissions",
    "totals",
]
