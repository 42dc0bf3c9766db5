"""How far the parts of a report are: worked out from what is written, nothing is ticked by hand."""

from monitoring.queries.lines import Line
from monitoring.rules.cells import COUNTED


def states(lines: list[Line]) -> dict[str, str]:
    """Not begun, draft or completed, by part."""
    counted = [(line, column) for line in lines for column in COUNTED if line.answers[column].value]
    return {
        "devices": _part([answer.given for line in lines for answer in line.answers.values()]),
        "lifetimes": _part([bool(line.lifetimes[column].given and line.ends[column]) for line, column in counted]),
        "labels": _part([bool(line.labels) for line in {id(line): line for line, _column in counted}.values()]),
    }


def _part(answered: list[bool]) -> str:
    if not any(answered):
        return "NOT_BEGUN"
    return "COMPLETE" if all(answered) else "DRAFT"
