"""The lives of the rows of this floor: tables of states and steps; each noun has a file."""

from buyergroups.flow.examples import GOOD_EXAMPLE
from buyergroups.flow.gatherings import GATHERING
from buyergroups.flow.groups import GROUP, MEMBER_IMPORT, MEMBERSHIP, START_UP
from buyergroups.flow.library import VERSION
from buyergroups.flow.tenders import TENDER

__all__ = ["GATHERING", "GOOD_EXAMPLE", "GROUP", "MEMBERSHIP", "MEMBER_IMPORT", "START_UP", "TENDER", "VERSION"]
