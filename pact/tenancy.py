"""Whose a row is. Every model states it; a wall test refuses one that does not."""

from enum import Enum


class Tenancy(Enum):
    OWNED = "owned"  # private rows of an organization or a group: `visible_to` and row-level security
    SHARED = "shared"  # the Pact's common register, public domain by clause 6.1.3
    SYSTEM = "system"  # mechanism: no page lists it by itself
