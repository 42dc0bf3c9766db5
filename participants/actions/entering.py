"""Entering a participation or a letter of support: what a signature stands for, shown to the world at once."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow
from pact.audit import record
from pact.files.models import StoredFile
from pact.publishing.cache import bump
from participants import verbs
from participants.actions import listings
from participants.models import Organization, PactText, Participation, Screening, Signature, SupportLetter
from participants.rules import letter_of_support, undertakings


def text_in_force(on: date) -> PactText:
    """The version that somebody signs on a day."""
    return PactText.objects.in_force(on).first()


@transaction.atomic
def found(
    actor: Actor,
    organization: Organization,
    role: str,
    *,
    signer_name: str,
    signer_title: str,
    signed_at: datetime,
    at: datetime,
    text: PactText | None = None,
    signer_email: str = "",
    scan: StoredFile | None = None,
    screening: Screening | None = None,
) -> Participation | SupportLetter:
    """Record a founding signer: before there was a committee nobody could decide on it (register I-8)."""
    text = text or text_in_force(signed_at.date())
    signature = Signature.objects.create(
        organization=organization,
        organization_name=organization.name,
        signer_name=signer_name,
        signer_title=signer_title,
        signer_email=signer_email,
        role=role,
        signed_on=signed_at.date(),
        signed_at=signed_at,
        method=Signature.Method.PAPER,
        text=text,
        text_sha256=text.sha256,
        evidence={"recorded": "founding signature", **({"file_sha256": scan.sha256} if scan else {})},
        scan=scan,
    )
    return enter(actor, organization, signature, at=at, founding=True, screening=screening)


@transaction.atomic
def enter(
    actor: Actor,
    organization: Organization,
    signature: Signature,
    *,
    at: datetime,
    decision_number: str = "",
    founding: bool = False,
    screening: Screening | None = None,
) -> Participation | SupportLetter:
    """Make the participation, or the letter of support, that a signature stands for, and show it to the world.

    `screening`: the clear one without which nobody but a founding signer takes part (2.1.4)."""
    facts = {
        "organization": organization,
        "signature": signature,
        "text": signature.text,
        "period": DateRange(_first_day(organization, signature), None),
        "approved_at": at,
        "decision_number": decision_number,
        "founding": founding,
    }
    if signature.role == "SUPPORTER":
        row = SupportLetter.objects.create(**_letter(signature), **facts)
        verb = verbs.SUPPORT_BEGUN
    else:
        row = Participation.objects.create(role=signature.role, screening=screening, **facts)
        verb = verbs.PARTICIPATION_BEGUN
    listings.refresh(organization)
    bump()
    facts = {"role": signature.role, "decision": decision_number, "founding": founding}
    record(actor, verb, row, at=at, organization_id=organization.pk, clause="6.4.3", **facts)
    return row


def _first_day(organization: Organization, signature: Signature) -> date:
    """The day of the signature; where the other part ended later, the day it ended: never both at once (2.2.1)."""
    other = Participation if signature.role == "SUPPORTER" else SupportLetter
    rows = other.objects.filter(organization=organization, period__endswith__isnull=True)
    if rows.exists():
        raise CannotNow(_("Nobody is participant and supporter at the same time (2.2.1). End the other one first."))
    ends = other.objects.filter(organization=organization).aggregate(last=Max("period__endswith"))
    return max(day for day in (signature.signed_on, ends["last"]) if day)


def _letter(signature: Signature) -> dict:
    """The three undertakings of 2.2.2 and the letter as it was signed; the signature keeps name and text for good."""
    given = undertakings(signature.text.clauses)
    letter = letter_of_support(signature.organization_name, given)
    return {"undertakings": given, "letter": letter, "letter_sha256": hashlib.sha256(letter.encode()).hexdigest()}
