"""A believable life of this floor, built by its own actions; each noun has a file."""

from buyergroups.demo.groups import (
    GROUPS,
    LATER,
    NEW,
    STAFF,
    appoint,
    ask_newcomers,
    ask_to_check,
    check_again,
    found_groups,
    gather,
    propose_delegate,
)
from buyergroups.demo.outreach import reach_out
from buyergroups.demo.users_served import correct, first_figures, state_blocks

__all__ = [
    "GROUPS",
    "LATER",
    "NEW",
    "STAFF",
    "appoint",
    "ask_newcomers",
    "ask_to_check",
    "check_again",
    "correct",
    "first_figures",
    "found_groups",
    "gather",
    "propose_delegate",
    "reach_out",
    "state_blocks",
]
