"""What lies ahead of everybody: the days on which work falls due, and the letters that leave by themselves before."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count

from pact.access.actors import Actor
from pact.deadlines.days import day_in
from pact.deadlines.ladders import every_ladder
from pact.deadlines.models import OPEN, SECRETARIAT, Obligation
from pact.deadlines.registry import by_code

FAR = timedelta(days=92)


@dataclass(frozen=True)
class Ahead:
    """One day of one kind of work: how many still have it open; `rung` is None on the due day itself, else the
    days before it (negative) or after it on which letters leave to those who have not answered by then."""

    day: date
    title: str
    open: int
    rung: int | None

    @property
    def before(self) -> int:
        return -self.rung if self.rung and self.rung < 0 else 0


def ahead(actor: Actor, at: datetime, *, most: int = 12) -> list[Ahead]:
    """The next three months of all whom the actor sees, but the Secretariat's own: those stand on its desk."""
    rows = Obligation.objects.visible_to(actor).filter(state=OPEN, due_at__gt=at - FAR, due_at__lte=at + 2 * FAR)
    counted: Counter[tuple[str, date]] = Counter()
    grouped = rows.exclude(workspace=SECRETARIAT).values_list("kind", "due_at", "zone").annotate(n=Count("pk"))
    for kind, due_at, zone, number in grouped.order_by("kind", "due_at"):
        counted[kind, day_in(due_at, zone)] += number
    rungs = {ladder.kind.code: ladder.rungs for ladder in every_ladder()}
    found = [
        Ahead(due + timedelta(days=rung or 0), str(declared.title), number, rung)
        for (kind, due), number in counted.items()
        if (declared := by_code(kind))
        for rung in (None, *(rung for rung in rungs.get(kind, ()) if rung))
    ]
    today = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    coming = [one for one in found if today < one.day <= today + FAR]
    return sorted(coming, key=lambda one: (one.day, one.title, one.rung is not None))[:most]
