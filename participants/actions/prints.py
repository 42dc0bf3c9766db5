"""Ordering what is printed."""

from datetime import UTC, date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pact.access import Actor, scope
from pact.documents import Kind, order
from pact.documents.models import Document
from pact.documents.queries import card, latest_about
from participants import documents
from participants.actions.entering import text_in_force
from participants.models import Application, Participation, SupportLetter
from participants.rules import letter_lines, letter_of_support, undertakings

# How a signature was confirmed, in words.
HOW = {
    "e-mailed code": gettext_lazy("a code of six digits, sent by e-mail and typed on the page of the signature"),
    "link by e-mail": gettext_lazy("a page of the signatory's own, whose secret link was sent by e-mail"),
    "uploaded scan": gettext_lazy("a scan of the signed paper, looked at by the Secretariat"),
    "paper": gettext_lazy("the signed paper, received by the Secretariat"),
}


@transaction.atomic
def order_signed_text(actor: Actor, membership: Participation | SupportLetter, *, at: datetime):
    """The text of the version that was signed, with the six fields of its signature block (P18); of a supporter, its
    Letter of Support."""
    if isinstance(membership, SupportLetter):
        return order_letter(actor, membership, at=at)
    signature, text = membership.signature, membership.signature.text
    facts = {
        **_signature_block(membership),
        "sha256": signature.text_sha256,
        "title": text.title,
        "clauses": [dict(clause) for clause in text.clauses],
    }
    return _ordered(documents.SIGNED_TEXT, facts, membership, actor, at)


@transaction.atomic
def order_letter(actor: Actor, support: SupportLetter, *, at: datetime):
    """The Letter of Support as it was signed (2.2.1), with its undertakings, its SHA-256 and the signature block."""
    facts = {
        **_signature_block(support),
        "lines": letter_lines(support.letter),
        "sha256": support.letter_sha256,
    }
    return _ordered(documents.LETTER_OF_SUPPORT, facts, support, actor, at)


def _ordered(kind, facts: dict, membership: Participation | SupportLetter, actor: Actor, at: datetime):
    return order(kind, facts, actor=actor, at=at, about=membership, organization_id=membership.organization_id)


def _signature_block(membership: Participation | SupportLetter) -> dict:
    signature, organization = membership.signature, membership.organization
    return {
        "organization": signature.organization_name,
        "slug": organization.slug,
        "ref": membership.ref,
        "name": signature.signer_name,
        "function": signature.signer_title,
        "role": str(membership.get_role_display()),
        "signed_on": signature.signed_on,
        "method": str(signature.get_method_display()),
        "decision": membership.decision_number,
        "founding": membership.founding,
        "version": signature.text.version,
        "valid_from": signature.text.valid_from,
        "evidence": _evidence(membership),
    }


def _evidence(membership: Participation | SupportLetter) -> list[list]:
    """How the signature came about, as rows of words and values: what somebody needs who doubts it (P18)."""
    signature, kept = membership.signature, membership.signature.evidence
    application = (
        Application.objects.filter(key=signature.application_ref).first() if signature.application_ref else None
    )
    sent = kept.get("code_sent_at")
    rows = [
        (_("Signature"), signature.ref),
        (_("Given"), signature.signed_at if sent else signature.signed_on),
        (_("Confirmed by"), HOW.get(kept.get("method", ""), signature.get_method_display())),
        (_("Code or link sent"), datetime.fromisoformat(sent) if sent else None),
        (_("Sent to"), signature.signer_email if sent else None),
        (_("Request to sign"), kept.get("request")),
        (_("SHA-256 of the scan"), kept.get("file_sha256")),
        (_("Takes the place of signature"), kept.get("replaces")),
        (_("From the address (as a hash)"), kept.get("address_hash")),
        (_("With the browser"), kept.get("agent")),
        (_("Application"), application.ref if application else None),
        (_("Received"), application.received_at if application else None),
        (_("Entered into the register"), membership.approved_at),
    ]
    return [[str(label), _said(value)] for label, value in rows if value]


def _said(value) -> str:
    if isinstance(value, datetime):
        return date_format(value.astimezone(UTC), "j F Y, H:i:s T")
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)


@transaction.atomic
def order_text_to_sign(*, at: datetime, supporter: bool = False) -> Document:
    """The text in force with an empty signature block, or the Letter of Support (2.2.1): printed once for each version,
    and the same for everybody, so the organization is named by hand."""
    text = text_in_force(at.date())
    facts = {"version": text.version, "valid_from": text.valid_from, "title": text.title, "sha256": text.sha256}
    if supporter:
        given = undertakings([dict(clause) for clause in text.clauses])
        facts["lines"] = letter_lines(letter_of_support(_("The organisation named below"), given))
    else:
        facts["clauses"] = [dict(clause) for clause in text.clauses]
    kind = _to_sign(supporter)
    with scope.as_system("text-to-sign") as hand:
        known = latest_about(hand, text, kind)
        if known and known.state != Document.FAILED:
            return known
        return order(kind, facts, actor=hand, at=at, about=text, public=True)


def text_to_sign(*, at: datetime, supporter: bool = False) -> dict | None:
    """How far that paper is; None before somebody asked for it."""
    text = text_in_force(at.date())
    with scope.as_system("text-to-sign") as hand:
        found = latest_about(hand, text, _to_sign(supporter))
    return card(found) if found else None


def _to_sign(supporter: bool) -> Kind:
    return documents.LETTER_TO_SIGN if supporter else documents.TEXT_TO_SIGN
