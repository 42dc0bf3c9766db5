"""Ordering what is printed."""

from datetime import datetime

from django.db import transaction

from pact.access import Actor
from pact.documents import order
from participants import documents
from participants.models import Participation, SupportLetter


@transaction.atomic
def order_signed_text(actor: Actor, membership: Participation | SupportLetter, *, at: datetime):
    """The text of the version that was signed, with the six fields of its signature block (P18)."""
    signature, organization = membership.signature, membership.organization
    text = signature.text
    facts = {
        "organization": signature.organization_name,
        "slug": organization.slug,
        "ref": membership.ref,
        "name": signature.signer_name,
        "function": signature.signer_title,
        "role": str(membership.get_role_display()),
        "signed_on": signature.signed_on,
        "method": str(signature.get_method_display()),
        "sha256": signature.text_sha256,
        "decision": membership.decision_number,
        "founding": membership.founding,
        "version": text.version,
        "valid_from": text.valid_from,
        "title": text.title,
        "clauses": [dict(clause) for clause in text.clauses],
    }
    return order(documents.SIGNED_TEXT, facts, actor=actor, at=at, about=membership, organization_id=organization.pk)
