"""What a supporter tells of its year, and what is agreed with it about marketing (Pact 2.2.2 a and c)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow
from pact.audit import record
from pact.publishing.cache import bump
from participants import access, queries, verbs
from participants.models import MarketingException, Organization, PromotionNote


@transaction.atomic
def tell_promotion(
    actor: Actor, organization: Organization, year: int, text: str, *, on: date, at: datetime
) -> PromotionNote:
    """What it did in a year to promote the Pact (2.2.2 a): optional, once a year, public as it was sent."""
    access.EDIT_ORGANIZATION.require(actor, organization)
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)  # two who send at once: one by one
    if year not in queries.years_to_tell(queries.support_record(organization, on), on):
        raise CannotNow(_("A supporter tells about this year and the last, once each (2.2.2 a)."))
    if not text.strip():
        raise CannotNow(_("Write in a few sentences what you did."))
    note = PromotionNote.objects.create(
        organization=organization, year=year, text=text.strip(), sent_at=at, sent_by_id=actor.user_id
    )
    bump()
    facts = {"organization_id": organization.pk, "clause": "2.2.2.a", "year": year}
    record(actor, verbs.PROMOTION_TOLD, note, at=at, **facts)
    return note


@transaction.atomic
def agree_exception(
    actor: Actor,
    organization: Organization,
    *,
    scope: str,
    from_on: date,
    until_on: date,
    agreed_by,
    agreed_for: str = "",
    decision_number: str = "",
    at: datetime,
) -> MarketingException:
    """Marketing or sales that was agreed with a supporter (2.2.2 c): for what, until when, by whom; public at once."""
    access.SECRETARIAT.require(actor)
    if queries.supporter_now(organization.slug) is None:
        raise CannotNow(_("Only with a supporter can an exception from its undertaking be agreed (2.2.2 c)."))
    if until_on < from_on:
        raise CannotNow(_("The last day of the exception cannot lie before its first day."))
    if decision_number and not agreed_for:
        raise CannotNow(_("Say for whom it was agreed: whose decision it is (2.2.2 c)."))
    row = MarketingException.objects.create(
        organization=organization,
        scope=scope.strip(),
        from_on=from_on,
        until_on=until_on,
        agreed_by=agreed_by,
        agreed_for=agreed_for,
        decision_number=decision_number,
        recorded_by_id=actor.user_id,
        recorded_at=at,
    )
    bump()
    facts = {"from_on": from_on, "until_on": until_on, "agreed_for": agreed_for, "decision": decision_number}
    record(
        actor, verbs.EXCEPTION_AGREED, row, at=at, organization_id=organization.pk, clause="2.2.2.c", **facts
    )  # fmt: skip
    return row


@transaction.atomic
def end_exception(
    actor: Actor, exception: MarketingException, reason: str, *, on: date, at: datetime
) -> MarketingException:
    """Before its last day, with a reason that is public. What was agreed stays as it was; a correction is a new row."""
    access.SECRETARIAT.require(actor)
    row = MarketingException.objects.select_for_update(of=("self",)).get(pk=exception.pk)
    if row.ended_on or on > row.until_on:
        raise CannotNow(_("This exception is over already."))
    if not reason.strip():
        raise CannotNow(_("Say why it ends: the reason is public."))
    row.ended_on, row.end_reason, row.ended_by_id, row.ended_at = on, reason.strip(), actor.user_id, at
    row.save()
    bump()
    record(actor, verbs.EXCEPTION_ENDED, row, at=at, organization_id=row.organization_id, clause="2.2.2.c", ended_on=on)
    return row
