"""Asking, joining, not joining, admitting (Pact 3.3.1, 3.3.3)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from buyergroups import access, deadlines, mails, verbs
from buyergroups.flow import MEMBERSHIP
from buyergroups.models import BuyerGroup, GroupMembership
from buyergroups.queries.onboarding import JOIN
from governance.actions import matters
from governance.models import Matter
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.publishing import cache
from participants.actions import listings, onboarding
from participants.models import Organization, Participation, Screening


def _day(at: datetime) -> date:
    return at.astimezone(ZoneInfo(settings.SECRETARIAT_TIME_ZONE)).date()


@transaction.atomic
def ask_to_join(
    group: BuyerGroup, organization: Organization, *, actor: Actor | None = None, at: datetime, wished: bool = False
):
    """Ask a participant whose territory is covered; asking twice changes nothing. `wished`: its application named
    this group, which the task and the trail say."""
    _one_at_a_time(organization)
    known = GroupMembership.objects.filter(group=group, organization=organization).exclude(state="ENDED").first()
    if known:
        return known
    membership = GroupMembership.objects.create(
        group=group, organization=organization, state=GroupMembership.State.ASKED, primary=False, asked_at=at
    )
    hand = actor or Actor.hand("group-matching")
    facts = {"organization_id": organization.pk, "group_id": group.pk} | ({"wished": True} if wished else {})
    record(hand, verbs.ASKED_TO_JOIN, membership, at=at, clause="3.3.1", **facts)
    deadlines.JOIN_GROUP.set(
        about=membership,
        at=at,
        title=f"Join {group.name}{', as you wished' if wished else ''}, or say why not",
        url_name="buyergroups:membership-answer",
        url_kwargs={"org": organization.slug, "ref": membership.ref},
        organization_id=organization.pk,
    )
    mails.asked_to_join(membership, at=at)
    return membership


@transaction.atomic
def join(actor: Actor, membership: GroupMembership, *, at: datetime) -> GroupMembership:
    """Join. The first group an organization joins becomes its primary one, which receives its figures.

    Asking twice gives the same answer: who is in already stays in."""
    access.ANSWER_FOR_ORGANIZATION.require(actor, membership)
    _one_at_a_time(membership.organization)
    membership.refresh_from_db()
    if membership.state == GroupMembership.State.ACTIVE:
        return membership
    _may_join(membership, _day(at))
    with MEMBERSHIP.step("join", membership, actor=actor, at=at) as row:
        row.period = DateRange(_day(at), None)
        row.reason_not_joined = ""
        row.primary = not _has_primary(row.organization_id)
    _settled(membership, at)
    onboarding.done(actor, membership.organization, JOIN.code, at=at)
    mails.joined(membership, at=at)
    return membership


def _one_at_a_time(organization: Organization) -> None:
    """Two groups answered in two windows would both become the primary one."""
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)


def _may_join(membership: GroupMembership, day: date) -> None:
    """A participant joins by its participation, which was screened; everybody else is let in by the coordinator."""
    if membership.group.state == BuyerGroup.State.CLOSED:
        raise CannotNow("This group is closed.")
    takes_part = Participation.objects.on(day).filter(organization_id=membership.organization_id)
    if membership.basis == GroupMembership.Basis.NON_PARTICIPANT or not takes_part.exists():
        raise CannotNow("Only participants of the Pact join a group this way (Pact 3.3.1).")


def _has_primary(organization_id: int) -> bool:
    return GroupMembership.objects.filter(
        organization_id=organization_id, state="ACTIVE", primary=True, kind="MEMBER"
    ).exists()


@transaction.atomic
def decline(actor: Actor, membership: GroupMembership, reason: str, *, at: datetime) -> GroupMembership:
    """Not joining needs a reason (3.3.1: all participants join a buyer group if available)."""
    if not reason.strip():
        raise CannotNow("Say in a few words why your organisation does not join (Pact 3.3.1).")
    with MEMBERSHIP.step("decline", membership, actor=actor, at=at, reason=reason) as row:
        row.reason_not_joined = reason.strip()
    _settled(membership, at)
    asked = GroupMembership.objects.filter(organization=membership.organization, state=GroupMembership.State.ASKED)
    if not asked.exists():
        onboarding.aside(actor, membership.organization, JOIN.code, reason, at=at)
    return membership


def _settled(membership: GroupMembership, at: datetime) -> None:
    deadlines.JOIN_GROUP.meet(membership, at)
    relist(membership.organization)


@transaction.atomic
def admit_non_participant(
    actor: Actor, group: BuyerGroup, organization: Organization, kind: str, screening: Screening, *, at: datetime
) -> GroupMembership:
    """3.3.3: as member or observer, only with a clear screening; a conflict passes no door (2.1.4)."""
    membership = invite(actor, group, organization, kind, screening, at=at)
    return let_in(actor, membership, at=at)


@transaction.atomic
def invite(
    actor: Actor, group: BuyerGroup, organization: Organization, kind: str, screening: Screening, *, at: datetime
) -> GroupMembership:
    """Somebody from outside the Pact at the door, with its screening; nobody is at one door twice."""
    access.COORDINATE.require(actor, group)
    if screening.outcome == Screening.Outcome.CONFLICT or screening.organization_id != organization.pk:
        raise CannotNow("Only an organisation without a conflict of interest can join (Pact 3.3.3).")
    _one_at_a_time(organization)
    if GroupMembership.objects.filter(group=group, organization=organization).exclude(state="ENDED").exists():
        raise CannotNow(f"{organization.name} is in this group, or was asked to join it.")
    return GroupMembership.objects.create(
        group=group,
        organization=organization,
        kind=kind,
        basis=GroupMembership.Basis.NON_PARTICIPANT,
        primary=False,
        state=GroupMembership.State.INVITED,
        screening=screening,
        asked_at=at,
    )


@transaction.atomic
def let_in(actor: Actor, membership: GroupMembership, *, at: datetime) -> GroupMembership:
    """Through the door, if the screening is clear and not older than twelve months."""
    day, screening = _day(at), membership.screening
    if screening.outcome != Screening.Outcome.CLEAR:
        raise CannotNow("Only an organisation without a conflict of interest can join (Pact 3.3.3).")
    if screening.valid_until and screening.valid_until < day:
        raise CannotNow("The check for a conflict of interest is older than twelve months. Check again (Pact 2.1.4).")
    with MEMBERSHIP.step("admit", membership, actor=actor, at=at, kind=membership.kind) as row:
        row.period = DateRange(day, None)
        row.primary = row.kind == "MEMBER" and not _has_primary(row.organization_id)
    relist(membership.organization)
    return membership


@transaction.atomic
def renew(
    actor: Actor, membership: GroupMembership, screening: Screening, reason: str, *, at: datetime
) -> GroupMembership:
    """After a yearly look (2.1.4): clear it stays, in doubt the look waits for the committee, a conflict ends it."""
    row = GroupMembership.objects.select_for_update(of=("self",)).select_related("organization").get(pk=membership.pk)
    owner = {"organization_id": row.organization_id, "group_id": row.group_id}
    conflict = screening.outcome == Screening.Outcome.CONFLICT
    facts = {"outcome": screening.outcome, "reason": reason if conflict else ""}
    record(actor, verbs.CHECKED_AGAIN, row, at=at, clause="2.1.4", **facts, **owner)
    deadlines.CHECK_MEMBER_AGAIN.meet(row, at)
    if screening.outcome == Screening.Outcome.DOUBT:
        row.next_screening = screening
    else:
        row.next_screening = None
        row.screening = row.screening if conflict else screening
    row.save()
    return end(actor, row, at=at) if conflict else row


@transaction.atomic
def keep_out(actor: Actor, membership: GroupMembership, reason: str, *, at: datetime) -> GroupMembership:
    """The committee saw a conflict of interest."""
    with MEMBERSHIP.step("keep_out", membership, actor=actor, at=at, reason=reason) as row:
        row.reason_not_joined = reason
    return membership


@transaction.atomic
def withdraw(actor: Actor, membership: GroupMembership, *, at: datetime) -> GroupMembership:
    """Nobody is asked any more, nobody waits at the door: the group closed, or leaves the area. A doubt that the
    committee has before it (2.1.4) is taken back."""
    with scope.as_system("questions") as hand:
        for matter in Matter.objects.filter(subject_ref=membership.ref, kind="GROUP_DOUBT", state=Matter.State.OPEN):
            matters.withdraw(hand, matter, at=at)
    with MEMBERSHIP.step("withdraw", membership, actor=actor, at=at) as row:
        row.period = DateRange(_day(at), _day(at))
        row.reason_not_joined = ""
    deadlines.JOIN_GROUP.waive(membership, at)
    return membership


@transaction.atomic
def end(actor: Actor, membership: GroupMembership, *, at: datetime) -> GroupMembership:
    """Leave, or be taken off; what was reported stays with the group. Another group becomes the primary one."""
    _one_at_a_time(membership.organization)
    was_primary = membership.primary
    with MEMBERSHIP.step("end", membership, actor=actor, at=at) as row:
        row.period = DateRange(row.period.lower, max(_day(at), row.period.lower))
        row.primary = False
    deadlines.CHECK_MEMBER_AGAIN.waive(membership, at)
    if was_primary:
        with scope.as_system("primary-group"):
            _name_next_primary(membership.organization_id)
    relist(membership.organization)
    return membership


def _name_next_primary(organization_id: int) -> None:
    rest = GroupMembership.objects.filter(organization_id=organization_id, state="ACTIVE", kind="MEMBER")
    if following := rest.order_by("period", "pk").first():
        following.primary = True
        following.save()


def end_with_participation(*, at: datetime, organization: Organization | None = None) -> int:
    """Who no longer takes part in the Pact leaves the groups it joined as a participant (6.6.1), and is asked to join
    none; with the end itself, and nightly. A membership rests on taking part, in whatever role (3.3.1)."""
    day = _day(at)
    rows = GroupMembership.objects.filter(basis=GroupMembership.Basis.PARTICIPANT)
    rows = rows.filter(organization=organization) if organization else rows
    over = rows.exclude(organization__participations__in=Participation.objects.on(day)).select_related("organization")
    rested = list(over.filter(state="ACTIVE"))
    for membership in rested:
        end(Actor.hand("end-of-participation"), membership, at=at)
    for membership in over.filter(state="ASKED"):
        deadlines.JOIN_GROUP.waive(membership, at)
    return len(rested)


def relist(organization: Organization) -> None:
    """Push the groups of an organization down to the public list."""
    with scope.as_system("listing"):
        rows = GroupMembership.objects.filter(organization=organization, state="ACTIVE").select_related("group")
        groups = [{"slug": row.group.slug, "name": row.group.name} for row in rows.order_by("-primary", "group__name")]
        listings.note(organization, groups=groups)
    cache.bump()
