"""What the world may see of this floor: the committee, its public decisions, the rule values."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q

from governance.models import AgendaItem, ChairTerm, Decision, Meeting, ScopePeriod, SeatTerm
from governance.rules import readings as register
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
class TermCard:
    """A term or a chair that is over, running, or settled for later."""

    organization: str
    person: str
    first: date
    until: date


@dataclass(frozen=True)
class PointCard:
    title: str
    outcome: str


@dataclass(frozen=True)
class MeetingCard:
    """A meeting of the committee with its public points; `published`: its minutes are."""

    title: str
    starts_at: datetime
    state: str
    published: bool
    points: list[PointCard]
    decisions: list[str]


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
        return _last(self.until)


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
    changed_by: str

    @property
    def last_day(self) -> date | None:
        return _last(self.valid_until)

    def on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True)
class ReadingCard:
    """An entry of the register "How we read the Pact": the choice in force, all that the software can follow, and what
    it is not."""

    id: str
    clause: str
    question: str
    read_as: str
    choices: tuple[str, ...]
    others: str
    since: date
    source: str
    history: tuple[tuple[str, date, date | None, str], ...]


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


def former_members(day: date) -> list[TermCard]:
    """Terms that are over, the newest first (5.1.4: terms are public)."""
    terms = SeatTerm.objects.filter(period__endswith__lte=day).select_related("organization", "user")
    return [_term(term, term.period) for term in terms.order_by("-period", "seat_no")]


def coming_members(day: date) -> list[TermCard]:
    """Terms that are settled and begin after a day."""
    terms = SeatTerm.objects.filter(period__startswith__gt=day).select_related("organization", "user")
    return [_term(term, term.period) for term in terms.order_by("period", "seat_no")]


def chairs() -> list[TermCard]:
    """Every chair, the newest first (5.1.3)."""
    rows = ChairTerm.objects.exclude(period__isempty=True)
    rows = rows.select_related("seat_term__organization", "seat_term__user").order_by("-period")
    return [_term(row.seat_term, row.period) for row in rows]


def _term(term: SeatTerm, period) -> TermCard:
    return TermCard(term.organization.name, term.user.name, period.lower, period.upper)


def meetings(limit: int = 20) -> list[MeetingCard]:
    """Dates of meetings, the newest first; public points once the members are invited, what came of them with the
    minutes (5.1.5)."""
    rows = Meeting.objects.exclude(state=Meeting.State.CANCELLED).order_by("-starts_at", "-pk")
    points = Prefetch("items", AgendaItem.objects.filter(public=True).order_by("order"), to_attr="public_items")
    settled = Decision.objects.filter(state__in=("ADOPTED", "REJECTED")).exclude(public_text="").order_by("number")
    rows = rows.prefetch_related(points, Prefetch("decisions", settled, to_attr="settled"))
    return [_meeting(row) for row in rows[:limit]]


def _meeting(row: Meeting) -> MeetingCard:
    published = row.state == Meeting.State.PUBLISHED
    told = row.public_items if row.state != Meeting.State.PLANNED else []
    points = [PointCard(item.title, item.outcome if published else "") for item in told]
    numbers = [decision.number for decision in row.settled]
    return MeetingCard(row.title, row.starts_at, row.get_state_display(), published, points, numbers)


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


def rules(source: str = "") -> list[RuleCard]:
    """Every value of every rule with its history, without the readings; of one source alone where it is named."""
    rows = RuleParameter.objects.exclude(key__startswith="reading.").order_by("clause", "key", "valid")
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
            row.get_changed_by_display(),
        )
        for row in (rows.filter(source=source) if source else rows)
    ]


def readings(day: date) -> list[ReadingCard]:
    """How the Pact is read on a day where its text is silent or two-faced (register I-1 to I-24)."""
    found: dict[str, list[RuleParameter]] = {}
    for row in RuleParameter.objects.filter(key__startswith="reading.").order_by("valid"):
        found.setdefault(row.key, []).append(row)
    cards = [_reading(entry, found.get(entry.key, []), day) for entry in register.readings()]
    return [card for card in cards if card]


def _reading(entry: register.Reading, rows: list[RuleParameter], day: date) -> ReadingCard | None:
    words = {choice.code: choice.words for choice in entry.choices}
    now = next((row for row in rows if day in row.valid), None)
    if now is None:
        return None
    history = tuple(
        (words.get(row.value, str(row.value)), row.valid.lower, _last(row.valid.upper), row.source)
        for row in reversed(rows)
    )
    read_as = words.get(now.value, str(now.value))
    choices = tuple(words.values()) if entry.has_a_choice else ()
    return ReadingCard(
        entry.id,
        entry.clause,
        entry.question,
        read_as,
        choices,
        entry.others,
        now.valid.lower,
        now.source,
        history if len(rows) > 1 else (),
    )


def _last(until: date | None) -> date | None:
    """The last day of a period whose end is the first day without it."""
    return until - timedelta(days=1) if until else None


def _words(value) -> str:
    return " – ".join(str(part) for part in value) if isinstance(value, list) else str(value)
