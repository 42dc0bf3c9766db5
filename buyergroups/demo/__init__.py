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
from buyergroups.demo.tenders import (
    announce_tenders,
    ask_about_tenders,
    go_on_with_tenders,
    tender_on_paper,
)

__all__ = [
    "GROUPS",
    "LATER",
    "NEW",
    "STAFF",
    "announce_tenders",
    "appoint",
    "ask_about_tenders",
    "ask_newcomers",
    "ask_to_check",
    "check_again",
    "found_groups",
    "gather",
    "go_on_with_tenders",
    "propose_delegate",
    "tender_on_paper",
]
