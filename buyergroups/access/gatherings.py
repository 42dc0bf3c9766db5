"""Who may what about meetings, sessions and events, and about files that are shared (3.2.1.b, 4.3, 4.4, 5.2.2)."""

from buyergroups.access.groups import COORDINATE, VIEW_GROUP, stands_in
from buyergroups.access.working_groups import LEAD_WORKING_GROUP, SUPPORT_WORKING_GROUP, is_guest, is_member
from pact.access import Actor, Permission


def _arranges(actor: Actor, subject) -> bool:
    """Coordinators for their group, the chair for a working group, the Secretariat for the Pact's own events."""
    if subject.group_id:
        return COORDINATE.allows(actor, subject) or stands_in(actor, subject.group)
    return LEAD_WORKING_GROUP.allows(actor, subject) if subject.working_group_id else actor.sees_all


def _sees(actor: Actor, subject) -> bool:
    if subject.group_id:
        return VIEW_GROUP.allows(actor, subject)
    if subject.working_group_id:
        return SUPPORT_WORKING_GROUP.allows(actor, subject) or is_guest(actor, subject)
    return actor.sees_all


def _comes(actor: Actor, subject) -> bool:
    """Who was asked: the Secretariat arranges and is no guest of its own."""
    if not actor.user_id:
        return False
    mine = is_member(actor, subject) or is_guest(actor, subject) or subject.group_id in actor.member_group_ids
    return mine or subject.attendance.filter(user=actor.user_id).exists()


def _shares(actor: Actor, subject) -> bool:
    if subject.group_id:
        return _arranges(actor, subject)
    return bool(subject.working_group_id) and SUPPORT_WORKING_GROUP.allows(actor, subject)


SEE_GATHERINGS = Permission(
    "buyergroups.see_gatherings",
    "only those who meet here: the organisations of the group, and guests for the session they were invited to",
    _sees,
    rests_on="Groups and working groups meet among their members and the guests they invite",
    clause="4.4",
)
ARRANGE_GATHERING = Permission(
    "buyergroups.arrange_gathering",
    "only the coordinator of this group, the chair of this working group, and the Secretariat which supports them",
    _arranges,
    rests_on="The coordinating organisation organises periodic meetings of its buyer group",
    clause="3.2.1.b",
)
COME_TO_GATHERING = Permission(
    "buyergroups.come_to_gathering",
    "only people who were invited",
    _comes,
    rests_on="Who is invited says himself whether he comes",
    clause="4.4",
)
SEE_FILES = Permission(
    "buyergroups.see_files",
    "only the organisations of this group, and guests for the files of their session",
    lambda actor, subject: (
        _sees(actor, subject) or bool(getattr(subject, "gathering", None) and is_guest(actor, subject.gathering))
    ),
    rests_on="What a group shares stays among its members and the guests it invites",
    clause="4.4",
)
SHARE_FILES = Permission(
    "buyergroups.share_files",
    "only the coordinator of this group, or the members of this working group and the Secretariat",
    _shares,
    rests_on="The coordinating organisation organises the work of its group; a working group works among its members",
    clause="3.2.1.b",
)
REMOVE_FILE = Permission(
    "buyergroups.remove_file",
    "only who shared this file, and who arranges the meetings here",
    lambda actor, file: _arranges(actor, file) or (_shares(actor, file) and file.shared_by_id == actor.user_id),
    rests_on="Who shared a file may take it back",
    clause="3.2.1.b",
)
