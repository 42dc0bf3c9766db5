"""What the world may see of this floor: frozen cards of published rows, never model instances.

`participants(filters, after=…)` and `facets()` cost one query each, whatever the number of participants.
"""

from participants.public.cards import (
    ExceptionCard,
    Facet,
    Facets,
    Filters,
    GroupCard,
    NoticeCard,
    NoticeFile,
    Page,
    ParticipantCard,
    ParticipantProfile,
    PromotionCard,
    RingStroke,
    RoleCard,
    SupportCard,
    SupporterProfile,
    kind_name,
)
from participants.public.files import csv_of, json_of
from participants.public.found import found_notices, found_organizations
from participants.public.lists import (
    counts_by_country,
    every_participant,
    facets,
    former,
    participants,
    recently_joined,
    ring,
    supporters,
)
from participants.public.profiles import moved_to, notice, notice_file, notices, participant, preview
from participants.public.support import exceptions, supporter
from participants.public.terms import Terms, terms
from participants.public.texts import Clause, PactTextCard, pact_text, pact_versions

__all__ = [
    "Clause",
    "ExceptionCard",
    "Facet",
    "Facets",
    "Filters",
    "GroupCard",
    "NoticeCard",
    "NoticeFile",
    "PactTextCard",
    "Page",
    "ParticipantCard",
    "ParticipantProfile",
    "PromotionCard",
    "RingStroke",
    "RoleCard",
    "SupportCard",
    "SupporterProfile",
    "Terms",
    "counts_by_country",
    "csv_of",
    "every_participant",
    "exceptions",
    "facets",
    "former",
    "found_notices",
    "found_organizations",
    "json_of",
    "kind_name",
    "moved_to",
    "notice",
    "notice_file",
    "notices",
    "pact_text",
    "pact_versions",
    "participant",
    "participants",
    "preview",
    "recently_joined",
    "ring",
    "supporter",
    "supporters",
    "terms",
]
