"""Who works in a working group (Pact 4.2): a participant sends its people, one of them carries its voice."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef

from buyergroups import access, deadlines, mails, rules, verbs
from buyergroups.models import Adoption, WorkingGroup, WorkingGroupChair, WorkingGroupMember
from buyergroups.queries import working_groups as queries
from pact.access import Actor, CannotNow, scope
from pact.accounts.models import User
from pact.audit import record
from pact.deadlines.days import day_in
from pact.publishing import cache
from participants.models import Appointment, Organization
from participants.models.participations import no_longer_takes_part


def _day(at: datetime) -> date:
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)


def _one_at_a_time(group_id: int) -> None:
    """Two who join in two windows would both carry the voice."""
    WorkingGroup.objects.select_for_update(no_key=True).get(pk=group_id)


def _sitting(group_id: int, organization_id: int, day: date):
    rows = WorkingGroupMember.objects.filter(working_group=group_id, organization=organization_id)
    return rows.filter(period__contains=day).select_related("organization", "user", "working_group").order_by("pk")


@transaction.atomic
def join(
    actor: Actor, group: WorkingGroup, organization: Organization, user: User, *, at: datetime
) -> WorkingGroupMember:
    """Any participant, at once, by naming one of its people. The first one carries the voice of the organization."""
    access.JOIN_WORKING_GROUP.require(actor, organization)
    _one_at_a_time(group.pk)
    group.refresh_from_db()
    day = _day(at)
    if objection := rules.may_not_join(queries.takes_part(organization.pk, day)):
        raise CannotNow(objection)
    if group.state not in queries.RUNNING:
        raise CannotNow("This working group has not begun, or is closed.")
    if user not in queries.people_to_send(organization, day):
        raise CannotNow(
            "Choose one of the people of your organisation. You can add somebody on the page of your people."
        )
    there = list(_sitting(group.pk, organization.pk, day))
    if any(row.user_id == user.pk for row in there):
        raise CannotNow(f"{user.name} works in this group already.")
    member = WorkingGroupMember.objects.create(
        working_group=group,
        organization=organization,
        user=user,
        voice=not any(row.voice for row in there),
        period=DateRange(day, None),
    )
    facts = {"organization_id": organization.pk, "voice": member.voice}
    record(actor, verbs.WORKING_GROUP_JOINED, member, at=at, clause="4.2", **facts)
    mails.working_group_joined(member, at=at)
    cache.bump()
    return member


@transaction.atomic
def pass_voice(actor: Actor, member: WorkingGroupMember, *, at: datetime) -> WorkingGroupMember:
    """This one carries the voice of the organization from today; the other one stays a member."""
    access.JOIN_WORKING_GROUP.require(actor, member)
    _one_at_a_time(member.working_group_id)
    there = list(_sitting(member.working_group_id, member.organization_id, _day(at)))
    chosen = next((row for row in there if row.pk == member.pk), None)
    if chosen is None:
        raise CannotNow("This person is no longer in the working group.")
    if chosen.voice:
        return chosen
    for row in there:
        if row.voice:
            _with_voice(row, False, at)
    return _given(actor, chosen, at)


def _given(actor: Actor, member: WorkingGroupMember, at: datetime) -> WorkingGroupMember:
    carrying = _with_voice(member, True, at)
    record(actor, verbs.VOICE_PASSED, carrying, at=at, clause="4.2", organization_id=carrying.organization_id)
    return carrying


def _with_voice(row: WorkingGroupMember, voice: bool, at: datetime) -> WorkingGroupMember:
    """A new line from today on, so that who spoke for the organization before stays as it was."""
    day = _day(at)
    if row.period.lower == day:
        row.voice = voice
        row.save(update_fields=["voice"])
        return row
    until = row.period.upper
    row.period = DateRange(row.period.lower, day)
    row.save(update_fields=["period"])
    follows = WorkingGroupMember.objects.create(
        working_group=row.working_group, organization=row.organization, user=row.user, voice=voice,
        period=DateRange(day, until),
    )  # fmt: skip
    for chair in row.chairs.filter(period__upper_inf=True):
        first = max(day, chair.period.lower)
        chair.period = DateRange(chair.period.lower, first)
        chair.save()
        WorkingGroupChair.objects.create(
            working_group=row.working_group, member=follows, election=chair.election, period=DateRange(first, None)
        )
    return follows


@transaction.atomic
def leave(actor: Actor, member: WorkingGroupMember, *, at: datetime) -> None:
    """Out from today on. The chair ends with it (4.3); another one of the organization carries its voice."""
    access.LEAVE_WORKING_GROUP.require(actor, member)
    _one_at_a_time(member.working_group_id)
    day = _day(at)
    row = WorkingGroupMember.objects.select_related("organization", "user", "working_group").get(pk=member.pk)
    if row.period.isempty or (row.period.upper and row.period.upper <= day):
        raise CannotNow("This person is no longer in the working group.")
    row.period = DateRange(row.period.lower, max(day, row.period.lower))
    row.save(update_fields=["period"])
    _end_chair(row, day)
    with scope.as_system("working-group"):
        for vote in _open_votes(row):
            deadlines.ADOPTION_VOTE.waive(deadlines.about_vote(vote), at, user=row.user)
    record(actor, verbs.WORKING_GROUP_LEFT, row, at=at, clause="4.2", organization_id=row.organization_id)
    rest = _sitting(row.working_group_id, row.organization_id, day).first()
    if row.voice and rest:
        _given(actor, rest, at)
    cache.bump()


def _end_chair(row: WorkingGroupMember, day: date) -> None:
    for chair in row.chairs.lasting(day):
        chair.period = DateRange(chair.period.lower, max(day, chair.period.lower))
        chair.save()


def _open_votes(row: WorkingGroupMember):
    adoptions = Adoption.objects.filter(working_group=row.working_group_id, state=Adoption.State.OPEN)
    return [vote for one in adoptions for vote in one.votes.filter(organization=row.organization_id)]


def end_with_participation(*, at: datetime, organization: Organization | None = None) -> int:
    """Who no longer takes part in the Pact is out (4.2, 6.6.1), and so is who no longer acts for the organization he
    sits for: derived from that day on, written down with the end itself and nightly."""
    day = _day(at)
    acts = Appointment.objects.in_force(day).exclude(role__in=("COMMITTEE", "CHAIR"))
    acts = acts.filter(user=OuterRef("user"), organization=OuterRef("organization"))
    rows = WorkingGroupMember.objects.filter(period__upper_inf=True)
    rows = rows.filter(organization=organization) if organization else rows
    over = list(rows.filter(no_longer_takes_part(day) | ~Exists(acts)).order_by("pk"))
    for member in over:
        leave(Actor.hand("end-of-participation"), member, at=at)
    return len(over)


def pass_on(gone: Organization, stays: Organization, *, at: datetime) -> None:
    """Two records of one organization became one: who sat for the duplicate sits for the one that stays."""
    if not queries.takes_part(stays.pk, _day(at)):
        return
    hand = Actor.hand("merge")
    held = WorkingGroupMember.objects.filter(organization=gone, period__contains=_day(at)).select_related("user")
    for row in held.select_related("working_group").order_by("-voice", "pk"):
        there = _sitting(row.working_group_id, stays.pk, _day(at)).filter(user=row.user)
        if row.user in queries.people_to_send(stays, _day(at)) and not there.exists():
            join(hand, row.working_group, stays, row.user, at=at)
