"""Who decides, and what was decided."""

from governance.models.decisions import Decision, Elector, Vote
from governance.models.matters import Matter
from governance.models.product_groups import ProductGroup, ScopePeriod
from governance.models.seats import ChairTerm, SeatTerm

__all__ = ["ChairTerm", "Decision", "Elector", "Matter", "ProductGroup", "ScopePeriod", "SeatTerm", "Vote"]
