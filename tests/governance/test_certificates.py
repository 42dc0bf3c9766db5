"""The certificate of consent (Pact 6.5.2): everybody with position and day, counts in integers, hashes; tagged."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from governance.actions import closing
from pact.documents.facts import unpacked
from pact.documents.models import Document
from pact.documents.pressing import press
from tests.governance.make import AT, committee, give, participant, put_to_consent, request

pytestmark = pytest.mark.django_db
AFTER = datetime(2027, 6, 1, 2, tzinfo=UTC)


def test_6_5_2_the_certificate_lists_all_and_everybody_may_have_it():
    terms = committee(5)
    members = [participant(name) for name in ("Alfa", "Bêta & Søn", "Gamma", "Delta")]
    amendment = request(members[0])
    put_to_consent(amendment, terms)
    for organization in members[:3]:
        give(amendment, organization)
    closing.close_due(at=AFTER)
    assert press(at=AFTER) == 1
    document = Document.objects.get(kind="governance.certificate")
    page = Client().get(reverse("website:amendment-detail", args=[amendment.number])).content.decode()
    where = reverse("documents:document-public", args=[document.ref])
    assert where in page
    answer = Client().get(where)
    assert answer.status_code == 200
    with pikepdf.open(io.BytesIO(b"".join(answer.streaming_content))) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo["/Title"]) == f"Certificate of consent: amendment {amendment.number}"


def test_6_5_2_its_words():
    terms = committee(5)
    members = [participant(name) for name in ("Alfa", "Beta", "Gamma", "Delta")]
    amendment = request(members[0])
    put_to_consent(amendment, terms)
    give(amendment, members[0])
    give(amendment, members[1], "ABSTAIN")
    closing.close_due(at=AFTER)
    document = Document.objects.get(kind="governance.certificate")
    facts = unpacked(document.facts)
    html = get_template("print/governance/certificate.html").render({"facts": facts, "document": document})
    for words in ("Not adopted.", "1 of 4 participants agreed; it took 3.", amendment.sha256, "no answer", "abstains"):
        assert words in html
    assert "Head of procurement" in html
    assert AT.strftime("%Y") in html
