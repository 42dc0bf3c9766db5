"""Handing over: somebody leaves an organization; each power goes to a colleague, to somebody invited, or ends."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow
from pact.audit import record
from participants import access, mails, queries, verbs
from participants.actions import appointments, invitations
from participants.models import Appointment, Organization
from participants.rules import INVITED


@transaction.atomic
def hand_over(
    actor: Actor,
    organization: Organization,
    to: Mapping[str, str],
    *,
    on: date,
    at: datetime,
    invitee: Mapping[str, str] | None = None,
) -> int:
    """Give on what this person may do here, power by power: all of it or nothing.

    `to`: role → ref of a colleague, INVITED, or "" (it ends). What goes to somebody invited stays until he accepts,
    so that nothing is without an owner meanwhile. Returns how many powers still stay.
    """
    access.HAND_OVER.require(actor, organization)
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)  # two who leave at once: one by one
    powers = {power.role: power for power in queries.powers_of(actor.user_id, organization, on)}
    if set(to) != set(powers):
        raise CannotNow(_("What you may do here was changed meanwhile. Open the page again."))
    waiting = [role for role in powers if to[role] == INVITED]
    given = {role: _colleague(actor, organization, ref, on) for role, ref in to.items() if ref and ref != INVITED}
    for role, user in given.items():
        appointments.appoint(actor, user, organization, role, from_on=on, source="handed over", at=at)
    if waiting:
        invitations.invite(actor, organization, **(invitee or {}), roles=waiting, successor_of=actor.user_id, at=at)
    for role, power in powers.items():
        if role not in waiting:
            appointments.end(actor, power, on=on, at=at)
    facts = {"given": {role: user.pk for role, user in given.items()}, "waiting": waiting}
    record(actor, verbs.HANDED_OVER, organization, at=at, organization_id=organization.pk, **facts)
    _tell(actor, organization, given, waiting, on, at)
    return len(waiting)


def _colleague(actor: Actor, organization: Organization, ref: str, on: date):
    user = queries.person_of(organization, ref, on)
    if user is None or not user.is_active or user.pk == actor.user_id:
        raise CannotNow(_("One of the colleagues you chose is no longer here. Open the page again."))
    return user


def _tell(actor: Actor, organization: Organization, given: Mapping, waiting: list[str], on: date, at: datetime) -> None:
    """One letter to each who takes something over, and to those who manage the people that stay."""
    managers = queries.people_with(organization.pk, ("MANAGER",), on)
    readers = {user.pk: user for user in (*given.values(), *managers)}
    readers.pop(actor.user_id, None)
    for user in readers.values():
        yours = [_words(role) for role, one in given.items() if one.pk == user.pk]
        others = [f"{_words(role)}: {one.name}" for role, one in given.items() if one.pk != user.pk]
        others += [_("%(power)s: an invited colleague") % {"power": _words(role)} for role in waiting]
        mails.handed_over(organization, user, leaver=actor.name, yours=yours, others=others, at=at)


def _words(role: str) -> str:
    return str(Appointment.Role(role).label)
