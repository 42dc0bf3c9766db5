"""The update of the committee every two years, rotating (Pact 5.1.4): who stays, who changes, in whole numbers."""

from collections.abc import Set
from dataclasses import dataclass
from typing import TypeVar

One = TypeVar("One")


@dataclass(frozen=True)
class Check:
    """One thing that a plan has to hold; `sentence` says what to do while it does not."""

    clause: str
    words: str
    holds: bool
    sentence: str


def share_of(seats: int, share: tuple[int, int]) -> int:
    """The smallest whole number of seats that is at least this share of them: a third of eight is three."""
    part, whole = share
    return -(-seats * part // whole)


def staying(before: Set[One], after: Set[One]) -> int:
    """Seats of today whose organisation sits again, in whichever seat."""
    return len(before & after)


def changing(before: Set[One], after: Set[One]) -> int:
    """Seats of today that are given up or go to another organisation; seats that are added are no change."""
    return len(before - after)


def checks(before: Set[One], after: Set[One], *, share: tuple[int, int], fewest: int, most: int) -> list[Check]:
    """5.1.3 and 5.1.4 on a plan: continuity, rotation, size. `before`: today's organisations, `after`: the planned."""
    needed = share_of(len(before), share)
    stay, change, seats = staying(before, after), changing(before, after), len(after)
    return [
        Check(
            "5.1.4",
            f"{stay} of {len(before)} seats stay; at least {needed} have to.",
            stay >= needed,
            f"At least {needed} of the {len(before)} seats have to stay (Pact 5.1.4). Keep {needed - stay} more.",
        ),
        Check(
            "5.1.4",
            f"{change} of {len(before)} seats change; at least {needed} have to.",
            change >= needed,
            f"At least {needed} of the {len(before)} seats have to change (Pact 5.1.4). Change {needed - change} more.",
        ),
        Check(
            "5.1.3",
            f"{seats} seats; there are {fewest} to {most}.",
            fewest <= seats <= most,
            f"The Steering Committee has {fewest} to {most} members (Pact 5.1.3). The plan has {seats}.",
        ),
    ]
