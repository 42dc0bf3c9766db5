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
from buyergroups.demo.voices import share, tell

__all__ = [
    "GROUPS",
    "LATER",
    "NEW",
    "STAFF",
    "appoint",
    "ask_newcomers",
    "ask_to_check",
    "check_again",
    "found_groups",
    "gather",
    "propose_delegate",
    "share",
    "tell",
]
