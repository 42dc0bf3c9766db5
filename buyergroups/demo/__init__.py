"""A believable life of this floor, built by its own actions; each noun has a file."""

from buyergroups.demo.care import (
    send_members,
    set_up,
    start_groups,
    vacate,
)
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
    "send_members",
    "set_up",
    "start_groups",
    "vacate",
]
