"""The demo's part of this floor."""

from governance.demo.amendments import amend
from governance.demo.applications import admit_applicants, ask_to_confirm, confirm, pipeline
from governance.demo.founding import constitute, lay

__all__ = ["admit_applicants", "amend", "ask_to_confirm", "confirm", "constitute", "lay", "pipeline"]
