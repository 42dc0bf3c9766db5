"""What pages, letters and upper floors read of this floor."""

from participants.queries.applications import (
    OPEN as OPEN_STATES,
)
from participants.queries.applications import (
    application_card,
    applications,
    applications_asked,
    duplicates_of,
    open_question,
    pipeline_rows,
    similar_organizations,
)
from participants.queries.organizations import (
    invitations,
    listed,
    membership_of,
    organization_record,
    organizations,
    participations,
    region_choices,
    support_letters,
)
from participants.queries.people import (
    Handing,
    Person,
    committee_people,
    handing,
    open_invitations,
    people_of,
    people_with,
    person_of,
    powers_of,
    role_names,
    secretariat_people,
)

__all__ = [
    "OPEN_STATES",
    "Handing",
    "Person",
    "application_card",
    "applications",
    "applications_asked",
    "committee_people",
    "duplicates_of",
    "handing",
    "invitations",
    "listed",
    "membership_of",
    "open_invitations",
    "open_question",
    "organization_record",
    "organizations",
    "participations",
    "people_of",
    "people_with",
    "person_of",
    "pipeline_rows",
    "powers_of",
    "region_choices",
    "role_names",
    "secretariat_people",
    "similar_organizations",
    "support_letters",
]
