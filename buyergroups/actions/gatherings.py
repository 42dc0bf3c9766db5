"""Arranging meetings, sessions and events: inviting, moving, holding, publishing the notes (3.2.1.b, 4.4, P11, P13)."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from buyergroups import access, deadlines, mails, rules, verbs
from buyergroups.flow import GATHERING
from buyergroups.models import Gathering, GatheringAttendance
from buyergroups.queries.gatherings import Home, every_unrecorded, home_of
from buyergroups.queries.invited import every_invited
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in
from pact.publishing import cache

TO_RECORD = timedelta(days=14)
WHEN_AND_WHERE = ("starts_at", "ends_at", "zone", "place", "link")


@transaction.atomic
def arrange(actor: Actor, home: Home, *, at: datetime, **given: Any) -> Gathering:
    """Arrange a meeting; a group and a working group are invited at once, with an entry for their calendars."""
    access.ARRANGE_GATHERING.require(actor, home)
    _fits(given, at)
    if not home.where:
        # An event of the Pact is for everybody (5.2.2, P11).
        given["public"] = True
    gathering = Gathering.objects.create(
        group=home.group, working_group=home.working_group, created_at=at, created_by_id=actor.user_id, **_kept(given)
    )
    record(
        actor, verbs.GATHERING_ARRANGED, gathering, at=at, clause="3.2.1.b", group_id=gathering.group_id,
        kind=gathering.kind, public=gathering.public,
    )  # fmt: skip
    if home.group or home.working_group:
        invite(actor, gathering, at=at)
    cache.bump()
    return gathering


def _kept(given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "title": given["title"].strip()}


def _fits(given: dict[str, Any], at: datetime) -> None:
    faults = rules.faults_of_time(given["starts_at"], given["ends_at"], at)
    if faults:
        raise CannotNow(*faults)


@transaction.atomic
def invite(actor: Actor, gathering: Gathering, *, at: datetime) -> int:
    """Ask everybody who was not asked yet; asking again reaches only those who came since."""
    access.ARRANGE_GATHERING.require(actor, gathering)
    locked = _planned(gathering)
    with scope.as_system("invitations"):
        known = set(locked.attendance.exclude(user=None).values_list("user_id", flat=True))
        asked = [one for one in every_invited(locked, _today(at)) if one.user.pk not in known]
    rows = [
        GatheringAttendance(
            gathering=locked, user=one.user, organization_id=one.organization_id, guest_id=one.guest_id,
            name=one.user.name[:120],
        )
        for one in asked
    ]  # fmt: skip
    GatheringAttendance.objects.bulk_create(rows)
    record(actor, verbs.GATHERING_INVITED, locked, at=at, clause="3.2.1.b", group_id=locked.group_id, asked=len(rows))
    mails.gathering_invited(locked, asked, at=at)
    return len(rows)


@transaction.atomic
def change(actor: Actor, gathering: Gathering, *, at: datetime, **given: Any) -> Gathering:
    """Other words, another time or place. What calendars show raises the SEQUENCE, and who was asked hears it."""
    access.ARRANGE_GATHERING.require(actor, gathering)
    locked = _planned(gathering)
    before = tuple(getattr(locked, name) for name in WHEN_AND_WHERE)
    moved = rules.is_moved(before, tuple(given[name] for name in WHEN_AND_WHERE))
    if moved:
        _fits(given, at)
    for name, value in _kept(given).items():
        setattr(locked, name, value)
    locked.sequence += moved
    locked.save()
    facts = {"moved": moved, "sequence": locked.sequence}
    record(actor, verbs.GATHERING_CHANGED, locked, at=at, clause="3.2.1.b", group_id=locked.group_id, **facts)
    if moved:
        mails.gathering_changed(locked, _asked(locked), at=at)
    cache.bump()
    return locked


@transaction.atomic
def hold(actor: Actor, gathering: Gathering, *, at: datetime) -> Gathering:
    """It took place: from now on its notes may be published."""
    with GATHERING.step("hold", gathering, actor=actor, at=at) as row:
        if row.starts_at > at:
            raise CannotNow("This meeting has not begun yet.")
    _recorded(gathering, at)
    cache.bump()
    return gathering


@transaction.atomic
def cancel(actor: Actor, gathering: Gathering, *, at: datetime) -> Gathering:
    """It does not take place; who was asked is told, and the entry leaves their calendars."""
    with GATHERING.step("cancel", gathering, actor=actor, at=at) as row:
        row.sequence += 1
    mails.gathering_cancelled(gathering, _asked(gathering), at=at)
    _recorded(gathering, at)
    cache.bump()
    return gathering


@transaction.atomic
def note(actor: Actor, gathering: Gathering, *, notes: str, outcomes: str, at: datetime) -> Gathering:
    """Keep notes and outcomes; they may be written until they are published."""
    access.ARRANGE_GATHERING.require(actor, gathering)
    locked = _locked(gathering)
    if locked.notes_published_at:
        raise CannotNow("The notes are published. They stay as they are.")
    if locked.state == Gathering.State.CANCELLED:
        raise CannotNow("This meeting did not take place.")
    locked.notes, locked.outcomes = notes.strip(), outcomes.strip()
    locked.save(update_fields=["notes", "outcomes"])
    record(actor, verbs.GATHERING_NOTED, locked, at=at, clause="3.2.1.b", group_id=locked.group_id)
    return locked


@transaction.atomic
def publish_notes(actor: Actor, gathering: Gathering, *, at: datetime) -> Gathering:
    """6.1.3: everybody reads notes and outcomes from now on; both stay as they are."""
    access.ARRANGE_GATHERING.require(actor, gathering)
    locked = _locked(gathering)
    held, published = locked.state == Gathering.State.HELD, locked.notes_published_at is not None
    faults = rules.in_the_way_of_notes(public=locked.public, held=held, notes=locked.notes, published=published)
    if faults:
        raise CannotNow(*faults)
    locked.notes_published_at = at
    locked.save(update_fields=["notes_published_at"])
    record(actor, verbs.NOTES_PUBLISHED, locked, at=at, clause="6.1.3", group_id=locked.group_id)
    cache.bump()
    return locked


def ask_to_record(*, at: datetime) -> None:
    """Nightly: what has passed is on the tasks of who cares for the group, or of the Secretariat; harmless again."""
    for row in every_unrecorded(at):
        coordinated = row.group is not None and row.group.is_coordinated_on(_today(at))
        deadlines.RECORD_MEETING.set(
            about=row,
            at=at,
            due_at=end_of_day(_today(row.ends_at) + TO_RECORD, settings.SECRETARIAT_TIME_ZONE),
            title=f"Was it held? {row.title}"[:240],
            url_name="buyergroups:gathering-detail",
            url_kwargs={**home_of(row).where, "ref": row.ref},
            workspace="GROUP" if coordinated else "SECRETARIAT",
            group_id=row.group_id,
        )


def _recorded(gathering: Gathering, at: datetime) -> None:
    with scope.as_system("gatherings"):
        deadlines.RECORD_MEETING.meet(gathering, at)


def _locked(gathering: Gathering) -> Gathering:
    return Gathering.objects.select_for_update().get(pk=gathering.pk)


def _planned(gathering: Gathering) -> Gathering:
    locked = _locked(gathering)
    if locked.state != Gathering.State.PLANNED:
        raise CannotNow(f"This meeting is {locked.get_state_display()}: it is not changed any more.")
    return locked


def _asked(gathering: Gathering) -> list[GatheringAttendance]:
    """Everybody with an account who was asked, also who said no."""
    return list(gathering.attendance.exclude(user=None).select_related("user", "guest"))


def _today(at: datetime):
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)
