"""Published decisions and what is in scope by them (Pact 5.1, 1.1.2)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from governance.models import Decision, ScopePeriod


def last_of(until: date | None) -> date | None:
    """The last day of a period whose end is the first day without it."""
    return until - timedelta(days=1) if until else None


@dataclass(frozen=True)
class DecisionCard:
    """The public extract. `text` holds line by line what was decided, where it has no page of its own."""

    number: str
    decided_on: datetime
    clause: str
    question: str
    text: str
    state: str
    result: str
    tally: dict
    procedure: str
    sha256: str

    @property
    def in_short(self) -> str:
        return self.text.partition("\n")[0]


@dataclass(frozen=True)
class ScopeCard:
    """A product group and a time in which it is or was in scope (1.1)."""

    group: str
    since: date
    until: date | None
    entered_by: str
    left_by: str

    @property
    def last_day(self) -> date | None:
        return last_of(self.until)


def decisions(limit: int | None = 50) -> list[DecisionCard]:
    """Final decisions with a public text, newest first; no limit: all of them."""
    rows = _published().order_by("-decided_at", "-pk")
    return [_decision(row) for row in (rows[:limit] if limit else rows)]


def decisions_in_news(limit: int) -> list[DecisionCard]:
    """The newest ones that are not told of otherwise, as who joined and the report are."""
    rows = _published().exclude(kind__in=("APPLICATION", "PROGRESS_REPORT")).order_by("-decided_at", "-pk")
    return [_decision(row) for row in rows[:limit]]


def decision(number: str) -> DecisionCard | None:
    """One published decision by its number."""
    row = _published().filter(number=number).first()
    return _decision(row) if row else None


def _published():
    return Decision.objects.filter(state__in=("ADOPTED", "REJECTED")).exclude(public_text="")


def _decision(row: Decision) -> DecisionCard:
    return DecisionCard(
        row.number,
        row.decided_at,
        row.clause,
        # A public text of its own may leave out whom the question names.
        row.question if row.public_text.startswith(row.question) else row.public_text.partition("\n")[0],
        row.public_text,
        row.state,
        row.get_state_display(),
        row.tally,
        row.get_procedure_display(),
        row.subject_sha256,
    )


def scope(number: str = "") -> list[ScopeCard]:
    """What is and was in scope, by product group; of one decision alone where its number is given."""
    rows = ScopePeriod.objects.select_related("product_group", "decision", "left_by")
    if number:
        rows = rows.filter(Q(decision__number=number) | Q(left_by__number=number))
    return [
        ScopeCard(
            row.product_group.name_plural,
            row.period.lower,
            row.period.upper,
            row.source,
            row.left_by.number if row.left_by else "",
        )
        for row in rows.order_by("product_group__order", "period")
    ]
