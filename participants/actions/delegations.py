"""Appointing another organization for a coordinating role (Pact 3.2.3)."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow
from pact.audit import record
from participants import access, verbs
from participants.models import Delegation, Organization, Participation, Screening, Territory


@transaction.atomic
def appoint_delegate(
    actor: Actor,
    participation: Participation,
    delegate: Organization,
    *,
    territory: Territory | None,
    from_on: date,
    until_on: date | None,
    reasons: str,
    screening: Screening,
    at: datetime,
) -> Delegation:
    """Let a delegate care for the groups of a coordinating participation. It gets no vote, no seat, no participation
    by it, and a conflict of interest shuts this door as every other (2.1.4)."""
    access.DELEGATE.require(actor, participation)
    if participation.role != Participation.Role.COORDINATING:
        raise CannotNow(_("Only a coordinating organisation can appoint another one for its role (Pact 3.2.3)."))
    if screening.outcome != Screening.Outcome.CLEAR or screening.organization_id != delegate.pk:
        raise CannotNow(_("Only an organisation without a conflict of interest can be appointed (Pact 3.2.3)."))
    delegation = Delegation.objects.create(
        participation=participation,
        organization=participation.organization,
        delegate=delegate,
        territory=territory,
        period=DateRange(from_on, until_on),
        reasons=reasons,
        screening=screening,
        state=Delegation.State.ACTIVE,
    )
    facts = {"delegate": delegate.slug, "from_on": from_on, "until_on": until_on}
    record(
        actor, verbs.DELEGATE_APPOINTED, delegation, at=at, organization_id=participation.organization_id,
        clause="3.2.3", **facts,
    )  # fmt: skip
    return delegation
