"""The yearly figures of an organization on the Secretariat's record."""

from monitoring.models import Submission
from monitoring.queries.submissions import own_submissions
from pact.access import Actor
from participants.models import Organization
from participants.queries import both_histories


def record_of(actor: Actor, organization: Organization) -> list[Submission]:
    """Its years, newest first, and those that a duplicate merged into it began or sent, under the duplicate's name."""
    rows = own_submissions(actor).filter(both_histories(organization))
    rows = rows.exclude(state=Submission.State.NOT_BEGUN, organization__merged_into=organization)
    return list(rows.order_by("-cycle__year", "organization__merged_on", "organization__name"))
