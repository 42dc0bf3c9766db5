"""What the chapters of the story share: chance with a seed, the cast, the people who can sign in."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.module_loading import import_string

from pact.access import Actor, scope
from pact.accounts.actions import ensure_user

PASSWORD = "circular-and-fair-2030"  # noqa: S105  printed at every start of the demo, and of the demo only
SEED = 20210614


@cache
def _hash() -> str:
    """The password, hashed once: the demo's people share it, and hashing is slow on purpose."""
    return make_password(PASSWORD)


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in to the demo, one for each role."""

    role: str
    organization: str
    email: str


@dataclass
class Stage:
    """`cast` holds records by slug, `until` is the moment at which the story ends, `scale` multiplies the mass.

    `only` narrows the applicants to a few, by key: the cast of the tests. Empty: everybody."""

    until: datetime
    scale: int = 1
    only: frozenset[str] = frozenset()
    rng: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311  a story, not a secret
    cast: dict[str, Any] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)

    @property
    def hand(self) -> Actor:
        return Actor.hand("demo")

    def person(
        self, email: str, name: str, *, at: datetime, function: str = "", zone: str = "", role: str = "", of: str = ""
    ):
        """An account with the demo's password; `role` puts it into the table that is printed at the start."""
        user = ensure_user(email, name=name, at=at, function=function, time_zone=zone)
        if not user.has_usable_password():
            user.password = _hash()
            user.save(update_fields=["password"])
        self.cast[email] = user
        if role:
            self.people.append(Person(role, of, email))
        return user

    def actor(self, email: str, at: datetime) -> Actor:
        """This person as the product sees him at a moment."""
        return import_string(settings.ACTOR_FOR)(self.cast[email], at=at, session=None)

    @contextmanager
    def acting(self, email: str, at: datetime) -> Iterator[Actor]:
        """A block in this person's own reach, as in a request."""
        actor = self.actor(email, at)
        with scope.entered(actor):
            yield actor


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A time of day, UTC."""
    return datetime.combine(day, time(hour, minute), UTC)
