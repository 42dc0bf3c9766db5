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
from buyergroups.demo.outreach import (
    reach_out,
)
from buyergroups.demo.statements import (
    ask_working_group,
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
from buyergroups.demo.users_served import (
    correct,
    first_figures,
    state_blocks,
)
from buyergroups.demo.voices import (
    share,
    tell,
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
    "adopt",
    "announce_tenders",
    "appoint",
    "approve",
    "arrange_autumn",
    "arrange_spring",
    "arrange_workshop",
    "ask_about_phones",
    "ask_about_tenders",
    "ask_newcomers",
    "ask_to_check",
    "ask_working_group",
    "begin_working_groups",
    "check_again",
    "consult_again",
    "correct",
    "first_figures",
    "found_groups",
    "freeze",
    "gather",
    "go_on_with_tenders",
    "guide",
    "hold_autumn",
    "invite_guests",
    "join_working_groups",
    "lay",
    "open_guide_vote",
    "propose_delegate",
    "propose_working_group",
    "put_guide",
    "reach_out",
    "send_members",
    "set_up",
    "share",
    "start_groups",
    "state_and_close",
    "state_blocks",
    "state_demand",
    "take_up",
    "tell",
    "tender_on_paper",
    "vacate",
]
