"""Guests of a working group (Pact 4.4, 2.2.2.b): invited to one session or one document, until a day.

The token stands in the letter and nowhere else: it is made from the row and the installation's key, so that the
reminder can hold it again; the database keeps its hash. A guest sees and comments; nothing here gives a vote."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buyergroups import access, mails, verbs
from buyergroups.flow import GUEST
from buyergroups.models import Gathering, GuestDoor, LibraryVersion, WorkingGroup, WorkingGroupGuest
from buyergroups.queries import guests as queries
from pact.access import Actor, CannotNow, scope
from pact.access.refs import new_ref
from pact.accounts.actions import ensure_user
from pact.audit import record
from pact.deadlines.days import day_in
from participants.models import Organization

A_DAY = 50
MOST_DAYS = 366
GONE = gettext_lazy("This invitation was answered, withdrawn, or has ended. Ask the working group for a new one.")


def _day(at: datetime) -> date:
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)


def token_of(guest_ref: str) -> str:
    return salted_hmac("buyergroups.guest.token", guest_ref, algorithm="sha256").hexdigest()


def hashed(token: str) -> str:
    return salted_hmac("buyergroups.guest", token, algorithm="sha256").hexdigest()


@transaction.atomic
def invite(
    actor: Actor,
    group: WorkingGroup,
    *,
    gathering: Gathering | None = None,
    version: LibraryVersion | None = None,
    name: str,
    email: str,
    organization_name: str,
    organization: Organization | None = None,
    purpose: str,
    until: date,
    at: datetime,
) -> WorkingGroupGuest:
    """By the chair or the Secretariat, for dialogue. A session ends the invitation to it with its own day at latest."""
    access.LEAD_WORKING_GROUP.require(actor, group)
    _may_be_invited(actor, group, gathering, version, email, until, at)
    ref = new_ref()
    guest = WorkingGroupGuest.objects.create(
        ref=ref, working_group=group, gathering=gathering, version=version, name=name, email=email,
        organization_name=organization.name if organization else organization_name, organization=organization,
        purpose=purpose, until=until, token_hash=hashed(token_of(ref)), invited_by_id=actor.user_id, invited_at=at,
    )  # fmt: skip
    facts = {"organization_id": organization.pk} if organization else {}
    record(actor, verbs.GUEST_INVITED, guest, at=at, clause="4.4", door=guest.door, until=until, **facts)
    mails.guest_invited(guest, token_of(ref), at=at)
    return guest


def _may_be_invited(actor, group: WorkingGroup, gathering, version, email: str, until: date, at: datetime) -> None:
    day = _day(at)
    if group.state != WorkingGroup.State.ACTIVE:
        raise CannotNow(_("The working group is not active. Take up its work again first."))
    if gathering is None and version is None:
        raise CannotNow(_("Choose the session or the document of this group that the guest is invited to (Pact 4.4)."))
    owner = gathering.working_group_id if gathering else version.item.working_group_id
    if owner != group.pk:
        raise CannotNow(_("This is not the working group's own. Choose one of its sessions or documents."))
    if gathering and (gathering.state != "PLANNED" or gathering.ends_at <= at):
        raise CannotNow(_("This session is over, or does not take place."))
    if not day <= until <= day + timedelta(days=MOST_DAYS):
        raise CannotNow(_("An invitation ends on a day within a year from today."))
    if gathering and until < gathering.starts_at.date():
        raise CannotNow(_("The session is later than that. Choose its day or a later one."))
    if queries.every_sitting(group, email, day):
        raise CannotNow(_("This person is a member of the working group and needs no invitation."))
    same = WorkingGroupGuest.objects.filter(working_group=group, gathering=gathering, version=version, until__gte=day)
    if same.filter(email__iexact=email, state__in=("INVITED", "ACCEPTED")).exists():
        raise CannotNow(_("This person is invited to it already."))
    sent = WorkingGroupGuest.objects.filter(invited_by_id=actor.user_id, invited_at__gt=at - timedelta(days=1))
    if not actor.system and sent.count() >= A_DAY:
        raise CannotNow(_("Fifty invitations a day are the limit. Go on tomorrow."))


def _usable(guest: WorkingGroupGuest, at: datetime) -> None:
    if guest.state != WorkingGroupGuest.State.INVITED or guest.until < _day(at):
        raise CannotNow(GONE)


@transaction.atomic
def accept(guest: WorkingGroupGuest, *, at: datetime):
    """By whoever has the letter: an account, and the key to this one thing. Returns the user."""
    _usable(guest, at)
    with scope.as_system("invitation"):
        user = ensure_user(guest.email, name=guest.name, at=at)
        hand = Actor(user_id=user.pk, name=user.name, email=user.email, doors=frozenset({guest.token_hash}))
        with GUEST.step("accept", guest, actor=hand, at=at) as row:
            row.user, row.answered_at = user, at
        GuestDoor.objects.create(
            guest=guest, user=user, working_group_id=guest.working_group_id, door=guest.door, until=guest.until
        )
        mails.guest_answered(guest, accepts=True, at=at)
    return user


@transaction.atomic
def decline(guest: WorkingGroupGuest, *, at: datetime) -> None:
    _usable(guest, at)
    with scope.as_system("invitation"):
        with GUEST.step("decline", guest, actor=Actor.hand("guest"), at=at) as row:
            row.answered_at = at
        mails.guest_answered(guest, accepts=False, at=at)


@transaction.atomic
def withdraw(actor: Actor, guest: WorkingGroupGuest, *, at: datetime) -> None:
    """At once: the door is closed, and he hears of it."""
    with GUEST.step("withdraw", guest, actor=actor, at=at):
        GuestDoor.objects.filter(guest=guest).delete()
    mails.guest_withdrawn(guest, at=at)


def withdraw_all(actor: Actor, group: WorkingGroup, *, at: datetime) -> None:
    rows = queries.guests(actor).filter(working_group=group, state__in=("INVITED", "ACCEPTED"), until__gte=_day(at))
    for guest in rows.order_by("pk"):
        withdraw(actor, guest, at=at)


def remind_due(*, at: datetime) -> int:
    """Nightly: who has not answered hears once more, seven days before. A letter with the same key leaves once."""
    found = queries.every_unanswered(at)
    for guest in found:
        mails.guest_invited(guest, token_of(guest.ref), again=True, at=at)
    return len(found)
