"""Misuse of the network for which a support may be ended: the report opens a case, and is heard first (Pact 6.6.2)."""

from datetime import datetime

from django.db import transaction

from governance.actions import terminations
from governance.models import TerminationCase
from pact.access import Actor
from participants.actions import misuse
from participants.models import MisuseReport


@transaction.atomic
def open_case(actor: Actor, report: MisuseReport, *, facts: str, answer: str, at: datetime) -> TerminationCase:
    """`facts` are what the supporter and the committee read: who reported stays with the Secretariat (2.2.2 c)."""
    origin = f"{report._meta.label_lower}:{report.ref}"
    case = terminations.open_case(actor, report.supporter, grounds="INTEGRITY", facts=facts, origin=origin, at=at)
    misuse.mark_put(actor, report, answer, case.ref, at=at)
    return case
