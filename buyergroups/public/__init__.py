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

__all__ = [
    "FoundGroup",
    "GroupCard",
    "GroupProfile",
    "MemberCard",
    "found",
    "group",
    "groups",
    "users_counted",
]
