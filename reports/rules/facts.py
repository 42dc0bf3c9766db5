"""What a snapshot is made from: plain values, gathered by the queries of this floor."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LineFact:
    """One device line of an accepted version. `group`: slug of the buyer group that received it, "" for none.

    `lifetime_months` None: not known; `quantity` None: not known. Codes as in the monitoring floor."""

    organization: str
    group: str
    product_group: str
    condition: str
    quantity: int | None
    meets_criteria: int | None
    lifetime_months: int | None
    end_of_life: str
    labels: tuple[str, ...]
    country: str
    organization_country: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ReporterFact:
    """One organization that was asked. `state`: REPORTED, NIL, NOT_ACCEPTED (sent, left out), MISSING."""

    slug: str
    name: str
    country: str
    group: str
    state: str
    devices: int | None


@dataclass(frozen=True, slots=True)
class GroupFact:
    """One buyer group with what its coordinator wrote; `sections` by code, in English."""

    slug: str
    name: str
    coordinator: str
    members: int
    users: int
    sections: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PactFact:
    """The Pact on the last day of the year."""

    participants: int
    procuring: int
    coordinating: int
    supporters: int
    countries: int
    joined: int
    left: int
    users: int
    users_participants: int
    users_members: int
    users_observers: int
    users_as_of: str
    users_target: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything of one year. `scope`: codes of the product groups that the year counts; `names` by code;
    `history`: headline figures of the years published before, oldest first;
    `ring`: year of joining and whether it coordinates, for each participant in order of joining."""

    year: int
    edition: int
    pact: PactFact
    reporters: tuple[ReporterFact, ...]
    groups: tuple[GroupFact, ...]
    lines: tuple[LineFact, ...]
    scope: tuple[str, ...]
    names: dict[str, str]
    history: tuple[dict, ...] = ()
    ring: tuple[tuple[int, bool], ...] = ()
