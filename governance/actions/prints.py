"""Ordering what is printed."""

from datetime import datetime

from governance import access
from governance.documents import DECISION_RECORD
from governance.models import Decision
from governance.queries.register import record_facts, record_of_decision
from pact.access import Actor
from pact.documents import order
from pact.documents.models import Document
from pact.documents.queries import latest_about


def order_record(actor: Actor, decision: Decision, *, at: datetime) -> Document:
    """The record of a decision for the committee and the Secretariat. What is final is printed once: a second order
    gets the same document, unless the first could not be made."""
    access.SEE_VOTES.require(actor, decision)
    made = latest_about(actor, decision, DECISION_RECORD)
    if made and made.state != Document.FAILED:
        return made
    facts = record_facts(decision, record_of_decision(actor, decision, at))
    return order(DECISION_RECORD, facts, actor=actor, at=at, about=decision, for_committee=True)
