"""Who reaches out for a group: the one who coordinates it, and the Secretariat where nobody does (3.2.1.a, P17)."""

from buyergroups.access.groups import COORDINATE, stands_in
from buyergroups.models import BuyerGroup
from pact.access import Permission


def _group(subject) -> BuyerGroup | None:
    return subject if isinstance(subject, BuyerGroup) else getattr(subject, "group", None)


READ_OUTREACH = Permission(
    "buyergroups.read_outreach",
    "only the coordinating organisation of this group or the organisation it appointed, and the Secretariat",
    lambda actor, subject: actor.sees_all or COORDINATE.allows(actor, _group(subject)),
    rests_on="The coordinating organisation informs the procuring organisations of its area",
    clause="3.2.1.a",
)
REACH_OUT = Permission(
    "buyergroups.reach_out",
    "only the coordinating organisation of this group, and the Secretariat where nobody coordinates it",
    lambda actor, subject: (
        bool(actor.system) or COORDINATE.allows(actor, _group(subject)) or stands_in(actor, _group(subject))
    ),
    rests_on="The coordinating organisation informs and involves the procuring organisations of its area",
    clause="3.2.1.a",
)
