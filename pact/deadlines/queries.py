"""The tasks page: one list across all hats of a person, in a constant number of queries."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pact.access.actors import Actor
from pact.deadlines.days import day_in
from pact.deadlines.models import (
    COMMITTEE,
    GROUP,
    LAPSED,
    MET_LATE,
    OPEN,
    ORGANIZATION,
    PERSON,
    SECRETARIAT,
    WAIVED,
    Obligation,
)
from pact.deadlines.registry import all_kinds, by_code

MOST = 200
LATELY = timedelta(days=30)
DONE_MOST = 10


@dataclass(frozen=True)
class DeskItem:
    """One line: what, for whom and why, until when, and where to do it (no address: it is done elsewhere).

    Days are those of the zone that counts for the deadline; `today` is the present one there.
    """

    ref: str
    title: str
    why: str
    whose: str
    url: str
    action: str
    state: str
    set_day: date
    due_day: date | None
    due_at: datetime | None
    today: date
    ended_day: date | None

    @property
    def late(self) -> bool:
        return self.state == MET_LATE


@dataclass(frozen=True)
class Desk:
    """The four lists of the tasks page, each sorted by time left; `next` is what comes up first."""

    needs_you: list[DeskItem] = field(default_factory=list)
    waiting: list[DeskItem] = field(default_factory=list)
    coming_up: list[DeskItem] = field(default_factory=list)
    done_lately: list[DeskItem] = field(default_factory=list)
    more: bool = False

    def of(self, whose: str, *, but: str = "", most: int | None = None) -> "Desk":
        """The same lists with the lines of one organization or group only, for its own pages; `but` is the page they
        stand on, which needs no link to itself."""
        lists = (self.needs_you, self.waiting, self.coming_up, self.done_lately)
        kept = ([item for item in items if item.whose == whose and not (but and item.url == but)] for items in lists)
        return Desk(*(items[:most] for items in kept), more=self.more)


def desk(actor: Actor, at: datetime) -> Desk:
    """What this person has to do, waits for, will have to do, and has done in the last 30 days."""
    reach = Obligation.objects.visible_to(actor).filter(_on_the_desk_of(actor))
    rows = list(reach.filter(state=OPEN).order_by(F("due_at").asc(nulls_last=True), "set_at")[: MOST + 1])
    desk = Desk(more=len(rows) > MOST)
    for row in rows[:MOST]:
        _list_for(desk, row, actor, at).append(_item(row, actor, at))
    ended = reach.exclude(state__in=[OPEN, WAIVED, LAPSED]).filter(ended_at__gt=at - LATELY, ended_at__lte=at)
    mine = [row for row in ended.order_by("-ended_at")[: 5 * DONE_MOST] if acts(actor, row)]
    desk.done_lately.extend(_item(row, actor, at) for row in mine[:DONE_MOST])
    return desk


def acts(actor: Actor, row: Obligation) -> bool:
    """Whether it is this person's to do."""
    if row.workspace == PERSON:
        return row.user_id == actor.user_id
    if row.workspace == SECRETARIAT:
        return actor.secretariat
    if row.workspace == COMMITTEE:
        return actor.committee
    if row.workspace == GROUP:
        return row.group_id in actor.group_ids
    kind = by_code(row.kind)
    roles = actor.roles_in(row.organization_id)
    return bool(roles & set(kind.roles) if kind and kind.roles else roles)


def _on_the_desk_of(actor: Actor) -> Q:
    """The rows a person acts on or waits for. The Secretariat reads everything, but its desk is not everybody's."""
    reach = Q(workspace=PERSON, user_id=actor.user_id)
    if actor.organization_ids:
        reach |= Q(organization_id__in=actor.organization_ids)
    if actor.group_ids:
        reach |= Q(group_id__in=actor.group_ids)
    if actor.committee or actor.secretariat:
        reach |= Q(workspace=COMMITTEE)
    if actor.secretariat:
        reach |= Q(workspace=SECRETARIAT)
    return reach & ~Q(kind__in=[kind.code for kind in all_kinds() if kind.letters_only])


def _list_for(desk: Desk, row: Obligation, actor: Actor, at: datetime) -> list[DeskItem]:
    if not acts(actor, row):
        return desk.waiting
    kind = by_code(row.kind)
    early = timedelta(days=kind.shows_from if kind else 92)
    return desk.coming_up if row.due_at and row.due_at - early > at else desk.needs_you


def _item(row: Obligation, actor: Actor, at: datetime) -> DeskItem:
    kind, whose, mine = by_code(row.kind), _whose(row, actor), acts(actor, row)
    reason = _("Pact {clause}").format(clause=row.clause) if row.clause else ""
    return DeskItem(
        ref=row.ref,
        title=row.title,
        why=" · ".join(filter(None, (whose if whose not in row.title else "", reason))),
        whose=whose,
        url=_address(row.url_name, row.url_kwargs) if mine else "",
        action=str(kind.action) if kind and kind.action else _("Open"),
        state=row.state,
        set_day=day_in(row.set_at, row.zone),
        due_day=day_in(row.due_at, row.zone) if row.due_at else None,
        due_at=row.due_at,
        today=day_in(at, row.zone),
        ended_day=day_in(row.ended_at, row.zone) if row.ended_at else None,
    )


def _whose(row: Obligation, actor: Actor) -> str:
    names: dict[str, Any] = {SECRETARIAT: _("Secretariat"), COMMITTEE: _("Steering Committee")}
    names[ORGANIZATION] = next((hat.name for hat in actor.organizations if hat.id == row.organization_id), "")
    names[GROUP] = next((hat.name for hat in actor.groups if hat.id == row.group_id), "")
    return names.get(row.workspace, "")


def _address(url_name: str, kwargs: dict[str, Any]) -> str:
    try:
        return reverse(url_name, kwargs=kwargs or None) if url_name else ""
    except NoReverseMatch:
        return ""
