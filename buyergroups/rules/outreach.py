"""Rules of reaching out: pure functions, each with its clause."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Outreach:
    """3.2.1.a, preamble P15: how many organizations of a year, never which or who."""

    contacted: int = 0
    interested: int = 0
    joined: int = 0
    taken_up: int = 0

    @property
    def any(self) -> bool:
        return bool(self.contacted or self.interested or self.joined or self.taken_up)


def known_as(name: str, country: str) -> tuple[str, str]:
    """An organization is recognised by its name, in its own language or in English, and its country."""
    return " ".join(name.split()).casefold(), country


def joined_through(contacted_on: date, since: date) -> bool:
    """3.2.1.a: who took part before it was spoken to did not join because of it."""
    return since >= contacted_on
