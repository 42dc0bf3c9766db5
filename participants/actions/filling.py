"""What an application says, as columns: filled from its answers when it is received (Pact 6.4.1)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow
from participants.actions import screenings
from participants.actions.reviewing import refuse_participant
from participants.models import Application, Screening, Territory
from participants.rules import is_private, screening_outcome, ways_open


def fill(application: Application, at: datetime) -> None:
    """The columns and the conflict check, from the answers. What is missing is said in one sentence each."""
    organization = application.answers.get("organization", {})
    eligibility = application.answers.get("eligibility", {})
    signatory = application.answers.get("signatory", {})
    application.organization_name = organization.get("name", "").strip()[:200]
    application.legal_kind = _legal_kind(application)
    application.country = organization.get("country", "")
    application.territory = Territory.objects.filter(code=organization.get("territory") or application.country).first()
    application.contact_name = signatory.get("contact_name", "").strip()[:120]
    application.contact_email = signatory.get("contact_email", "").strip()
    gaps = [
        name
        for name in ("organization_name", "legal_kind", "contact_name", "contact_email")
        if not getattr(application, name)
    ]
    if gaps:
        raise CannotNow(_("The application is not complete yet. Open each step that is not done."))
    if application.kind == Application.Kind.PARTICIPANT:
        _screen(application, eligibility, at)
    else:
        refuse_participant(application, application.organization)
    application.save()


def _legal_kind(application: Application) -> str:
    """What it said where it answered the questions of 2.1.4; an answer left from another way says nothing there."""
    asked = ("organization", "eligibility")
    steps = reversed(asked) if application.kind == Application.Kind.PARTICIPANT else asked
    return next((kind for step in steps if (kind := application.answers.get(step, {}).get("legal_kind"))), "")


def _screen(application: Application, eligibility: Mapping[str, Any], at: datetime) -> None:
    roles = list(application.roles.values_list("role", flat=True))
    outcome = screening_outcome(eligibility, private=is_private(application.legal_kind))
    if sorted(ways_open(roles, {**eligibility, "legal_kind": application.legal_kind})) != sorted(roles):
        raise CannotNow(
            _("With these answers the organisation cannot take part in this way. It can support the Pact (2.2).")
        )
    application.screening = screenings.write(
        Actor.at_the_door(application.key),
        Screening.Purpose.PARTICIPATION,
        eligibility,
        outcome=outcome,
        evidence=eligibility.get("explanation", ""),
        organization=application.organization,
        application_ref=application.key,
        at=at,
    )
