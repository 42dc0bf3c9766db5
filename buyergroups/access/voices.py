"""Who may say how the library did, and write down what others can learn from (Pact 3.3.2)."""

from buyergroups.access.groups import COORDINATE, stands_in
from buyergroups.models import GoodExample
from pact.access import Actor, Permission

_WRITING = ("EDITOR", "MANAGER", "SIGNATORY")


def _writes(actor: Actor, subject) -> bool:
    """For the organization itself, or the one that a record is of."""
    organization_id = getattr(subject, "organization_id", None) or getattr(subject, "pk", None)
    return bool(actor.system) or actor.holds(organization_id, *_WRITING)


def _checks(actor: Actor, example: GoodExample) -> bool:
    """Who cares for its group; the Secretariat where there is none, or nobody coordinates it."""
    if example.group_id is None:
        return actor.sees_all
    return bool(actor.system) or COORDINATE.allows(actor, example) or stands_in(actor, example.group)


GIVE_FEEDBACK = Permission(
    "buyergroups.give_feedback",
    "only people with editing rights in this organisation",
    _writes,
    rests_on="Participants generate feedback on the use of criteria, guidelines and tools",
    clause="3.3.2.c",
)
SUM_UP_FEEDBACK = Permission(
    "buyergroups.sum_up_feedback",
    "only the coordinating organisation of this group, and the Secretariat where nobody coordinates it",
    lambda actor, group: bool(actor.system) or COORDINATE.allows(actor, group) or stands_in(actor, group),
    rests_on="The coordinating organisation collects feedback on criteria for the report of its group",
    clause="3.2.1.d",
)
WRITE_EXAMPLE = Permission(
    "buyergroups.write_example",
    "only people with editing rights in this organisation",
    _writes,
    rests_on="Participants share lessons learned, best practices and examples",
    clause="3.3.2.b",
)
CHECK_EXAMPLE = Permission(
    "buyergroups.check_example",
    "only the coordinating organisation of its group, and the Secretariat where there is none",
    _checks,
    rests_on="The coordinating organisation collects good examples from its buyer group",
    clause="3.2.1.d",
)
LOOK_AT_EXAMPLES = Permission(
    "buyergroups.look_at_examples",
    "only the Secretariat",
    lambda actor, _: actor.sees_all,
    rests_on="Where nobody coordinates, the Secretariat looks at good examples and shares them",
    clause="5.2.2",
)
