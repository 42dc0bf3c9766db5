"""Making two records of one organization one: both histories stay, and nobody leaves the Pact by it."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines.actions import waive_all_of
from pact.flow import effects
from pact.publishing.cache import bump
from participants import access, flow, mails, queries, verbs
from participants.actions import appointments, listings
from participants.actions.ending import day_of
from participants.models import Appointment, Identifier, Invitation, Organization
from participants.models.participations import EndKind
from participants.queries import merging


@transaction.atomic
def merge(actor: Actor, duplicate: Organization, survivor: Organization, *, at: datetime) -> Organization:
    """The duplicate's roles end as merged, its people and numbers pass, its public address leads to the survivor.

    Not undone: a record that was merged says so for good. Two merges at once come one after the other.
    """
    access.MERGE.require(actor)
    if duplicate.pk == survivor.pk:
        raise CannotNow("Choose another record than this one.")
    day = day_of(at)
    with scope.as_system("merge"):
        gone, stays = _locked(duplicate, survivor)
        if against := merging.objections(gone, stays, day):
            raise CannotNow(*against)
        readers = _readers(gone, stays, day)
        _end_roles(actor, gone, day, at)
        _pass_people(actor, gone, stays, day, at)
        Identifier.objects.filter(organization=gone).update(organization=stays)
        Organization.objects.filter(merged_into=gone).update(merged_into=stays)
        gone.merged_into, gone.merged_on = stays, day
        gone.save()
        effects.follow("MERGE_EFFECTS", gone, stays, at=at)
        waive_all_of(gone.pk, at=at)
        for one in (gone, stays):
            listings.refresh(one)
        bump()
        facts = {"duplicate": gone.slug, "survivor": stays.slug, "clause": "6.4.3"}
        record(actor, verbs.ORGANIZATION_MERGED, gone, at=at, organization_id=gone.pk, **facts)
        record(actor, verbs.DUPLICATE_TAKEN_IN, stays, at=at, organization_id=stays.pk, **facts)
        mails.merged(gone, stays, readers, at=at)
    return stays


def _locked(*pair: Organization) -> list[Organization]:
    """Both, in one order for all, so that two who merge at once never wait for each other in a ring."""
    rows = Organization.objects.select_for_update().filter(pk__in=[one.pk for one in pair]).order_by("pk")
    found = {row.pk: row for row in rows}
    return [found[one.pk] for one in pair]


def _readers(gone: Organization, stays: Organization, day: date) -> list:
    people = (*queries.people_with(gone.pk, day=day), *queries.people_with(stays.pk, ("SIGNATORY", "MANAGER"), day))
    return list({user.pk: user for user in people}.values())


def _end_roles(actor: Actor, gone: Organization, day: date, at: datetime) -> None:
    for role in merging.open_roles(gone, day):
        with flow.flow_of(role).step("merge", role, actor=actor, at=at) as row:
            row.end_kind = EndKind.MERGED
            row.period = DateRange(row.period.lower, day)


def _pass_people(actor: Actor, gone: Organization, stays: Organization, day: date, at: datetime) -> None:
    """Every power goes on at the survivor, for as long as it was given; a seat's powers go with the seat."""
    powers = Appointment.objects.written_for(day).filter(organization=gone).exclude(role__in=("COMMITTEE", "CHAIR"))
    source = f"merged with {gone.slug}"
    for power in powers.select_related("user").order_by("pk"):
        appointments.appoint(
            actor, power.user, stays, power.role, from_on=day, until_on=power.until_on, source=source, at=at
        )
        appointments.end(actor, power, on=day, at=at, by_term=True)
    Invitation.objects.open(at).filter(organization=gone).update(revoked_at=at)
