"""Where a day of the yearly figures ends (register I-24)."""

from django.conf import settings

from monitoring.models import Submission
from pact.rulebook import rule


def zone_of(submission: Submission) -> str:
    """The organization's own zone or the Secretariat's, as it is read on the day on which the year opens."""
    reading = rule("reading.i-24", on=submission.cycle.opens_on)
    return settings.SECRETARIAT_TIME_ZONE if reading == "SECRETARIAT_ZONE" else submission.organization.time_zone
