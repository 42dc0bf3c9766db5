"""Who may what in a working group: members decide, guests see and comment, the Secretariat supports (Pact 4)."""

from buyergroups.models import WorkingGroup, WorkingGroupChair, WorkingGroupMember
from pact.access import Actor, Permission
from pact.clock import today

_CARING = ("EDITOR", "MANAGER", "SIGNATORY")


def _id(subject) -> int | None:
    """The working group of a record: itself, or the one that the record is of."""
    if isinstance(subject, WorkingGroup):
        return subject.pk
    if hasattr(subject, "working_group_id"):
        return subject.working_group_id
    if hasattr(subject, "adoption_id"):
        return subject.adoption.working_group_id
    item = getattr(subject, "item", None) or getattr(getattr(subject, "version", None), "item", None)
    return getattr(item, "working_group_id", None)


def is_member(actor: Actor, subject) -> bool:
    return _id(subject) in actor.working_group_ids


def is_chair(actor: Actor, subject) -> bool:
    return _id(subject) in actor.chaired_ids


def is_guest(actor: Actor, subject) -> bool:
    """Invited to this very session or document (4.4)."""
    return getattr(subject, "ref", None) in actor.doors


WORK_IN_WORKING_GROUP = Permission(
    "buyergroups.work_in_working_group",
    "only the members of this working group",
    is_member,
    rests_on="Participants work together in working groups, and guests have no deciding voice",
    clause="4.4",
)
SUPPORT_WORKING_GROUP = Permission(
    "buyergroups.support_working_group",
    "only the members of this working group and the Secretariat, which supports it",
    lambda actor, subject: actor.sees_all or is_member(actor, subject),
    rests_on="A working group works among its members; the Secretariat provides practical support",
    clause="4.3",
)
LEAD_WORKING_GROUP = Permission(
    "buyergroups.lead_working_group",
    "only the chair of this working group and the Secretariat, which supports it",
    lambda actor, subject: actor.sees_all or is_chair(actor, subject),
    rests_on="Each working group elects a chair from its midst; the Secretariat provides practical support",
    clause="4.3",
)


def _acts(actor: Actor, subject) -> bool:
    """Whether an actor acts for an organization, or for the one of a record. Who carries out a coordinating role on
    behalf of another one (3.2.3) holds no power there: he does not join or vote for it."""
    return actor.holds(getattr(subject, "organization_id", None) or getattr(subject, "pk", None), *_CARING)


def has_chair(subject) -> bool:
    """Somebody is in the chair today, and sits in the group still."""
    day = today()
    sitting = WorkingGroupMember.objects.on(day).filter(working_group=_id(subject))
    return WorkingGroupChair.objects.filter(period__contains=day, member__in=sitting).exists()


PROPOSE_WORKING_GROUP = Permission(
    "buyergroups.propose_working_group",
    "only people with editing rights in this organisation and the Secretariat",
    lambda actor, subject: actor.sees_all or _acts(actor, subject),
    rests_on="Any participant can propose a working group to the Steering Committee",
    clause="4.5",
)
JOIN_WORKING_GROUP = Permission(
    "buyergroups.join_working_group",
    "only people with editing rights in this organisation",
    lambda actor, subject: bool(actor.system) or _acts(actor, subject),
    rests_on="A participant joins a working group itself, by the people it sends",
    clause="4.2",
)
LEAVE_WORKING_GROUP = Permission(
    "buyergroups.leave_working_group",
    "only the person who sits in the group and people with editing rights in the organisation",
    lambda actor, member: bool(actor.system) or member.user_id == actor.user_id or _acts(actor, member),
    rests_on="A participant says itself who works for it in a working group",
    clause="4.2",
)
DECIDE_WORKING_GROUP = Permission(
    "buyergroups.decide_working_group",
    "only as the effect of a decision of the Steering Committee",
    lambda actor, _: bool(actor.system),
    rests_on="The Steering Committee decides about working groups",
    clause="4.5",
)
CALL_IN_WORKING_GROUP = Permission(
    "buyergroups.call_in_working_group",
    "only the chair of this working group and the Secretariat, and any member while there is no chair",
    lambda actor, subject: (
        LEAD_WORKING_GROUP.allows(actor, subject) or (is_member(actor, subject) and not has_chair(subject))
    ),
    rests_on="Each working group elects a chair from its midst",
    clause="4.3",
)
ELECT_IN_WORKING_GROUP = Permission(
    "buyergroups.elect_in_working_group",
    "only the members of this working group",
    is_member,
    recent=True,
    rests_on="Each working group elects a chair from its midst, and guests have no deciding voice",
    clause="4.3",
)
ANSWER_INVITATION = Permission(
    "buyergroups.answer_invitation",
    "only the person who was invited",
    lambda actor, guest: bool(actor.system) or guest.token_hash in actor.doors or guest.user_id == actor.user_id,
    rests_on="A guest of a working group says himself whether he comes",
    clause="4.4",
)
