"""Setting, meeting and ending obligations.

They run in the system's scope: the act of one tenant ends the waiting of another by rule (a coordinator who sends a
report back reopens the procurer's duty). Floors call them through their `Kind`.
"""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Q, Value, When

from pact.access.scope import as_system
from pact.deadlines.models import (
    COMMITTEE,
    GROUP,
    LAPSED,
    MET,
    MET_LATE,
    OPEN,
    ORGANIZATION,
    PERSON,
    SECRETARIAT,
    WAIVED,
    Obligation,
    ReminderRule,
)
from pact.deadlines.registry import Declared, all_kinds

HAND = "deadlines"


def set_obligation(kind: Declared, *, about: Any, at: datetime, zone: str, workspace: str, user, **fields: Any) -> None:
    """Add a row unless the same is open already, or was set before for the same day (reconciling runs nightly)."""
    owner = _owner(workspace, fields.get("organization_id"), fields.get("group_id"), user)
    subject_kind, subject_ref = subject(about)
    row = Obligation(
        kind=kind.code,
        clause=kind.clause,
        subject_kind=subject_kind,
        subject_ref=subject_ref,
        zone=zone or settings.SECRETARIAT_TIME_ZONE,
        workspace=owner,
        user=user,
        set_at=at,
        **fields,
    )
    if row.due_at is not None:
        row.id = _id_of(row)
    # No conflict target: naming one would need reading rights on rows of other tenants.
    Obligation.objects.bulk_create([row], ignore_conflicts=True)


def _owner(workspace: str, organization_id: int | None, group_id: int | None, user) -> str:
    if workspace:
        return workspace
    named = [code for code, value in ((ORGANIZATION, organization_id), (GROUP, group_id), (PERSON, user)) if value]
    if len(named) != 1:
        raise ValueError(
            f"say in which workspace it is done: {ORGANIZATION}, {GROUP}, {PERSON}, {SECRETARIAT}, {COMMITTEE}"
        )
    return named[0]


def _id_of(row: Obligation) -> uuid.UUID:
    parts = [row.kind, row.subject_kind, row.subject_ref, row.workspace, row.organization_id, row.group_id, row.user_id]
    return uuid.uuid5(
        uuid.NAMESPACE_URL, "urn:pact:deadline:" + ":".join(str(p) for p in [*parts, row.due_at.timestamp()])
    )


def subject(about: Any) -> tuple[str, str]:
    """Kind and public code of a record; a pair is taken as it is."""
    if isinstance(about, tuple):
        return str(about[0]), str(about[1])
    return about._meta.label_lower, str(getattr(about, "ref", None) or getattr(about, "slug", None) or about.pk)


def _about(kind: Declared, about: Any, owner: dict[str, Any]):
    subject_kind, subject_ref = subject(about)
    return Obligation.objects.filter(kind=kind.code, subject_kind=subject_kind, subject_ref=subject_ref, **owner)


def meet(kind: Declared, about: Any, *, at: datetime, **owner: Any) -> int:
    late = Case(When(Q(due_at__lt=at), then=Value(MET_LATE)), default=Value(MET))
    with as_system(HAND):
        return _about(kind, about, owner).filter(state=OPEN).update(state=late, met_at=at, ended_at=at)


def waive(kind: Declared, about: Any, *, at: datetime, **owner: Any) -> int:
    with as_system(HAND):
        return _about(kind, about, owner).filter(state=OPEN).update(state=WAIVED, ended_at=at)


def waive_all_of(organization_id: int, *, at: datetime) -> int:
    """An organization has left, or was a duplicate: nothing is asked of it any more, whatever the kind."""
    with as_system(HAND):
        rows = Obligation.objects.filter(state=OPEN, workspace=ORGANIZATION, organization_id=organization_id)
        return rows.update(state=WAIVED, ended_at=at)


