"""The numbers of the Pact and how it is read, with their histories."""

from dataclasses import dataclass
from datetime import date

from governance.public.decisions import last_of
from governance.rules import readings as register
from pact.rulebook.models import RuleParameter


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
        return last_of(self.valid_until)

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
        for row in (rows.filter(source__in=(source, f"Decision {source}")) if source else rows)
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
        (words.get(row.value, str(row.value)), row.valid.lower, last_of(row.valid.upper), row.source)
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


def _words(value) -> str:
    return " – ".join(str(part) for part in value) if isinstance(value, list) else str(value)
