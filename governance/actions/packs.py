"""The pack of a meeting, ordered as a document that the press makes (Pact 5.2.1)."""

from datetime import datetime

from django.db import transaction

from governance import access, documents
from governance.models import Meeting
from governance.queries.packs import pack_facts
from pact.access import Actor, CannotNow
from pact.documents import order
from pact.documents.models import Document


@transaction.atomic
def order_pack(actor: Actor, meeting: Meeting, *, at: datetime) -> Document:
    """For committee and Secretariat only; ordered again it is a new document, the ones before stay."""
    access.PLAN_MEETING.require(actor)
    facts = pack_facts(actor, meeting, at)
    if not facts["agenda"]:
        raise CannotNow("The agenda is empty. Add its points before you order the pack.")
    return order(documents.PACK, facts, actor=actor, at=at, about=meeting, for_committee=True)
