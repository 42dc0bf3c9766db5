"""How the committee decides: pure functions on plain values, each with its clause or register entry."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

YES, NO, ABSTAIN = "YES", "NO", "ABSTAIN"
REFUSED_UNNAMED = {"APPLICATION", "DELEGATION_DOUBT", "GROUP_DOUBT", "PARTICIPATION_DOUBT"}
# Questions about applicants, who are named when they are admitted (6.4.3) and not before.
UNNAMED = {"APPLICATION_DOUBT", "COORDINATING_DOUBT"}
TERM_ENDS_SOON = timedelta(days=90)


@dataclass(frozen=True)
class Tally:
    """`electors` counts those who may vote: recused members are out of the denominator.

    `quorum`: more than this share of them takes part; `casting`: what the chair voted, where its vote decides a tie;
    both as the rule book of the day has them on which the vote opened (register I-7)."""

    electors: int
    yes: int
    no: int
    abstain: int
    quorum: tuple[int, int] = (1, 2)
    casting: str = ""

    @property
    def cast(self) -> int:
        return self.yes + self.no + self.abstain

    @property
    def silent(self) -> int:
        return self.electors - self.cast


def ever_reached(terms: Iterable[tuple[date, date]], fewest: int, today: date) -> bool:
    """Register I-8: whether so many seats were ever filled on one day, up to today; `terms`: first day, first without.

    The number grows only when a term begins, so those days are looked at."""
    begun = [(start, end) for start, end in terms if start <= today]
    return any(sum(start <= day < end for start, end in begun) >= fewest for day, _end in begun)


def quorum_reached(tally: Tally) -> bool:
    """Register I-7: more than the share of the seats that are not recused took part, counted in integers."""
    part, whole = tally.quorum
    return whole * tally.cast > part * tally.electors


def carries(tally: Tally) -> bool:
    """Register I-7: quorum, and more yes than no; a tie carries only by the casting vote, where there is one."""
    return quorum_reached(tally) and (tally.yes > tally.no or (tally.yes == tally.no and tally.casting == YES))


def needs_for_quorum(tally: Tally) -> int:
    """How many more votes the quorum needs; 0 when it is reached."""
    part, whole = tally.quorum
    return max(0, part * tally.electors // whole + 1 - tally.cast)


def needs_for_majority(tally: Tally) -> int:
    """How many more votes in favour it needs to carry as things stand; 0 when there are more for than against."""
    return max(0, tally.no + 1 - tally.yes)


def is_settled(tally: Tally) -> bool:
    """Everybody has voted; the outcome can no longer change."""
    return tally.silent == 0


def outcome(tally: Tally) -> str:
    """ADOPTED, REJECTED, or LAPSED for want of a quorum: nothing is ever adopted by silence."""
    if not quorum_reached(tally):
        return "LAPSED"
    return "ADOPTED" if carries(tally) else "REJECTED"


def may_close(seats: int, fewest: int, reading: str = "WAIT") -> bool:
    """Pact 5.1.3, register I-11: below five members decisions wait until the seats are refilled, unless it is read
    otherwise."""
    return seats >= fewest or reading == "CONTINUE"


def is_published(kind: str, result: str) -> bool:
    """6.1.3, except that who was refused, or only asks, is not published by name."""
    if kind in UNNAMED:
        return False
    return result == "ADOPTED" or (result == "REJECTED" and kind not in REFUSED_UNNAMED)


def recusal(
    elector_organization: int, elector_parent: int | None, subject: int | None, subject_parent: int | None
) -> str:
    """Why a member is proposed for recusal in a case about `subject`; an empty text when there is no reason."""
    if subject is None:
        return ""
    if elector_organization == subject:
        return "It is the member's own organisation."
    if elector_parent == subject or subject_parent == elector_organization:
        return "One of the two organisations is part of the other."
    if elector_parent is not None and elector_parent == subject_parent:
        return "Both organisations are part of the same one."
    return ""


def number(year: int, serial: int) -> str:
    """The number of a decision: SC-2027-014."""
    return f"SC-{year}-{serial:03d}"


def ends_soon(until: date, today: date) -> bool:
    """5.1.4: a term that ends within ninety days is to be planned for."""
    return until - today <= TERM_ENDS_SOON


def said_once(*parts: str) -> str:
    """What the committee reads, one part a line. A part whose every sentence another one says is left out: what the
    Secretariat takes over of an explanation stands there once."""
    told = [part.strip() for part in parts if part.strip()]
    return "\n".join(one for n, one in enumerate(told) if not _repeated(one, told[:n], told[n + 1 :]))


def _repeated(one: str, before: list[str], after: list[str]) -> bool:
    """Of two parts that say the same, the first stays."""
    said = _sentences(one)
    return any(said <= _sentences(other) for other in before) or any(said < _sentences(other) for other in after)


def _sentences(words: str) -> set[str]:
    found = (" ".join(sentence.split()) for sentence in re.split(r"[.!?](?:\s|$)|\n", words.casefold()))
    return {sentence for sentence in found if sentence}
