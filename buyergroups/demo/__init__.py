"""A believable life of this floor, built by its own actions; each noun has a file."""

from buyergroups.demo.care import (
    send_members,
    set_up,
    start_groups,
    vacate,
)
from buyergroups.demo.gatherings import (
    arrange_autumn,
    arrange_spring,
    arrange_workshop,
    hold_autumn,
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
from buyergroups.demo.statements import (
    freeze,
    state_and_close,
    state_demand,
)
from buyergroups.demo.tenders import (
    announce_tenders,
    ask_about_tenders,
    go_on_with_tenders,
    tender_on_paper,
)
from buyergroups.demo.working_groups import (
    LAPTOPS,
    MONITORING,
    begin_working_groups,
    invite_guests,
    join_working_groups,
    propose_working_group,
)

__all__ = [
    "GROUPS",
    "LAPTOPS",
    "LATER",
    "MONITORING",
    "NEW",
    "STAFF",
    "announce_tenders",
    "appoint",
    "arrange_autumn",
    "arrange_spring",
    "arrange_workshop",
    "ask_about_tenders",
    "ask_newcomers",
    "ask_to_check",
    "begin_working_groups",
    "check_again",
    "found_groups",
    "freeze",
    "gather",
    "go_on_with_tenders",
    "hold_autumn",
    "invite_guests",
    "join_working_groups",
    "propose_delegate",
    "propose_working_group",
    "send_members",
    "set_up",
    "start_groups",
    "state_and_close",
    "state_demand",
    "tender_on_paper",
    "vacate",
]
