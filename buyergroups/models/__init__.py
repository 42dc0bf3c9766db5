"""Where the participants work together."""

from buyergroups.models.carried import carrying, delegates_of, name_of_delegate
from buyergroups.models.groups import BuyerGroup, GroupMembership, GroupTerritory, Representative
from buyergroups.models.users_served import UsersServed

__all__ = [
    "BuyerGroup",
    "GroupMembership",
    "GroupTerritory",
    "Representative",
    "UsersServed",
    "carrying",
    "delegates_of",
    "name_of_delegate",
]
