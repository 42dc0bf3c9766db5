"""Where the participants work together."""

from buyergroups.models.adoptions import Adoption, AdoptionVote
from buyergroups.models.care import MemberImport, OutreachEntry, StartUpCase
from buyergroups.models.carried import carrying, delegates_of, name_of_delegate
from buyergroups.models.cpv import Cpv, cpv_codes
from buyergroups.models.gatherings import Gathering, GatheringAttendance, SharedFile
from buyergroups.models.groups import BuyerGroup, GroupMembership, GroupTerritory, Representative
from buyergroups.models.library import Criterion, Label, LibraryItem, LibraryVersion
from buyergroups.models.outreach import in_since, outreach_in
from buyergroups.models.statements import JointStatement, SignUp
from buyergroups.models.tenders import TenderEntry, TenderLot, TenderMove
from buyergroups.models.users_served import UsersBlock, UsersServed, standings_on
from buyergroups.models.voices import Comment, Feedback, FeedbackSummary, GoodExample
from buyergroups.models.working_groups import (
    GuestDoor,
    WorkingGroup,
    WorkingGroupChair,
    WorkingGroupGuest,
    WorkingGroupMember,
)

__all__ = [
    "Adoption",
    "AdoptionVote",
    "BuyerGroup",
    "Comment",
    "Cpv",
    "Criterion",
    "Feedback",
    "FeedbackSummary",
    "Gathering",
    "GatheringAttendance",
    "GoodExample",
    "GroupMembership",
    "GroupTerritory",
    "GuestDoor",
    "JointStatement",
    "Label",
    "LibraryItem",
    "LibraryVersion",
    "MemberImport",
    "OutreachEntry",
    "Representative",
    "SharedFile",
    "SignUp",
    "StartUpCase",
    "TenderEntry",
    "TenderLot",
    "TenderMove",
    "UsersBlock",
    "UsersServed",
    "WorkingGroup",
    "WorkingGroupChair",
    "WorkingGroupGuest",
    "WorkingGroupMember",
    "carrying",
    "cpv_codes",
    "delegates_of",
    "in_since",
    "name_of_delegate",
    "outreach_in",
    "standings_on",
]
