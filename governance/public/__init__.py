"""What the world may see of this floor: the committee, its public decisions, the rule values."""

from governance.public.cases import DisputeCard, EndedCard, disputes, ended
from governance.public.committee import (
    MeetingCard,
    PointCard,
    SeatCard,
    TermCard,
    chairs,
    coming_members,
    committee,
    former_members,
    meetings,
)
from governance.public.decisions import DecisionCard, ScopeCard, decision, decisions, decisions_in_news, scope
from governance.public.rulebook import ReadingCard, RuleCard, readings, rules

__all__ = [
    "DecisionCard",
    "DisputeCard",
    "EndedCard",
    "MeetingCard",
    "PointCard",
    "ReadingCard",
    "RuleCard",
    "ScopeCard",
    "SeatCard",
    "TermCard",
    "chairs",
    "coming_members",
    "committee",
    "decision",
    "decisions",
    "decisions_in_news",
    "disputes",
    "ended",
    "former_members",
    "meetings",
    "readings",
    "rules",
    "scope",
]
