"""Screening an organization at another door than an application: a group, an appointed role (2.1.4, 3.2.3, 3.3.3)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from pact.access import Actor
from pact.audit import record
from pact.deadlines import add_months
from participants import access, verbs
from participants.models import Organization, Screening
from participants.rules import is_private, screening_outcome

VALID_MONTHS = 12


@transaction.atomic
def screen_organization(
    actor: Actor,
    organization: Organization,
    purpose: str,
    answers: Mapping[str, str],
    *,
    evidence: str,
    at: datetime,
) -> Screening:
    """Record the answers and what follows from them; clear for twelve months."""
    access.SCREEN.require(actor)
    outcome = screening_outcome(answers, private=is_private(organization.legal_kind))
    clear = outcome == Screening.Outcome.CLEAR
    screening = Screening.objects.create(
        organization=organization,
        purpose=purpose,
        answers=dict(answers),
        evidence=evidence,
        outcome=outcome,
        screened_by_id=actor.user_id,
        screened_at=at,
        valid_until=add_months(at.date(), VALID_MONTHS) if clear else None,
    )
    facts = {"purpose": purpose, "outcome": outcome}
    record(actor, verbs.SCREENED_AT_DOOR, screening, at=at, organization_id=organization.pk, clause="2.1.4", **facts)
    return screening


@transaction.atomic
def settle_doubt(actor: Actor, screening: Screening, decision_number: str, *, at: datetime) -> Screening:
    """The committee found no conflict of interest (2.1.4): clear for twelve months, by its decision."""
    access.DECIDED.require(actor)
    row = Screening.objects.select_for_update(of=("self",)).get(pk=screening.pk)
    row.outcome, row.valid_until = Screening.Outcome.CLEAR, add_months(at.date(), VALID_MONTHS)
    row.save()
    facts = {"purpose": row.purpose, "outcome": row.outcome, "decision": decision_number}
    record(actor, verbs.SCREENED_AT_DOOR, row, at=at, organization_id=row.organization_id, clause="2.1.4", **facts)
    screening.outcome, screening.valid_until = row.outcome, row.valid_until
    return row
