"""Ordering what is printed."""

from datetime import datetime

from django.db import transaction

from pact.access import Actor, scope
from pact.documents import order
from pact.documents.models import Document
from pact.documents.queries import card, latest_about
from participants import documents
from participants.actions.entering import text_in_force
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


@transaction.atomic
def order_text_to_sign(*, at: datetime) -> Document:
    """The text in force with an empty signature block: printed once for each version, and the same for everybody."""
    text = text_in_force(at.date())
    facts = {
        "version": text.version,
        "valid_from": text.valid_from,
        "title": text.title,
        "sha256": text.sha256,
        "clauses": [dict(clause) for clause in text.clauses],
    }
    with scope.as_system("text-to-sign") as hand:
        known = latest_about(hand, text, documents.TEXT_TO_SIGN)
        if known and known.state != Document.FAILED:
            return known
        return order(documents.TEXT_TO_SIGN, facts, actor=hand, at=at, about=text, public=True)


def text_to_sign(*, at: datetime) -> dict | None:
    """How far that paper is; None before somebody asked for it."""
    text = text_in_force(at.date())
    with scope.as_system("text-to-sign") as hand:
        found = latest_about(hand, text, documents.TEXT_TO_SIGN)
    return card(found) if found else None
