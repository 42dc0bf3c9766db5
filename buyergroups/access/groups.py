"""Who may what in a buyer group."""

from django.db.models import Q

from buyergroups.models import BuyerGroup, GroupMembership
from pact.access import Actor, Permission
from pact.clock import today
from participants.models.participations import no_longer_takes_part


def _group_id(subject) -> int | None:
    return subject.pk if isinstance(subject, BuyerGroup) else getattr(subject, "group_id", None)


def _organization_id(subject) -> int | None:
    return getattr(subject, "organization_id", None) or getattr(subject, "pk", None)


def _has_member(actor: Actor, organization_id: int | None) -> bool:
    """Whether this actor coordinates a group in which the organization is."""
    rows = GroupMembership.objects.filter(state="ACTIVE", group_id__in=actor.group_ids)
    rows = rows.exclude(Q(basis="PARTICIPANT") & no_longer_takes_part(today()))
    return bool(actor.group_ids) and rows.filter(organization_id=organization_id).exists()


def stands_in(actor: Actor, group: BuyerGroup) -> bool:
    """The Secretariat acts for a group that nobody coordinates, or that rests (preamble P17)."""
    return actor.secretariat and not group.receives_on(today())


FOUND_GROUP = Permission(
    "buyergroups.found_group",
    "only the Secretariat",
    lambda actor, _: actor.sees_all,
    privileged=True,
    rests_on="The Secretariat organises the start of buyer groups",
    clause="5.2.2",
)
KEEP_GROUPS = Permission(
    "buyergroups.keep_groups",
    "only the Secretariat",
    lambda actor, _: actor.sees_all,
    privileged=True,
    rests_on="The Secretariat helps buyer groups to start and keeps their network",
    clause="5.2.2",
)
COORDINATE = Permission(
    "buyergroups.coordinate",
    "only the coordinating organisation of this group or the organisation it appointed",
    lambda actor, subject: _group_id(subject) in actor.group_ids,
    rests_on="The coordinating organisation organises the work of its buyer group",
    clause="3.2.1.b",
)
SETTLE_GROUP = Permission(
    "buyergroups.settle_group",
    "only the coordinating organisation of this group or the organisation it appointed, and the Secretariat",
    lambda actor, subject: actor.sees_all or COORDINATE.allows(actor, subject),
    rests_on="The coordinating organisation sets up its buyer group as its area needs it",
    clause="3.2.1.a",
)
APPOINT_REPRESENTATIVE = Permission(
    "buyergroups.appoint_representative",
    "only the coordinating organisation of this group or the organisation it appointed, and the Secretariat",
    lambda actor, subject: SETTLE_GROUP.allows(actor, subject),
    rests_on="The participants of a group appoint its representatives, and who coordinates it records them",
    clause="3.3.2.d",
)
LET_IN = Permission(
    "buyergroups.let_in",
    "only the coordinating organisation of this group, and the Steering Committee by its decision",
    lambda actor, subject: bool(actor.system) or COORDINATE.allows(actor, subject),
    rests_on="The coordinating organisation decides who else joins its group",
    clause="3.3.3",
)
CHECK_AGAIN = Permission(
    "buyergroups.check_again",
    "only the coordinating organisation of this group or the organisation it appointed, and the Secretariat",
    lambda actor, subject: actor.sees_all or COORDINATE.allows(actor, subject),
    rests_on="Who lets an organisation into a group checks that it has no conflict of interest",
    clause="3.3.3",
)
# Where nobody coordinates a group any more, the Secretariat does what it is asked for (preamble P17, 6.6.1).
CONFIRM_USERS = Permission(
    "buyergroups.confirm_users",
    "only the coordinating organisation of this group, and the Secretariat where nobody coordinates it",
    lambda actor, group: COORDINATE.allows(actor, group) or stands_in(actor, group),
    rests_on="The coordinating organisation tells how many users its group serves",
    clause="3.2.1.c",
)
VIEW_GROUP = Permission(
    "buyergroups.view_group",
    "only the organisations of this group and the Secretariat",
    lambda actor, subject: actor.secretariat or _group_id(subject) in actor.member_group_ids,
    rests_on="A buyer group works together among its members",
    clause="3.3.2.a",
)
ANSWER_FOR_ORGANIZATION = Permission(
    "buyergroups.answer_for_organization",
    "only people with editing rights in this organisation",
    lambda actor, subject: actor.sees_all or actor.holds(_organization_id(subject), "EDITOR", "MANAGER", "SIGNATORY"),
    rests_on="An organisation joins a buyer group itself",
    clause="3.3.1",
)
STATE_USERS = Permission(
    "buyergroups.state_users",
    "only people with editing rights in this organisation and the coordinator of its group",
    lambda actor, subject: (
        actor.sees_all
        or actor.holds(_organization_id(subject), "EDITOR", "MANAGER", "SIGNATORY")
        or _has_member(actor, _organization_id(subject))
    ),
    rests_on="The coordinating organisation and its members know how many users they serve",
    clause="3.2.1.c",
)
END_MEMBERSHIP = Permission(
    "buyergroups.end_membership",
    "only the organisation itself, the coordinator and the Secretariat",
    lambda actor, subject: (
        actor.sees_all
        or COORDINATE.allows(actor, subject)
        or actor.holds(getattr(subject, "organization_id", None), "EDITOR", "MANAGER", "SIGNATORY")
    ),
    rests_on="Who joined may leave, and who let somebody in may end it",
    clause="3.3.3",
)
