"""The one list of tables that hold a person's data; `settings.PERSON_DATA` names the part of each floor and room."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from pact.flow.effects import named


def erased_address(number: Any) -> str:
    """An address at which nobody is: the domain exists nowhere."""
    return f"former-{number}@erased.invalid"


@dataclass(frozen=True)
class Person:
    """Whom a request is about. Only addresses that were confirmed are his: a typed one may be somebody else's.

    `organization_ids`: those he acts or acted for, where his name in a letter is his. `typed`: addresses that were
    added to the account and never confirmed.
    """

    user_id: int
    name: str
    addresses: frozenset[str]
    at: datetime
    organization_ids: frozenset[int] = frozenset()
    typed: frozenset[str] = frozenset()
    function: str = ""

    @classmethod
    def of(cls, user, *, at: datetime) -> "Person":
        rows = EmailAddress.objects.filter(user=user).values_list("email", "verified")
        addresses = frozenset({user.email.lower(), *(email.lower() for email, confirmed in rows if confirmed)})
        typed = frozenset(email.lower() for email, _confirmed in rows) - addresses
        acted_for = frozenset(pk for organizations in named("PERSON_ORGANIZATIONS") for pk in organizations(user))
        return cls(user.pk, user.name, addresses, at, acted_for, typed, user.function)

    @property
    def pseudonym(self) -> str:
        return _("Former member %(number)s") % {"number": self.user_id}

    @property
    def address(self) -> str:
        """What stands where an address has to stand."""
        return erased_address(self.user_id)

    def at_address(self, column: str) -> Q:
        """Rows whose column holds one of the addresses, in whatever case."""
        found = Q(pk__in=[])
        for address in self.addresses:
            found |= Q(**{f"{column}__iexact": address})
        return found

    def is_at(self, address: str) -> bool:
        return address.strip().lower() in self.addresses

    def called(self, words: str) -> bool:
        """Whether this is his name or one of his addresses."""
        return self.is_at(words) or words.strip().casefold() == self.name.strip().casefold()

    def without(self, text: str, *, name: bool) -> str:
        """A text without his addresses and, with `name`, without his name."""
        for address in self.addresses:
            text = _replaced(text, address, self.address)
        return _replaced(text, self.name, self.pseudonym) if name else text


def _replaced(text: str, words: str, instead: str) -> str:
    """Whole words only, whatever their case, also as they stand in HTML."""
    for dress in {words, html.escape(words)}:
        text = re.sub(rf"(?<!\w){re.escape(dress)}(?!\w)", lambda _found: instead, text, flags=re.IGNORECASE)
    return text


@dataclass(frozen=True)
class Holding:
    """Rows of one table that are about a person.

    `show` names what the person takes along, `erase` what stands in a column afterwards: a value, or a function of
    row and person. `deleted`: the whole row goes. `stays` narrows the rows to those that have to stay, `why` says it.
    """

    title: Any
    rows: Callable[[Person], QuerySet]
    show: tuple[str, ...]
    erase: Mapping[str, Any] = field(default_factory=dict)
    deleted: bool = False
    stays: Callable[[QuerySet, Person], QuerySet] | None = None
    why: Any = ""
    file: str = ""

    def parted(self, person: Person) -> tuple[QuerySet, QuerySet]:
        """What can be erased, and what stays."""
        rows = self.rows(person)
        if self.stays is None:
            return (rows, rows.none()) if self.erase or self.deleted else (rows.none(), rows)
        staying = self.stays(rows, person)
        return rows.exclude(pk__in=staying.values("pk")), staying

    def erased(self, row: Model, person: Person) -> dict[str, Any]:
        return {
            column: value(row, person) if callable(value) else value
            for column, value in self.erase.items()
        }  # fmt: skip


@dataclass(frozen=True)
class Mentions:
    """Texts of others in which the person's address or name may stand; `reach` bounds where a name is his."""

    title: Any
    columns: tuple[str, ...]
    rows: Callable[[Person], QuerySet]
    reach: Callable[[Person], Q]

    def found(self, person: Person) -> QuerySet:
        words = Q(pk__in=[])
        for column in self.columns:
            words |= Q(**{f"{column}__icontains": person.name}) & self.reach(person)
            for address in person.addresses:
                words |= Q(**{f"{column}__icontains": address})
        return self.rows(person).filter(words)


def holdings() -> list[Holding]:
    return [one for part in named("PERSON_DATA") for one in part if isinstance(one, Holding)]


def mentions() -> list[Mentions]:
    return [one for part in named("PERSON_DATA") for one in part if isinstance(one, Mentions)]
