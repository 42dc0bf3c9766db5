"""What makes sense in a figure: pure functions on plain values, each citing its clause."""

from monitoring.rules.cells import COLUMNS, CONDITION_OF, Answer, cell_value, not_answered
from monitoring.rules.checks import Cells, Findings, Limits, findings_of_all, findings_of_line
from monitoring.rules.findings import ERROR, INFO, WARN, Finding
from monitoring.rules.timing import ON_TIME, timeliness
from monitoring.rules.totals import Total, add

__all__ = [
    "COLUMNS",
    "CONDITION_OF",
    "ERROR",
    "INFO",
    "ON_TIME",
    "WARN",
    "Answer",
    "Cells",
    "Finding",
    "Findings",
    "Limits",
    "Total",
    "add",
    "cell_value",
    "findings_of_all",
    "findings_of_line",
    "not_answered",
    "timeliness",
]
