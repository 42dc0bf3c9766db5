"""Who takes part: organizations, their people and powers, applications, participation."""

from participants.models.applications import (
    Application,
    ApplicationQuestion,
    ApplicationRole,
    CriterionFinding,
)
from participants.models.appointments import Appointment
from participants.models.delegations import Delegation
from participants.models.invitations import Invitation
from participants.models.letters import RecordedLetter
from participants.models.listings import Listing
from participants.models.misuse import MisuseReport
from participants.models.notices import TerminationNotice
from participants.models.onboarding import OnboardingItem
from participants.models.organizations import Identifier, Organization
from participants.models.participations import Participation, SupportLetter
from participants.models.screenings import Screening
from participants.models.signatures import Signature
from participants.models.signing import SigningRequest
from participants.models.supporters import MarketingException, PromotionNote
from participants.models.tallies import Tally
from participants.models.territories import Territory
from participants.models.texts import PactText

__all__ = [
    "Application",
    "ApplicationQuestion",
    "ApplicationRole",
    "Appointment",
    "CriterionFinding",
    "Delegation",
    "Identifier",
    "Invitation",
    "Listing",
    "MarketingException",
    "MisuseReport",
    "OnboardingItem",
    "Organization",
    "PactText",
    "Participation",
    "PromotionNote",
    "RecordedLetter",
    "Screening",
    "Signature",
    "SigningRequest",
    "SupportLetter",
    "Tally",
    "TerminationNotice",
    "Territory",
]
