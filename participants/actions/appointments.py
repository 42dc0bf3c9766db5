"""Giving and ending powers. A power ends on a day; nothing is removed."""

from datetime import date, datetime

from django.db import transaction

from pact.access import Actor
from pact.audit import record
from participants import verbs
from participants.models import Appointment, Organization
from participants.queries.held import require_successor
from participants.rules import KEPT


@transaction.atomic
def appoint(
    actor: Actor,
    user,
    organization: Organization | None,
    role: str,
    *,
    from_on: date,
    until_on: date | None = None,
    source: str,
    at: datetime,
) -> Appointment:
    """Give a power; one that is already held until further notice is given back as it is."""
    held = Appointment.objects.filter(user=user, organization=organization, role=role, until_on=None).first()
    if held:
        return held
    appointment = Appointment.objects.create(
        user=user, organization=organization, role=role, from_on=from_on, until_on=until_on, source=source
    )
    organization_id = organization.pk if organization else None
    facts = {"user_id": user.pk, "role": role, "from_on": from_on, "until_on": until_on, "source": source}
    record(actor, verbs.APPOINTED, appointment, at=at, organization_id=organization_id, **facts)
    return appointment


@transaction.atomic
def end(actor: Actor, appointment: Appointment, *, on: date, at: datetime, by_term: bool = False) -> None:
    """End a power: `on` is the first day without it. The last manager and the last signatory need a successor first.

    `by_term`: the power ends with a seat or a participation, which no successor can prevent.
    """
    guarded = appointment.role in (*KEPT, Appointment.Role.SECRETARIAT) and not by_term
    if guarded:
        _one_at_a_time(appointment)
    row = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if row.until_on and row.until_on <= on:
        return
    if guarded:
        require_successor(row, on)
    row.until_on = max(on, row.from_on)
    row.save()
    facts = {"user_id": row.user_id, "role": row.role, "on": on}
    record(actor, verbs.APPOINTMENT_ENDED, row, at=at, organization_id=row.organization_id, **facts)


@transaction.atomic
def end_person(actor: Actor, organization: Organization, user, *, on: date, at: datetime) -> int:
    """End every power of a person in an organization; powers of a seat stay with the seat. Returns how many ended."""
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    rows = Appointment.objects.in_force(on).filter(organization=organization, user=user)
    rows = rows.exclude(role__in=("COMMITTEE", "CHAIR"))
    for row in rows:
        end(actor, row, on=on, at=at)
    return len(rows)


def _one_at_a_time(appointment: Appointment) -> None:
    """Two who end each other's power at once: the second looks when the first is done."""
    if appointment.organization_id:
        Organization.objects.select_for_update(no_key=True).get(pk=appointment.organization_id)
    else:
        staff = Appointment.objects.select_for_update().filter(role=appointment.role, until_on=None)
        list(staff.order_by("pk"))
