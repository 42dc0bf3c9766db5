"""Recording a letter that came or went outside this software."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow
from pact.audit import record
from pact.files import store
from participants import access, verbs
from participants.models import Organization, RecordedLetter


@transaction.atomic
def record_letter(
    actor: Actor,
    organization: Organization,
    *,
    direction: str,
    dated: date,
    on: date,
    at: datetime,
    sender: str,
    recipient: str,
    subject: str,
    text: str = "",
    scan: Any = None,
) -> RecordedLetter:
    """Into the record of an organization; `on` is today. The scan is private: the Secretariat's and nobody else's."""
    access.SECRETARIAT.require(actor)
    if dated > on:
        raise CannotNow(_("The day of the letter cannot lie ahead."))
    if not (text.strip() or scan):
        raise CannotNow(_("Enter the words of the letter, or add it as a PDF."))
    stored = store(scan, allow=("pdf",), purpose="participants.letter", actor=actor, at=at) if scan else None
    letter = RecordedLetter.objects.create(
        organization=organization,
        direction=direction,
        dated=dated,
        sender=sender,
        recipient=recipient,
        subject=subject,
        text=text.strip(),
        file=stored,
        recorded_by_id=actor.user_id,
        recorded_at=at,
    )
    facts = {"direction": direction, "dated": dated, "letter": letter.ref}
    record(actor, verbs.LETTER_RECORDED, organization, at=at, organization_id=organization.pk, **facts)
    return letter
