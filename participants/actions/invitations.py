"""Inviting a colleague (Security E4): a token in one letter, hashed here, fourteen days, one use, by POST only."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow, scope
from pact.access.refs import new_ref
from pact.accounts.actions import ensure_user
from pact.audit import record
from participants import access, mails, verbs
from participants.actions import appointments, onboarding
from participants.models import Appointment, Invitation, Organization
from participants.queries.onboarding import COLLEAGUE

DAYS = 14
A_DAY = 20
TOKEN_LENGTH = 52  # of 30 letters each: more than 255 bits


@transaction.atomic
def invite(
    actor: Actor,
    organization: Organization,
    *,
    email: str,
    name: str,
    roles: list[str],
    at: datetime,
    function: str = "",
    successor_of: int | None = None,
) -> Invitation:
    """M8. The same address is asked again by a new letter; the earlier one is void from then on."""
    access.MANAGE_ORGANIZATION.require(actor, organization)
    if not roles:
        raise CannotNow(_("Choose what this person may do."))
    sent = Invitation.objects.filter(invited_by_id=actor.user_id, invited_at__gt=at - timedelta(days=1)).count()
    if sent >= A_DAY:
        raise CannotNow(_("Twenty invitations a day are the limit. Go on tomorrow."))
    earlier = Invitation.objects.open(at).filter(organization=organization, email__iexact=email)
    earlier.update(revoked_at=at)
    token = new_ref(TOKEN_LENGTH)
    row = Invitation.objects.create(
        organization=organization,
        email=email,
        name=name,
        function=function,
        roles=roles,
        token_hash=hashed(token),
        invited_by_id=actor.user_id,
        invited_at=at,
        expires_at=at + timedelta(days=DAYS),
        successor_of_id=successor_of,
    )
    words = [str(Appointment.Role(role).label) for role in roles]
    mails.invitation(row, token, inviter=actor.name, roles=words, at=at)
    onboarding.done(actor, organization, COLLEAGUE.code, at=at)
    record(actor, verbs.INVITED, row, at=at, organization_id=organization.pk, roles=roles)
    return row


@transaction.atomic
def accept(invitation: Invitation, *, at: datetime):
    """By the person who has the letter: account and powers in one step. Returns the user.

    The token stands for the address; nobody else's account gets anything by it.
    """
    row = Invitation.objects.select_for_update(of=("self",)).select_related("organization").get(pk=invitation.pk)
    if row.accepted_at:
        return row.accepted_by  # the button was pressed twice: one acceptance
    if row.revoked_at or row.expires_at <= at:
        raise CannotNow(_("This invitation was used, withdrawn, or is older than 14 days. Ask for a new one."))
    with scope.as_system("invitation"):
        user = ensure_user(row.email, name=row.name, function=row.function, at=at, time_zone=row.organization.time_zone)
        row.accepted_at, row.accepted_by = at, user
        row.save()
        source = f"invitation {row.ref}"
        hand = Actor(user_id=user.pk, name=user.name, email=user.email)
        for role in row.roles:
            appointments.appoint(hand, user, row.organization, role, from_on=at.date(), source=source, at=at)
        _end_of_predecessor(hand, row, user, at)
        record(hand, verbs.INVITATION_ACCEPTED, row, at=at, organization_id=row.organization_id)
    return user


def _end_of_predecessor(hand: Actor, invitation: Invitation, user, at: datetime) -> None:
    """Somebody handed his powers over to the one who was invited: they end now that there is a successor."""
    if invitation.successor_of_id in (None, user.pk):
        return
    held = Appointment.objects.in_force(at.date()).filter(user=invitation.successor_of_id, role__in=invitation.roles)
    for power in held.filter(organization=invitation.organization):
        appointments.end(hand, power, on=at.date(), at=at)


@transaction.atomic
def revoke(actor: Actor, invitation: Invitation, *, at: datetime) -> None:
    access.MANAGE_ORGANIZATION.require(actor, invitation)
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if row.accepted_at:
        raise CannotNow(_("This invitation was accepted already. End the person's role instead."))
    if row.revoked_at is None:
        row.revoked_at = at
        row.save()
        record(actor, verbs.INVITATION_REVOKED, row, at=at, organization_id=row.organization_id)


def hashed(token: str) -> str:
    return salted_hmac("participants.invitation", token, algorithm="sha256").hexdigest()
