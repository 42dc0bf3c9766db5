"""What the world may see of this floor: the committee, its public decisions, the rule values."""

from governance.public.amendments import AmendmentCard, AmendmentRow, amendment, amendments
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
from governance.public.durations import DurationCard, duration
from governance.public.rulebook import ReadingCard, RuleCard, readings, rules

__all__ = [
    "AmendmentCard",
    "AmendmentRow",
    "DecisionCard",
    "DisputeCard",
    "DurationCard",
    "EndedCard",
    "MeetingCard",
    "PointCard",
    "ReadingCard",
    "RuleCard",
    "ScopeCard",
    "SeatCard",
    "TermCard",
    "amendment",
    "amendments",
    "chairs",
    "coming_members",
    "committee",
    "decision",
    "decisions",
    "decisions_in_news",
    "disputes",
    "duration",
    "ended",
    "former_members",
    "meetings",
    "readings",
    "rules",
    "scope",
]
