"""Elections from the midst of a body (Pact 5.1.3, 4.3): how they are counted, and what a body tells of itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

One = TypeVar("One")
ELECTED, TIE, NOBODY = "ELECTED", "TIE", "NOBODY"


@dataclass(frozen=True)
class Member:
    """One of those in the midst: an organisation, and the person who votes for it."""

    organization: Any
    user: Any


@dataclass(frozen=True)
class Body:
    """What an election asks of the body it is held in; `ref` finds one of several (a working group).

    `members(ref, day)`: who is in its midst; `belongs(actor, ref)`: whether an actor is. `calls(actor, ref)`: who calls
    and closes. `sees(actor, ref)`: who reads.
    `objection(election, member)`: why somebody cannot take office, or an empty text. `follow(election, candidate, *,
    actor, at)`: what follows in the same transaction. `page(election)`: name and arguments of its address. `who`:
    words for those who may call. `named(ref)`: the title where there are several bodies of a kind.
    """

    title: str
    clause: str
    who: str
    members: Callable[[str, Any], list[Member]]
    belongs: Callable[[Any, str], bool]
    calls: Callable[[Any, str], bool]
    sees: Callable[[Any, str], bool]
    objection: Callable[[Any, Member], str]
    follow: Callable[..., None]
    page: Callable[[Any], tuple[str, dict]]
    named: Callable[[str], str] | None = None


def outcome(counts: Mapping[One, int], blank: int, may_take_office: Iterable[One]) -> tuple[str, list[One]]:
    """More votes than any other wins (4.3). A tie goes on among those who tie. One who stands alone needs more votes
    than are blank. Without a vote for anybody nobody is elected: nothing is decided by silence."""
    able = set(may_take_office)
    votes = {one: n for one, n in counts.items() if one in able}
    most = max(votes.values(), default=0)
    leaders = [one for one, n in votes.items() if n == most]
    if most == 0 or (len(counts) == 1 and most <= blank):
        return NOBODY, []
    return (ELECTED, leaders) if len(leaders) == 1 else (TIE, leaders)
