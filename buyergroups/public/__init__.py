"""What the world may see of this floor; each noun has a file."""

from buyergroups.public.groups import (
    FoundGroup,
    GroupCard,
    GroupProfile,
    MemberCard,
    found,
    group,
    groups,
    users_counted,
)
from buyergroups.public.working_groups import WorkingGroupCard, WorkingGroupProfile, working_group, working_groups

__all__ = [
    "FoundGroup",
    "GroupCard",
    "GroupProfile",
    "MemberCard",
    "WorkingGroupCard",
    "WorkingGroupProfile",
    "found",
    "group",
    "groups",
    "users_counted",
    "working_group",
    "working_groups",
]
