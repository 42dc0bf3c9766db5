"""Erasing a person on request: powers and sessions end, the name becomes a number, the address is free."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow
from pact.accounts.models import User
from pact.audit import record
from pact.deadlines.days import day_in
from pact.flow import effects
from pact.persons import actions, verbs
from pact.persons.holdings import Person
from pact.publishing.cache import bump
from participants import access
from participants.actions import appointments
from participants.models import Appointment


@transaction.atomic
def erase(actor: Actor, user: User, *, reason: str, at: datetime) -> dict[str, int]:
    """All of it or nothing. `reason` is a code; the register names the person by number. Returns rows by table."""
    access.ERASE_PERSON.require(actor, user)
    row = User.objects.select_for_update().get(pk=user.pk)
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    against = objections(actor, row, at=at)
    if against:
        raise CannotNow(*against)
    powers = Appointment.objects.filter(user=row).filter(Q(until_on=None) | Q(until_on__gt=day))
    for power in powers.order_by("pk"):
        appointments.end(actor, power, on=day, at=at)
    touched = actions.erase(Person.of(row, at=at), at=at)
    record(actor, verbs.ERASED, row, at=at, reason=reason, rows=touched)
    bump()
    return touched


def objections(actor: Actor, user: User, *, at: datetime) -> list[str]:
    """What has to happen first, in sentences; each floor is asked."""
    if user.email == Person.of(user, at=at).address:
        return [_("This person was erased already.")]
    if user.pk == actor.user_id:
        return [_("Nobody erases himself: ask a colleague of the Secretariat.")]
    return effects.ask("ERASURE_OBJECTIONS", user, day_in(at, settings.SECRETARIAT_TIME_ZONE))
