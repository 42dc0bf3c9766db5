"""Who takes part before there is a committee to decide on it (register I-8)."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from governance import access
from governance.queries.seats import ever_constituted
from pact.access import Actor, CannotNow
from pact.deadlines.days import day_in
from participants.actions.founding import Block, record_founder
from participants.models import Participation


@transaction.atomic
def record(
    actor: Actor, facts: Mapping[str, str], block: Block, *, conflict: Mapping[str, str], evidence: str, at: datetime
) -> Participation:
    """Record a founding signer, until the first committee is constituted. From then on it decides on everybody."""
    access.RECORD_FOUNDER.require(actor)
    if ever_constituted(day_in(at, settings.SECRETARIAT_TIME_ZONE)):
        raise CannotNow(
            "The Steering Committee is constituted and decides on new participants (Pact 6.4.2); founding signers were "
            "recorded until then (register I-8). Ask the organisation to apply."
        )
    return record_founder(actor, facts, block, conflict=conflict, evidence=evidence, at=at)
