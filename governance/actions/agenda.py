"""The agenda of a meeting: points in order, their papers and matters (Pact 5.1.5, 5.2.1)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from governance import access, rules, verbs
from governance.models import AgendaItem, Matter, Meeting
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.files.actions import store

OPEN = (Meeting.State.PLANNED, Meeting.State.CONVENED)


@transaction.atomic
def add(
    actor: Actor,
    meeting: Meeting,
    *,
    title: str,
    kind: str,
    minutes_planned: int,
    text: str = "",
    matter: Matter | None = None,
    paper: Any = None,
    public: bool = True,
    at: datetime,
) -> AgendaItem:
    """A point at the end of the agenda."""
    access.PLAN_MEETING.require(actor)
    locked = _open(meeting)
    _once(locked, matter)
    last = locked.items.order_by("-order").values_list("order", flat=True).first() or 0
    item = AgendaItem.objects.create(
        meeting=locked,
        order=last + 1,
        title=title,
        kind=kind,
        minutes_planned=minutes_planned,
        text=text,
        matter=matter,
        paper=_kept(actor, paper, at),
        public=public,
    )
    record(actor, verbs.AGENDA_CHANGED, locked, at=at, added=title)
    return item


@transaction.atomic
def change(actor: Actor, item: AgendaItem, *, paper: Any = None, at: datetime, **given: Any) -> AgendaItem:
    """Other words, another paper; without a new one the paper stays."""
    access.PLAN_MEETING.require(actor)
    locked = _open(item.meeting)
    _once(locked, given.get("matter"), item)
    for name, value in given.items():
        setattr(item, name, value)
    item.paper = _kept(actor, paper, at) or item.paper
    item.save()
    record(actor, verbs.AGENDA_CHANGED, locked, at=at, changed=item.title)
    return item


@transaction.atomic
def move(actor: Actor, item: AgendaItem, step: int, *, at: datetime) -> None:
    """A place up (-1) or down (1)."""
    access.PLAN_MEETING.require(actor)
    locked = _open(item.meeting)
    order = list(locked.items.select_for_update().order_by("order"))
    for number, row in enumerate(rules.moved(order, item, step), start=1):
        if row.order != number:
            row.order = number
            row.save(update_fields=["order"])
    record(actor, verbs.AGENDA_CHANGED, locked, at=at, moved=item.title, step=step)


@transaction.atomic
def remove(actor: Actor, item: AgendaItem, *, at: datetime) -> None:
    access.PLAN_MEETING.require(actor)
    locked = _open(item.meeting)
    AgendaItem.objects.filter(pk=item.pk).delete()
    record(actor, verbs.AGENDA_CHANGED, locked, at=at, removed=item.title)


def _open(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.state not in OPEN:
        raise CannotNow(f"This meeting is {locked.get_state_display()}: its agenda stays as it is.")
    return locked


def _once(meeting: Meeting, matter: Matter | None, item: AgendaItem | None = None) -> None:
    others = meeting.items.exclude(pk=item.pk) if item else meeting.items
    if matter and others.filter(matter=matter).exists():
        raise CannotNow("This matter is on the agenda already.")


def _kept(actor: Actor, paper: Any, at: datetime):
    if not paper:
        return None
    return store(paper, allow=("pdf",), purpose="governance.paper", actor=actor, at=at, for_committee=True)
