"""The demo's part of this floor."""

from governance.demo.amendments import amend
from governance.demo.applications import admit_applicants, ask_to_confirm, confirm, pipeline
from governance.demo.disputes import present_dispute, settle_dispute
from governance.demo.elections import elect, elect_again, election_runs
from governance.demo.founding import constitute, lay, plan_rotation, rotate
from governance.demo.meetings import convene_spring, hold_meeting, plan_meetings
from governance.demo.register import decide, propose_budget
from governance.demo.terminations import close_case, invite_to_hearing

__all__ = [
    "admit_applicants",
    "amend",
    "ask_to_confirm",
    "close_case",
    "confirm",
    "constitute",
    "convene_spring",
    "decide",
    "elect",
    "elect_again",
    "election_runs",
    "hold_meeting",
    "invite_to_hearing",
    "lay",
    "pipeline",
    "plan_meetings",
    "plan_rotation",
    "present_dispute",
    "propose_budget",
    "rotate",
    "settle_dispute",
]
