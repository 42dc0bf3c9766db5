"""The demo's part of this floor."""

from governance.demo.applications import admit_applicants, ask_to_confirm, confirm, pipeline
from governance.demo.disputes import present_dispute, settle_dispute
from governance.demo.founding import constitute, lay
from governance.demo.terminations import close_case, invite_to_hearing

__all__ = [
    "admit_applicants",
    "ask_to_confirm",
    "close_case",
    "confirm",
    "constitute",
    "invite_to_hearing",
    "lay",
    "pipeline",
    "present_dispute",
    "settle_dispute",
]
