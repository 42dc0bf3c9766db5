"""The demo's part of this floor."""

from governance.demo.applications import admit_applicants, ask_to_confirm, confirm, pipeline
from governance.demo.founding import constitute, lay
from governance.demo.register import decide, propose_budget

__all__ = ["admit_applicants", "ask_to_confirm", "confirm", "constitute", "decide", "lay", "pipeline", "propose_budget"]
