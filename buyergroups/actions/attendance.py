"""Who says that he comes, and who was there (3.2.1.b, 4.4)."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from buyergroups import access, verbs
from buyergroups.models import Gathering, GatheringAttendance, GroupMembership, WorkingGroupGuest, WorkingGroupMember
from buyergroups.queries.invited import every_organization_named
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines.days import day_in

_S = GatheringAttendance.State


@transaction.atomic
def answer(actor: Actor, gathering: Gathering, *, coming: bool, at: datetime) -> GatheringAttendance:
    """Each answers for himself, and may change his mind until it begins. Who joined after the invitation went out
    answers as well."""
    access.COME_TO_GATHERING.require(actor, gathering)
    # Not locked: a member reads the meeting of his group and changes nothing about it.
    locked = Gathering.objects.get(pk=gathering.pk)
    if locked.state != Gathering.State.PLANNED or locked.ends_at <= at:
        raise CannotNow("Answers are for meetings that are still to come.")
    said = {"state": _S.COMING if coming else _S.NOT_COMING, "answered_at": at}
    row, made = GatheringAttendance.objects.get_or_create(
        gathering=locked,
        user_id=actor.user_id,
        defaults={**said, "name": actor.name[:120], **_comes_for(actor, locked)},
    )
    if not made:
        GatheringAttendance.objects.filter(pk=row.pk).update(**said)
        row.refresh_from_db()
    record(actor, verbs.GATHERING_ANSWERED, locked, at=at, clause="4.4", group_id=locked.group_id, coming=coming)
    return row


def _comes_for(actor: Actor, gathering: Gathering) -> dict:
    """For which organization, or as which guest, somebody comes who was not asked by name."""
    day = day_in(gathering.starts_at, settings.SECRETARIAT_TIME_ZONE)
    if gathering.group_id:
        rows = GroupMembership.objects.active_on(day).filter(group=gathering.group_id)
        mine = rows.filter(organization__in=actor.organization_ids).values_list("organization_id", flat=True)
        own = next(iter(hat.id for hat in actor.organizations), None)
        return {"organization_id": mine.order_by("organization__name").first() or own}
    if gathering.ref in actor.doors and gathering.working_group_id not in actor.working_group_ids:
        guest = WorkingGroupGuest.objects.filter(gathering=gathering, user=actor.user_id, state="ACCEPTED").first()
        return {"guest": guest, "organization_id": guest.organization_id if guest else None}
    seats = WorkingGroupMember.objects.on(day).filter(working_group=gathering.working_group_id, user=actor.user_id)
    return {"organization_id": seats.values_list("organization_id", flat=True).first()}


@transaction.atomic
def attend(
    actor: Actor, gathering: Gathering, present: Iterable[int], others: Iterable[tuple[str, str]] = (), *, at: datetime
) -> None:
    """Who was there of those who were asked (`present`: their numbers), and names by hand with an organization. May be
    done again; the last time counts."""
    access.ARRANGE_GATHERING.require(actor, gathering)
    locked = _locked(gathering)
    if locked.state == Gathering.State.CANCELLED or locked.starts_at > at:
        raise CannotNow("Record who was there once the meeting has begun.")
    there = set(present)
    asked = locked.attendance.exclude(user=None)
    asked.filter(pk__in=there).update(state=_S.ATTENDED)
    asked.exclude(pk__in=there).exclude(state=_S.NOT_COMING).update(state=_S.ABSENT)
    count = _by_hand(locked, list(others))
    facts = {"present": len(there), "by_hand": count}
    record(actor, verbs.GATHERING_ATTENDED, locked, at=at, clause="3.2.1.b", group_id=locked.group_id, **facts)


def _by_hand(gathering: Gathering, others: list[tuple[str, str]]) -> int:
    gathering.attendance.filter(user=None).delete()
    with scope.as_system("attendance"):
        known = every_organization_named(gathering) if others else {}
    rows = [
        GatheringAttendance(
            gathering=gathering, name=name[:120], organization_id=known.get(organization.casefold()), state=_S.ATTENDED
        )
        for name, organization in others
    ]
    GatheringAttendance.objects.bulk_create(rows)
    return len(rows)


def _locked(gathering: Gathering) -> Gathering:
    return Gathering.objects.select_for_update().get(pk=gathering.pk)
