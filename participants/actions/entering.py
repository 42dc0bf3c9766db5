"""Entering a participation or a letter of support: what a signature stands for, shown to the world at once."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from pact.access import Actor
from pact.audit import record
from pact.publishing.cache import bump
from participants import verbs
from participants.actions import listings
from participants.models import Organization, PactText, Participation, Signature, SupportLetter

UNDERTAKINGS = ("2.2.2.a", "2.2.2.b", "2.2.2.c")


def text_in_force(on: date) -> PactText:
    """The version that somebody signs on a day."""
    return PactText.objects.filter(valid_from__lte=on).order_by("-version").first()


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
) -> Participation | SupportLetter:
    """Record a founding signer: before there was a committee nobody could decide on it (register I-8)."""
    text = text or text_in_force(signed_at.date())
    signature = Signature.objects.create(
        organization=organization,
        organization_name=organization.name,
        signer_name=signer_name,
        signer_title=signer_title,
        role=role,
        signed_on=signed_at.date(),
        signed_at=signed_at,
        method=Signature.Method.PAPER,
        text=text,
        text_sha256=text.sha256,
        evidence={"recorded": "founding signature"},
    )
    return enter(actor, organization, signature, at=at, founding=True)


@transaction.atomic
def enter(
    actor: Actor,
    organization: Organization,
    signature: Signature,
    *,
    at: datetime,
    decision_number: str = "",
    founding: bool = False,
) -> Participation | SupportLetter:
    """Make the participation, or the letter of support, that a signature stands for, and show it to the world."""
    facts = {
        "organization": organization,
        "signature": signature,
        "period": DateRange(signature.signed_on, None),
        "approved_at": at,
        "decision_number": decision_number,
        "founding": founding,
    }
    if signature.role == "SUPPORTER":
        row = SupportLetter.objects.create(undertakings=_undertakings(signature.text), **facts)
        verb = verbs.SUPPORT_BEGUN
    else:
        row = Participation.objects.create(role=signature.role, text=signature.text, **facts)
        verb = verbs.PARTICIPATION_BEGUN
    listings.refresh(organization)
    bump()
    facts = {"role": signature.role, "decision": decision_number, "founding": founding}
    record(actor, verb, row, at=at, organization_id=organization.pk, clause="6.4.3", **facts)
    return row


def _undertakings(text: PactText) -> list[dict]:
    """The three undertakings of 2.2.2 in the words of the text signed."""
    words = {clause["id"]: clause["text"].rstrip(";.") for clause in text.clauses}
    return [{"clause": clause, "text": words[clause]} for clause in UNDERTAKINGS]
