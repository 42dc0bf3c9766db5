"""The figures of the annual report (CFIT-EM 8): a snapshot's body in, drawings and tables out, for screen and paper.

Each answers one question, shows its coverage, and carries its numbers as a table and as CSV.
"""

from reports.figures.drawn import Figure, all_of
from reports.figures.printed import for_paper

__all__ = ["Figure", "all_of", "for_paper"]
