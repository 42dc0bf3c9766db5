"""The cards themselves: plain frozen values. A person's name or address is on none of them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeVar

from django_countries import countries

from participants.models.organizations import LegalKind
from participants.rules import is_private

T = TypeVar("T")


def kind_name(code: str) -> str:
    """A kind of organisation in words."""
    return str(LegalKind(code).label) if code in LegalKind.values else ""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a visitor asks for; empty values ask for nothing. Unknown codes find nobody."""

    q: str = ""
    country: str = ""
    role: str = ""
    kind: str = ""
    group: str = ""
    joined_from: date | None = None
    joined_to: date | None = None
    newest_first: bool = False

    @property
    def facets_asked(self) -> list[tuple[str, str]]:
        """The filters that are counted, as (facet, code)."""
        pairs = (("country", self.country), ("role", self.role), ("kind", self.kind), ("group", self.group))
        return [(name, code) for name, code in pairs if code]

    @property
    def counted(self) -> bool:
        """Whether the number of those found is known without counting: at most one filter, and no search."""
        return not (self.q or self.joined_from or self.joined_to) and len(self.facets_asked) <= 1


@dataclass(frozen=True, slots=True)
class GroupCard:
    slug: str
    name: str


class ParticipantCard(NamedTuple):
    """One row of a list. `roles` are codes: COORDINATING, PROCURING, SUPPORTER; `ended_on` is the first day without.

    A tuple, because a page makes 25 of them at once: a frozen dataclass costs five times as much to make.
    """

    slug: str
    name: str
    name_en: str
    language: str
    country: str
    legal_kind: str
    sector: str
    roles: tuple[str, ...]
    since: date | None
    ended_on: date | None
    groups: tuple[GroupCard, ...]
    users_served: int | None
    users_served_on: date | None
    latest_year: int | None
    latest_devices: int | None
    latest_state: str
    founding: bool

    @property
    def country_name(self) -> str:
        return countries.name(self.country) if self.country else ""

    @property
    def kind_name(self) -> str:
        return kind_name(self.legal_kind)

    @property
    def private(self) -> bool:
        return is_private(self.legal_kind)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """`after` and `before` are cursors for the addresses of the next and the previous page; None: there is none."""

    items: tuple[T, ...]
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    code: str
    label: str
    n: int


@dataclass(frozen=True, slots=True, eq=False)
class Facets:
    """How many there are, by what can be filtered; of one list. The same counts are the same object: what is drawn
    from them can be kept by it."""

    total: int = 0
    countries: tuple[Facet, ...] = ()
    roles: tuple[Facet, ...] = ()
    kinds: tuple[Facet, ...] = ()
    groups: tuple[Facet, ...] = ()
    both_roles: int = 0

    def found(self, filters: Filters) -> int | None:
        """How many these filters find; None where only counting would tell."""
        if not filters.counted:
            return None
        if not filters.facets_asked:
            return self.total
        name, code = filters.facets_asked[0]
        lists = {"country": self.countries, "role": self.roles, "kind": self.kinds, "group": self.groups}
        return next((facet.n for facet in lists[name] if facet.code == code), 0)


@dataclass(frozen=True, slots=True)
class RoleCard:
    """One role of an organisation; `until` is the first day without it."""

    ref: str
    role: str
    since: date
    until: date | None
    state: str
    text_version: int
    text_sha256: str
    decision_number: str
    founding: bool
    end_kind: str


@dataclass(frozen=True, slots=True)
class SupportCard:
    """A Letter of Support: `letter` is its whole text as signed, and `sha256` the hash of exactly that text (2.2.2)."""

    ref: str
    since: date
    until: date | None
    state: str
    undertakings: tuple[str, ...]
    letter: str
    sha256: str
    text_version: int
    decision_number: str
    founding: bool
    end_kind: str


@dataclass(frozen=True, slots=True)
class PromotionCard:
    """What a supporter did in a year to promote the Pact, in its own words (2.2.2 a)."""

    year: int
    text: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class ExceptionCard:
    """Marketing or sales that was agreed with a supporter (2.2.2 c); `until` is the last day."""

    ref: str
    slug: str
    name: str
    scope: str
    since: date
    until: date
    agreed_for: str
    decision_number: str
    standing: str
    ended_on: date | None
    end_reason: str


@dataclass(frozen=True, slots=True)
class SupporterProfile:
    """One supporter, now or once."""

    profile: "ParticipantProfile"
    letters: tuple[SupportCard, ...]
    notes: tuple[PromotionCard, ...]
    exceptions: tuple[ExceptionCard, ...]

    @property
    def letter(self) -> SupportCard:
        """The newest."""
        return self.letters[-1]


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """A written notice of termination as published (6.6.1)."""

    ref: str
    organization: str
    slug: str
    role: str
    text: str
    sent_on: date
    effective_on: date
    published_at: datetime
    channel: str
    file_size: int | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """The signed paper of a notice: where it lies, what it is called for people, and its hash."""

    path: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ParticipantProfile:
    card: ParticipantCard
    short_name: str
    city: str
    website: str
    contact_function: str
    contact_email: str
    parent: GroupCard | None
    identifiers: tuple[str, ...] = ()
    roles: tuple[RoleCard, ...] = ()
    support: tuple[SupportCard, ...] = ()
    notices: tuple[NoticeCard, ...] = field(default=())
    merged: tuple[tuple[str, date], ...] = ()  # names of records that were the same organisation, and since when one

    @property
    def active(self) -> bool:
        return self.card.ended_on is None


@dataclass(frozen=True, slots=True)
class RingStroke:
    """One participant in joining order; a long stroke coordinates."""

    year: int
    long: bool = False
