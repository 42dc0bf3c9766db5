"""When consent is reached (Pact 6.5.2, 6.2.2): integers alone, so that no rounding ever adopts anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

CONSENT, REFUSE, ABSTAIN = "CONSENT", "REFUSE", "ABSTAIN"
# The last but one letter leaves a fortnight before the end; it has to find somebody who was asked before.
FEWEST_DAYS = 15


@dataclass(frozen=True)
class Criterion:
    """A share of all participants, `share` of `share_of`, and at least so many of them."""

    share: int
    share_of: int
    fewest: int = 0


@dataclass(frozen=True)
class Meter:
    """How far a round is: counts alone, never who."""

    consents: int
    electorate: int
    needed: int
    share: int
    share_of: int
    fewest: int
    closes_on: date
    open: bool

    @property
    def more(self) -> int:
        return max(0, self.needed - self.consents)

    @property
    def part(self) -> float:
        return self.consents / self.electorate if self.electorate else 0

    @property
    def aim(self) -> float:
        return min(1, self.needed / self.electorate) if self.electorate else 1


def needed(electorate: int, criterion: Criterion) -> int:
    """How many consents it takes; silence, abstention and refusal all count as none (6.5.2)."""
    return max(criterion.fewest, 1, -(-electorate * criterion.share // criterion.share_of))


def consent_reached(consents: int, electorate: int, criterion: Criterion) -> bool:
    """6.5.2: `consents × share_of ≥ electorate × share`, of ALL participants; nobody there, nothing reached."""
    enough = consents * criterion.share_of >= electorate * criterion.share and consents >= criterion.fewest
    return electorate > 0 and consents > 0 and enough


def against_opening(today: date, closes_on: date, criterion: Criterion) -> list[str]:
    """What speaks against opening a round of consent with this end."""
    against = []
    if not 0 < criterion.share <= criterion.share_of:
        against.append("The share of all participants is more than none and at most all of them.")
    if closes_on < earliest_closing(today):
        against.append(
            f"Everybody has {FEWEST_DAYS} days to answer: choose {day_words(earliest_closing(today))} or a later day."
        )
    return against


def earliest_closing(today: date) -> date:
    return today + timedelta(days=FEWEST_DAYS)


def electorate_changes(asked: Iterable[int], taking_part: Iterable[int]) -> tuple[list[int], list[int]]:
    """Register I-2: who is to be asked as well, and who is out of both sides, in a fixed order."""
    before, now = set(asked), set(taking_part)
    return sorted(now - before), sorted(before - now)


def positions(answers: Mapping[int, str], members: Iterable[int]) -> dict[str, int]:
    """Counts for the certificate: who agrees, does not, abstains, and who did not answer."""
    ids = list(members)
    counted = {word: sum(answers.get(pk) == word for pk in ids) for word in (CONSENT, REFUSE, ABSTAIN)}
    return {**counted, "SILENT": len(ids) - sum(counted.values())}


def day_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
