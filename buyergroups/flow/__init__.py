"""The lives of the rows of this floor: tables of states and steps; each noun has a file."""

from buyergroups.flow.examples import GOOD_EXAMPLE
from buyergroups.flow.gatherings import GATHERING
from buyergroups.flow.groups import GROUP, MEMBER_IMPORT, MEMBERSHIP, START_UP
from buyergroups.flow.library import VERSION
from buyergroups.flow.outreach import OUTREACH
from buyergroups.flow.statements import STATEMENT
from buyergroups.flow.tenders import TENDER
from buyergroups.flow.working_groups import ADOPTION, GUEST, WORKING_GROUP

__all__ = [
    "ADOPTION",
    "GATHERING",
    "GOOD_EXAMPLE",
    "GROUP",
    "GUEST",
    "MEMBERSHIP",
    "MEMBER_IMPORT",
    "OUTREACH",
    "START_UP",
    "STATEMENT",
    "TENDER",
    "VERSION",
    "WORKING_GROUP",
]
