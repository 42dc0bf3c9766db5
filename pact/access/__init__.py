"""Who may: actors, permissions, pages, tenancy and the second line in the database.

Everything that other rooms use is imported from here.
"""

from pact.access.actors import Actor, GroupHat, Hat, WorkingGroupHat
from pact.access.pages import page, public_page
from pact.access.permissions import SIGNED_IN, CannotNow, Permission, Refused, may
from pact.access.prepared import prepared, written_once
from pact.access.refs import new_ref
from pact.access.tenancy import OwnedQuerySet
from pact.tenancy import Tenancy

__all__ = [
    "SIGNED_IN",
    "Actor",
    "CannotNow",
    "GroupHat",
    "Hat",
    "OwnedQuerySet",
    "Permission",
    "Refused",
    "Tenancy",
    "WorkingGroupHat",
    "may",
    "new_ref",
    "page",
    "prepared",
    "public_page",
    "written_once",
]
