"""What the signed text says of its signature (P18)."""

import pytest
from django.template.loader import get_template

from pact.documents.facts import unpacked
from participants.actions import participations, prints
from tests.participants.make import AT, HAND, founder, with_committee

pytestmark = pytest.mark.django_db


def evidence(membership) -> dict[str, str]:
    document = prints.order_signed_text(HAND, membership, at=AT)
    facts = unpacked(document.facts)
    page = get_template("print/participants/signed_text.html").render({"facts": facts, "document": document})
    assert "Evidence of the signature" in page
    return dict(facts["evidence"])


def test_p18_the_evidence_says_how_a_typed_signature_was_confirmed_and_for_which_application():
    application = with_committee()
    (made,) = participations.admit(HAND, application, decisions={"PROCURING": (True, "SC-2027-001", "")}, at=AT)
    found = evidence(made)
    assert "six digits" in found["Confirmed by"]
    assert found["Sent to"] == "jonas@vestbygd.example"
    assert found["Given"] == "1 March 2027, 09:00:00 UTC"
    assert found["Application"] == application.ref
    assert {"Code or link sent", "Request to sign", "Received", "Entered into the register"} <= set(found)


def test_p18_the_evidence_of_a_founding_signature_says_no_more_than_is_known():
    found = evidence(founder())
    assert found["Given"] == "14 June 2021"
    assert "Sent to" not in found and "Application" not in found