def hand_to_secretariat(group_id: int, *, at: datetime) -> int:
    """Nobody acts for a group any more: what is open there is the Secretariat's, by the same day; whatever the kind."""
    with as_system(HAND):
        rows = list(Obligation.objects.filter(state=OPEN, workspace=GROUP, group_id=group_id).select_for_update())
        Obligation.objects.filter(pk__in=[row.pk for row in rows]).update(state=WAIVED, ended_at=at)
        successors = [_successor(row, row.due_at, row.closes_at, at) for row in rows]
        for row in successors:
            row.workspace = SECRETARIAT
        Obligation.objects.bulk_create(successors, ignore_conflicts=True)
        return len(rows)


def hand_to_group(group_id: int, *, at: datetime) -> int:
    """Somebody acts for a group again: what the Secretariat took over from it, and has not done, is the group's."""
    with as_system(HAND):
        rows = Obligation.objects.filter(state=OPEN, workspace=SECRETARIAT, group_id=group_id)
        rows = list(rows.filter(replaces__workspace=GROUP).select_for_update(of=("self",)))
        Obligation.objects.filter(pk__in=[row.pk for row in rows]).update(state=WAIVED, ended_at=at)
        successors = [_successor(row, row.due_at, row.closes_at, at) for row in rows]
        for row in successors:
            row.workspace = GROUP
        Obligation.objects.bulk_create(successors, ignore_conflicts=True)
        return len(rows)


def reopen(kind: Declared, about: Any, *, at: datetime, **owner: Any) -> int:
    """The newest ended row of each owner is open again, unless one is open; rungs that were sent stay sent."""
    with as_system(HAND):
        rows = _about(kind, about, owner).filter(replaced_by=None).select_for_update(of=("self",)).order_by("-set_at")
        newest: dict[tuple, Obligation] = {}
        for row in rows:
            same = (row.workspace, row.organization_id, row.group_id, row.user_id)
            if row.state == OPEN or same not in newest:
                newest[same] = row
        ended = [row.pk for row in newest.values() if row.state != OPEN]
        return Obligation.objects.filter(pk__in=ended).update(state=OPEN, met_at=None, ended_at=None)


def replace(
    kind: Declared, about: Any, *, due_at: datetime, closes_at: datetime | None, at: datetime, **owner: Any
) -> int:
    """A new day: open rows end, and new ones point back to them."""
    with as_system(HAND):
        rows = list(_about(kind, about, owner).filter(state=OPEN).exclude(due_at=due_at).select_for_update())
        Obligation.objects.filter(pk__in=[row.pk for row in rows]).update(state=WAIVED, ended_at=at)
        for row in rows:
            Obligation.objects.bulk_create([_successor(row, due_at, closes_at, at)])
        return len(rows)


def _successor(row: Obligation, due_at: datetime, closes_at: datetime | None, at: datetime) -> Obligation:
    kept = ("kind", "clause", "title", "url_name", "url_kwargs", "workspace", "organization_id", "group_id", "user_id",
            "subject_kind", "subject_ref", "zone")  # fmt: skip
    fields = {name: getattr(row, name) for name in kept}
    return Obligation(**fields, due_at=due_at, closes_at=closes_at or row.closes_at, set_at=at, replaces=row)


def lapse(*, at: datetime) -> int:
    """What can no longer be done is closed; nobody is reminded of it any more."""
    return Obligation.objects.filter(state=OPEN, closes_at__lt=at).update(state=LAPSED, ended_at=F("closes_at"))


@transaction.atomic
def ensure_rules() -> None:
    """Give every declared ladder its rungs. What the Secretariat switched off stays off; what is new is added."""
    rungs = [ReminderRule(kind=kind.code, offset_days=days) for kind in all_kinds() for days in kind.ladder]
    if not _all_known(rungs):
        ReminderRule.objects.bulk_create(rungs, ignore_conflicts=True)


def _all_known(rungs: list[ReminderRule]) -> bool:
    known = set(ReminderRule.objects.values_list("kind", "offset_days"))
    return all((rung.kind, rung.offset_days) in known for rung in rungs)
