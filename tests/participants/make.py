"""Small makers for the tests of this floor, by the real actions."""

import re
from datetime import UTC, datetime

from pact.access import Actor
from pact.mail.models import OutboxMail
from participants.actions import applications, organizations, participations, signing, texts

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
HAND = Actor.hand("test")


def text():
    return texts.adopt_first(HAND, at=AT)


def organization(name="Vestbygd kommune", *, country="NO", legal_kind="LOCAL_GOVERNMENT", **facts):
    return organizations.register(HAND, name=name, country=country, legal_kind=legal_kind, at=AT, **facts)


def founder(name="Vestbygd kommune", role="PROCURING", *, joined=datetime(2021, 6, 14, 9, tzinfo=UTC), **facts):
    text()
    made = organization(name, **facts)
    return participations.found(
        HAND, made, role, signer_name="Ingrid Solheim", signer_title="Director", signed_at=joined, at=AT
    )


ANSWERS = {
    "eligibility": {
        "legal_kind": "LOCAL_GOVERNMENT",
        "buys_ict": "YES",
        "makes_ict": "NO",
        "sells_ict": "NO",
        "owned_by_ict": "NO",
        "represents_ict": "NO",
        "explanation": "",
    },
    "organization": {"name": "Vestbygd kommune", "country": "NO", "city": "Vestbygd", "website": "vestbygd.example"},
    "reach": {"users_served": "3200", "devices": "400"},
    "contribution": {"ways": ["CRITERIA"], "how": "We use the baseline criteria in every tender."},
    "signatory": {
        "contact_name": "Jonas Meertens",
        "contact_function": "Procurement officer",
        "contact_email": "jonas@vestbygd.example",
        "who": "ME",
    },
}


def draft(kind="PARTICIPANT", roles=("PROCURING",), **changes):
    """An application with every answer, not signed yet."""
    text()
    application = applications.begin(kind, list(roles), at=AT)
    for step, answers in ANSWERS.items():
        applications.save_step(application, step, {**answers, **changes.get(step, {})}, at=AT)
    application.refresh_from_db()
    return application


def code_sent(application) -> str:
    """The code in the last letter to the signer."""
    letters = OutboxMail.objects.filter(kind="participants.signing_code", about_ref=application.ref)
    return re.search(r"is (\d{3} \d{3})", letters.latest("created_at").subject)[1]


def signed(application, at=AT):
    signing.send_code(application, at=at)
    assert signing.sign_with_code(application, code_sent(application), at=at, evidence={"agent": "test"})
    application.refresh_from_db()
    return application


def received(at=AT, **changes):
    """An application as the Secretariat finds it."""
    application = signed(draft(**changes), at)
    return applications.send(application, at=at)


def with_committee(at=AT, **changes):
    application = received(at, **changes)
    for criterion in "ABC":
        applications.record_finding(HAND, application, criterion, "MET", "Seen.", at=at)
    return applications.mark_with_committee(HAND, application, at=at)
