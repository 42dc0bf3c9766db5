"""The chapter of this floor in the committee's pack: how far the figures of the year are (Pact 5.1.1, 3.1.2)."""

from datetime import datetime

from django.conf import settings

from governance.rules import PackChapter, PackTable
from monitoring.models import Cycle
from monitoring.queries.coverage import cycle_overview
from pact.access import Actor
from pact.deadlines.days import day_in

NAMES = {"members": "Asked", "not_begun": "Not begun", "draft": "Draft", "waiting": "Sent", "accepted": "Accepted"}


def coverage(actor: Actor, at: datetime) -> PackChapter | None:
    """A row for each buyer group; nothing before the first year is open."""
    cycle = Cycle.objects.exclude(state=Cycle.State.PLANNED).order_by("-year").first()
    if cycle is None:
        return None
    rows = cycle_overview(actor, cycle, day_in(at, settings.SECRETARIAT_TIME_ZONE))
    told = [[row["group__name"] or "Without a group", *(str(row[name]) for name in NAMES)] for row in rows]
    table = PackTable(f"Figures of {cycle.year} by buyer group", ["Buyer group", *NAMES.values()], told)
    words = f"Figures of {cycle.year} are {cycle.get_state_display()}; they are due on {cycle.due_on:%-d %B %Y}."
    return PackChapter("Monitoring", [words], [table] if told else [])
