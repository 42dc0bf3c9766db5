"""Who decides, and what was decided."""

from governance.models.amendments import Amendment
from governance.models.decisions import Decision, Elector, Vote
from governance.models.disputes import Dispute, DisputeParty
from governance.models.elections import Candidate, Election, ElectionBallot, ElectionVoter
from governance.models.extensions import Extension
from governance.models.matters import Matter
from governance.models.meetings import AgendaItem, Attendance, Meeting, Minutes
from governance.models.product_groups import ProductGroup, ScopePeriod
from governance.models.rotation import RotationPlan, RotationSeat, SeatDecline
from governance.models.rounds import Consent, ConsentRound, RoundMember
from governance.models.seats import ChairTerm, SeatTerm
from governance.models.terminations import Hearing, TerminationCase

__all__ = [
    "AgendaItem",
    "Amendment",
    "Attendance",
    "Candidate",
    "ChairTerm",
    "Consent",
    "ConsentRound",
    "Decision",
    "Dispute",
    "DisputeParty",
    "Election",
    "ElectionBallot",
    "ElectionVoter",
    "Elector",
    "Extension",
    "Hearing",
    "Matter",
    "Meeting",
    "Minutes",
    "ProductGroup",
    "RotationPlan",
    "RotationSeat",
    "RoundMember",
    "ScopePeriod",
    "SeatDecline",
    "SeatTerm",
    "TerminationCase",
    "Vote",
]
