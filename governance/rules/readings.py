"""How the Pact is read where its text is silent or two-faced: the register I-1 to I-24 as data (5.1.1).

Each entry has a rule of its own, `reading.i-5`, whose value is the code of a choice. What offers one choice alone is
built in one way only: another reading needs a change of the software."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).resolve().parent.parent / "data" / "readings.json"


@dataclass(frozen=True)
class Choice:
    """`sets`: the rules that hold the numbers of this choice. `most`: how many terms (register I-10)."""

    code: str
    words: str
    sets: dict[str, Any] = field(default_factory=dict)
    most: int | None = None


@dataclass(frozen=True)
class Reading:
    """`reading` is the choice proposed with the software; `others`: what it is not and is not built."""

    id: str
    clause: str
    question: str
    reading: str
    choices: tuple[Choice, ...]
    others: str

    @property
    def key(self) -> str:
        return f"reading.{self.id.lower()}"

    @property
    def has_a_choice(self) -> bool:
        return len(self.choices) > 1

    def choice(self, code: str) -> Choice | None:
        return next((one for one in self.choices if one.code == code), None)


@cache
def readings() -> tuple[Reading, ...]:
    entries = json.loads(_DATA.read_text(encoding="utf-8"))["entries"]
    return tuple(Reading(**{**one, "choices": tuple(Choice(**choice) for choice in one["choices"])}) for one in entries)


@cache
def source() -> str:
    return json.loads(_DATA.read_text(encoding="utf-8"))["source"]


def by_key(key: str) -> Reading | None:
    return next((one for one in readings() if one.key == key), None)


def most_terms(code: str) -> int | None:
    """Register I-10: how many terms one organisation may have; None: as many as it is put forward for."""
    chosen = by_key("reading.i-10").choice(code)
    return chosen.most if chosen else None


def has_served(terms: int, code: str) -> bool:
    """Register I-10: whether an organisation with so many terms can have no further one."""
    most = most_terms(code)
    return most is not None and terms >= most
