"""Who may what in a working group: members decide, guests see and comment, the Secretariat supports (Pact 4)."""

from buyergroups.models import WorkingGroup
from pact.access import Actor, Permission


def _id(subject) -> int | None:
    """The working group of a record: itself, or the one that the record is of."""
    if isinstance(subject, WorkingGroup):
        return subject.pk
    if hasattr(subject, "working_group_id"):
        return subject.working_group_id
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
