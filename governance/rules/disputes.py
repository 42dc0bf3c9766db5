"""Disputes between participants (Pact 6.7): pure functions on plain values."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

# Time for each party to give its views; the six months that follow from presenting leave room for later ones.
VIEWS_WITHIN = timedelta(days=30)


def dispute_number(year: int, serial: int) -> str:
    """The number of a dispute: D-2027-01."""
    return f"D-{year}-{serial:02d}"


def before_presenting(consultation: str) -> list[str]:
    """6.7.1: the parties first try to settle it between them."""
    if consultation.strip():
        return []
    return ["Write down first what you tried between you: the committee comes after mutual consultation (Pact 6.7.1)."]


def before_recommending(recommend_from: date, today: date, asked: Mapping[str, bool]) -> list[str]:
    """6.7.2: not before the months have passed, and not before every party (its name: whether) was asked."""
    gaps = []
    left = (recommend_from - today).days
    if left > 0:
        day = f"{recommend_from.day} {recommend_from:%B %Y}"
        gaps.append(
            f"A recommendation is issued from {day} on, in {left} {'day' if left == 1 else 'days'} (Pact 6.7.2)."
        )
    missing = [name for name, was in asked.items() if not was]
    if missing:
        gaps.append(f"Ask every party for its views first: {', '.join(missing)} (Pact 6.7.2).")
    return gaps


def all_said(answers: Iterable[object]) -> bool:
    """Whether everybody who still takes part has answered; nobody waits for those who left."""
    given = list(answers)
    return bool(given) and all(answer is not None for answer in given)
