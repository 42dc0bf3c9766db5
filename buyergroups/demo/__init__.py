"""A believable life of this floor, built by its own actions; each noun has a file."""

from buyergroups.demo.gatherings import arrange_autumn, arrange_spring, hold_autumn
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
from buyergroups.demo.statements import freeze, state_and_close, state_demand

__all__ = [
    "GROUPS",
    "LATER",
    "NEW",
    "STAFF",
    "appoint",
    "arrange_autumn",
    "arrange_spring",
    "ask_newcomers",
    "ask_to_check",
    "check_again",
    "found_groups",
    "freeze",
    "gather",
    "hold_autumn",
    "propose_delegate",
    "state_and_close",
    "state_demand",
]
