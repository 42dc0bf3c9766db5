"""Screening for a conflict of interest, one mechanism for every door (Pact 2.1.4): taking part, an appointed role
(3.2.3), a group (3.3.3), a vote of the committee."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines import add_months
from participants import access, verbs
from participants.models import Organization, Screening
from participants.rules import CONFLICT_QUESTIONS, is_private, outcome_again, screening_outcome

VALID_MONTHS = 12


@transaction.atomic
def write(
    actor: Actor,
    purpose: str,
    answers: Mapping[str, str],
    *,
    outcome: str,
    evidence: str,
    at: datetime,
    organization: Organization | None = None,
    application_ref: str = "",
    decision_number: str = "",
) -> Screening:
    """One look: answers, evidence, outcome. Whoever calls has asked who may look; clear is good for twelve months."""
    screening = Screening.objects.create(
        organization=organization,
        application_ref=application_ref,
        purpose=purpose,
        answers=dict(answers),
        evidence=evidence,
        outcome=outcome,
        screened_by_id=actor.user_id,
        screened_at=at,
        valid_until=add_months(at.date(), VALID_MONTHS) if outcome == Screening.Outcome.CLEAR else None,
        decision_number=decision_number,
    )
    facts = {"purpose": purpose, "outcome": outcome}
    owner = organization.pk if organization else None
    record(actor, verbs.SCREENED_AT_DOOR, screening, at=at, organization_id=owner, clause="2.1.4", **facts)
    return screening


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
    """Record the answers at the door of a group or of an appointed role, and what follows from them."""
    access.SCREEN.require(actor)
    outcome = screening_outcome(answers, private=is_private(organization.legal_kind))
    return write(actor, purpose, answers, outcome=outcome, evidence=evidence, organization=organization, at=at)


@transaction.atomic
def confirm(
    actor: Actor, organization: Organization, answers: Mapping[str, str], *, evidence: str, at: datetime
) -> Screening:
    """The yearly confirmation of a participant (register I-22): unchanged and clear is clear for twelve months, all
    else a doubt; what follows from a doubt is the committee's, and nothing ends by itself (P10, I-21)."""
    access.CONFIRM.require(actor, organization)
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    purpose = Screening.Purpose.PARTICIPATION
    last = Screening.objects.about(organization.pk).filter(purpose=purpose).first()
    if last and last.asked_at and last.outcome == Screening.Outcome.DOUBT:
        raise CannotNow(_("The Steering Committee has your last answer and decides about it first (Pact 2.1.4)."))
    outcome = outcome_again(answers, last.answers if last else None, last.outcome if last else "")
    if outcome != Screening.Outcome.CLEAR and not evidence.strip():
        raise CannotNow(_("Say in a few words what the Steering Committee should know about it (Pact 2.1.4)."))
    told = {question: answers[question] for question in CONFLICT_QUESTIONS}
    settled = screening_outcome(told) != Screening.Outcome.CLEAR and outcome == Screening.Outcome.CLEAR
    number = last.decision_number if last and settled else ""
    return write(
        actor, purpose, told, outcome=outcome, evidence=evidence, organization=organization,
        decision_number=number, at=at,
    )  # fmt: skip


@transaction.atomic
def ask_committee(actor: Actor, screening: Screening, *, at: datetime) -> Screening:
    """The committee has the question from now on."""
    row = Screening.objects.select_for_update(of=("self",)).get(pk=screening.pk)
    if row.outcome != Screening.Outcome.DOUBT:
        raise CannotNow(_("Only a doubt is put before the Steering Committee (Pact 2.1.4)."))
    row.asked_at = at
    row.save()
    record(actor, verbs.DOUBT_ASKED, row, at=at, organization_id=row.organization_id, clause="2.1.4")
    return row


@transaction.atomic
def settle_doubt(
    actor: Actor, screening: Screening, decision_number: str, *, clear: bool = True, at: datetime
) -> Screening:
    """What the committee decided on a doubt (2.1.4): no conflict, clear for twelve months; or a conflict."""
    access.DECIDED.require(actor)
    row = Screening.objects.select_for_update(of=("self",)).get(pk=screening.pk)
    row.outcome = Screening.Outcome.CLEAR if clear else Screening.Outcome.CONFLICT
    row.valid_until = add_months(at.date(), VALID_MONTHS) if clear else None
    row.decision_number = decision_number
    row.save()
    facts = {"purpose": row.purpose, "outcome": row.outcome, "decision": decision_number}
    record(actor, verbs.SCREENED_AT_DOOR, row, at=at, organization_id=row.organization_id, clause="2.1.4", **facts)
    screening.outcome, screening.valid_until, screening.decision_number = row.outcome, row.valid_until, decision_number
    return row
