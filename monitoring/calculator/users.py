"""Users served against the target of three million (Pact 1.2.1.d, 3.2.1.c; CFIT-EM 4, "Users served")."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .exact import FINE, fixed
from .factors import FactorSet

APPROVED = "approved"
PROCURING = "procuring"


@dataclass(frozen=True, slots=True)
class GroupUsers:
    """The latest number of users a buyer group reported (None: nothing yet) and the organisations that sit in it."""

    id: str
    reported_users: int | None
    member_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganizationUsers:
    """Users of an organisation; `approved` procuring organisations count on their own when they sit in no group."""

    id: str
    users: int | None
    approved: bool
    procuring: bool = True


@dataclass(frozen=True, slots=True)
class UsersServed:
    """sum_reported - double_counted + unaffiliated = users_served; target_fraction of the user target, six places."""

    sum_reported: int
    double_counted: int
    unaffiliated: int
    users_served: int
    target_fraction: Decimal


def users_served(
    groups: Iterable[GroupUsers], organizations: Iterable[OrganizationUsers], factors: FactorSet
) -> UsersServed:
    """Sum of the groups' numbers, less (k - 1) x users of each organisation in k groups, plus approved procuring
    organisations in no group. Each organisation counts once however often it is listed; unknown numbers count 0.
    """
    groups = list(groups)
    known = {organization.id: organization for organization in organizations}
    seats = Counter(member for group in groups for member in set(group.member_ids))
    reported = sum(group.reported_users or 0 for group in groups)
    double = sum(
        (count - 1) * (known[member].users or 0) for member, count in seats.items() if count > 1 and member in known
    )
    alone = sum(
        organization.users or 0
        for organization in known.values()
        if organization.approved and organization.procuring and organization.id not in seats
    )
    served = reported - double + alone
    target = factors.parameter("user_target").central
    return UsersServed(reported, double, alone, served, fixed(Fraction(served) / target, FINE))
