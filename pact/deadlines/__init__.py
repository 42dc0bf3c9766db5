"""What is due, whom it wakes, and the tasks page. A floor declares its kinds in `deadlines.py`; see README.md."""

from pact.deadlines.days import add_months, end_of_day
from pact.deadlines.kinds import Kind

__all__ = ["Kind", "add_months", "end_of_day"]
