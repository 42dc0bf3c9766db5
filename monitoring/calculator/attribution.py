"""Where a line counts (CFIT-EM 4, "Double counting"): one delivery, one line id, one organisation, one buyer group.

A line belongs to the organisation that uses the devices. An organisation in several buyer groups has one primary
group that receives its lines; the others may show them as "shared", outside sums. The Pact's total is the sum of
distinct lines = primary groups + unaffiliated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .inputs import LineInput

UNAFFILIATED = "unaffiliated"
PACT = "PACT"


class Conflict(ValueError):
    """Two statements about one line or organisation that cannot both hold."""


@dataclass(frozen=True, slots=True)
class OwnedLine:
    """A line with its public id, revision, the organisation it was entered by, the one it was bought for, and the
    buyer groups of its organisation."""

    id: str | None
    line: LineInput
    organization: str
    buyer_groups: tuple[str, ...] = ()
    on_behalf_of: str | None = None
    revision: int = 1

    @property
    def user(self) -> str:
        """The organisation that uses the devices."""
        return self.on_behalf_of or self.organization


def distinct(lines: Iterable[OwnedLine]) -> list[OwnedLine]:
    """Each line id once, in its last revision. Raises Conflict when one revision is stated in two ways."""
    kept: dict[str, OwnedLine] = {}
    anonymous = []
    for line in lines:
        if line.id is None:
            anonymous.append(line)
            continue
        before = kept.get(line.id)
        if before is None or line.revision > before.revision:
            kept[line.id] = line
        elif line.revision == before.revision and (line.line, line.user) != (before.line, before.user):
            raise Conflict(f"Line {line.id} is stated twice with different contents.")
    return [*kept.values(), *anonymous]


def home_of(line: OwnedLine, primary: Mapping[str, str | None]) -> str:
    """The primary buyer group that receives the line, or UNAFFILIATED. Raises Conflict when none of several is primary.

    `primary`: buyer group by organisation, None for one in no group.
    """
    owner = line.user if line.user in primary else line.organization
    if owner in primary:
        return primary[owner] or UNAFFILIATED
    if len(set(line.buyer_groups)) > 1:
        raise Conflict(f"Organisation {owner} sits in several buyer groups and none of them is its primary one.")
    return line.buyer_groups[0] if line.buyer_groups else UNAFFILIATED


def by_home(
    lines: Iterable[OwnedLine], primary: Mapping[str, str | None], scope: frozenset[str] | set[str]
) -> dict[str, list[LineInput]]:
    """The distinct lines of product groups in scope, by the buyer group that receives them.

    Every primary group of `primary` and UNAFFILIATED are present, also when no line belongs to them.
    """
    homes: dict[str, list[LineInput]] = {group: [] for group in primary.values() if group}
    homes[UNAFFILIATED] = []
    for line in distinct(lines):
        if line.line.product_group in scope:
            homes.setdefault(home_of(line, primary), []).append(line.line)
    return homes
