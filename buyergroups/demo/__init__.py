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
from buyergroups.demo.library import (
    adopt,
    approve,
    ask_about_phones,
    consult_again,
    guide,
    lay,
    open_guide_vote,
    put_guide,
    take_up,
)

__all__ = [
    "GROUPS",
    "LATER",
    "NEW",
    "STAFF",
    "adopt",
    "appoint",
    "approve",
    "ask_about_phones",
    "ask_newcomers",
    "ask_to_check",
    "check_again",
    "consult_again",
    "found_groups",
    "gather",
    "guide",
    "lay",
    "open_guide_vote",
    "propose_delegate",
    "put_guide",
    "take_up",
]
