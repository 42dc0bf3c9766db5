"""What the world may see of this floor: the committee, its public decisions, the rule values."""

from dataclasses import dataclass
from datetime import date, datetime

from governance.models import Decision, Dispute, SeatTerm, TerminationCase
from pact.access import scope
from pact.rulebook.models import RuleParameter


@dataclass(frozen=True)
class SeatCard:
    number: int
    organization: str
    organization_slug: str
    person: str
    chair: bool
    until: date


@dataclass(frozen=True)
class DecisionCard:
    number: str
    decided_on: datetime
    clause: str
    text: str
    state: str
    result: str
    tally: dict


@dataclass(frozen=True)
class EndedCard:
    """A participation that the committee ended (6.6.2): its short text, and nothing of the file."""

    number: str
    organization: str
    slug: str
    decided_on: datetime
    ends_on: date
    text: str


@dataclass(frozen=True)
class DisputeCard:
    """That there is a dispute (register I-20): its parties and its state; the recommendation once it is issued."""

    number: str
    parties: list[tuple[str, str]]
    state: str
    state_words: str
    since: datetime
    recommendation: str
    decision: str


@dataclass(frozen=True)
class RuleCard:
    key: str
    sentence: str
    clause: str
    value: str
    unit: str
    source: str
    valid_from: date
    valid_until: date | None


def committee(day: date) -> list[SeatCard]:
    """Members of a day by seat; a member's name is public with the seat (5.1.3)."""
    terms = SeatTerm.objects.on(day).select_related("organization", "user").prefetch_related("chair_terms")
    return [
        SeatCard(
            term.seat_no,
            term.organization.name,
            term.organization.slug,
            term.user.name,
            any(
                chair.period.lower <= day and (not chair.period.upper or day < chair.period.upper)
                for chair in term.chair_terms.all()
            ),
            term.period.upper,
        )
        for term in terms.order_by("seat_no")
    ]


def decisions(limit: int = 50) -> list[DecisionCard]:
    """Final decisions with a public text, newest first."""
    rows = Decision.objects.filter(state__in=("ADOPTED", "REJECTED")).exclude(public_text="").order_by("-decided_at")
    return [
        DecisionCard(
            row.number, row.decided_at, row.clause, row.public_text, row.state, row.get_state_display(), row.tally
        )
        for row in rows[:limit]
    ]


def ended() -> list[EndedCard]:
    """Participations ended by the committee, newest first. The file behind is private: only these columns are read."""
    names = ("decision__number", "organization__name", "organization__slug", "decision__decided_at", "ends_on")
    with scope.as_system("published-notice"):
        rows = TerminationCase.objects.filter(state=TerminationCase.State.ENDED).order_by("-decision__decided_at")
        return [EndedCard(*row) for row in rows.values_list(*names, "public_text")]


def disputes() -> list[DisputeCard]:
    """Newest first. Title, subject, views and settlement are not public and are not read here."""
    names = ("number", "state", "opened_at", "recommended_on", "recommendation", "decision__number")
    with scope.as_system("published-disputes"):
        rows = Dispute.objects.select_related("decision").only(*names).order_by("-opened_at", "-pk")
        return [_dispute(row) for row in rows.prefetch_related("parties__organization")]


def _dispute(row: Dispute) -> DisputeCard:
    parties = sorted(row.parties.all(), key=lambda party: (party.side != "OPENED", party.pk))
    names = [(party.organization.name, party.organization.slug) for party in parties]
    told = (row.recommendation, row.decision.number) if row.recommended_on else ("", "")
    return DisputeCard(row.number, names, row.state, row.get_state_display(), row.opened_at, *told)


def rules() -> list[RuleCard]:
    """Every value of every rule with its history."""
    rows = RuleParameter.objects.order_by("clause", "key", "valid")
    return [
        RuleCard(
            row.key,
            row.sentence,
            row.clause,
            _words(row.value),
            row.unit,
            row.source,
            row.valid.lower,
            row.valid.upper,
        )
        for row in rows
    ]


def _words(value) -> str:
    return " – ".join(str(part) for part in value) if isinstance(value, list) else str(value)
