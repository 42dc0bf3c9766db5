"""What the world may see of this floor; each noun has a file."""

from buyergroups.public.gatherings import EventCard, EventPage, event, event_entries, events
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
from buyergroups.public.statements import (
    SignatureCard,
    StatementCard,
    StatementPage,
    statement,
    statement_entries,
    statements,
)

__all__ = [
    "EventCard",
    "EventPage",
    "FoundGroup",
    "GroupCard",
    "GroupProfile",
    "MemberCard",
    "SignatureCard",
    "StatementCard",
    "StatementPage",
    "event",
    "event_entries",
    "events",
    "found",
    "group",
    "groups",
    "statement",
    "statement_entries",
    "statements",
    "users_counted",
]
