"""Participations the committee ended, and disputes: what of them is public (Pact 6.6.2, 6.7, register I-20)."""

from dataclasses import dataclass
from datetime import date, datetime

from governance.models import Dispute, TerminationCase
from pact.access import scope


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
