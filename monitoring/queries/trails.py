"""What happened to one cell: for the side panel, and to say who was faster."""

from monitoring import verbs
from monitoring.models import Submission
from pact.access import Actor
from pact.audit.models import Event
from pact.audit.queries import TrailLine, line_of

_LATEST = 12


def cell_history(actor: Actor, submission: Submission, line: str, column: str) -> list[TrailLine]:
    """The last changes of a cell, newest first."""
    rows = Event.objects.visible_to(actor).filter(
        subject_kind=submission._meta.label_lower,
        subject_ref=submission.ref,
        verb=verbs.CELL_SAVED.code,
        facts__line=line,
        facts__column=column,
    )
    rows = rows.select_related("actor").order_by("-at", "-pk")[:_LATEST]
    return [line_of(row) for row in rows]


def last_change(actor: Actor, submission: Submission, line: str, column: str) -> TrailLine | None:
    return next(iter(cell_history(actor, submission, line, column)), None)
