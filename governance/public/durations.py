"""How long the Pact lasts, as the world sees it: its end, what is sufficient to extend it, and each round (6.2)."""

from dataclasses import dataclass
from datetime import date

from governance.models import Decision, Extension
from governance.public.amendments import Position, meter, position
from governance.rules import Criterion, Meter
from governance.rules.extensions import criterion_of
from pact.rulebook.models import RuleParameter


@dataclass(frozen=True)
class ExtensionCard:
    old_end: date
    new_end: date
    state: str
    state_words: str
    meter: Meter
    criterion: str
    decision: str
    positions: tuple[Position, ...]


@dataclass(frozen=True)
class EndCard:
    """An end of the Pact with the days on which it rules; `source` is where it stands."""

    end: date
    since: date
    source: str


@dataclass(frozen=True)
class DurationCard:
    start: date | None
    end: date | None
    over: bool
    ends: tuple[EndCard, ...]
    criterion: Criterion | None
    criterion_number: str
    extensions: tuple[ExtensionCard, ...]


def duration(day: date) -> DurationCard:
    rows = list(RuleParameter.objects.filter(key__in=("pact.start", "pact.end")).order_by("valid"))
    starts = [date.fromisoformat(row.value) for row in rows if row.key == "pact.start"]
    ends = [row for row in rows if row.key == "pact.end"]
    ruling = [row for row in ends if day in row.valid]
    end = date.fromisoformat(ruling[0].value) if ruling else None
    known = _criterion()
    return DurationCard(
        start=starts[0] if starts else None,
        end=end,
        over=bool(end and day > end),
        ends=tuple(EndCard(date.fromisoformat(row.value), row.valid.lower, row.source) for row in ends),
        criterion=criterion_of(known.content) if known else None,
        criterion_number=known.number if known else "",
        extensions=tuple(_extension(row) for row in _extensions()),
    )


@dataclass(frozen=True)
class _Known:
    number: str
    content: dict


def _criterion() -> _Known | None:
    """Final and public like every decision; its content stands with the round that used it, or is read from it."""
    row = Decision.objects.filter(kind="EXTENSION_CRITERION", state="ADOPTED").order_by("-decided_at", "-pk").first()
    used = Extension.objects.filter(criterion=row).select_related("round").first() if row else None
    if used is None:
        return None
    return _Known(row.number, {"share": used.round.share, "share_of": used.round.share_of, "fewest": used.round.fewest})


def _extensions():
    return Extension.objects.select_related("round", "criterion", "decision").order_by("-pk")


def _extension(row: Extension) -> ExtensionCard:
    return ExtensionCard(
        row.old_end,
        row.new_end,
        row.state,
        row.get_state_display(),
        meter(row.round),
        row.criterion.number or "",
        row.decision.number or "" if row.decision else "",
        tuple(position(line) for line in row.round.result.get("lines", [])),
    )
