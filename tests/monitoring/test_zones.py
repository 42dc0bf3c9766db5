"""Register I-24: where a day of the yearly figures ends, as it is read when the year opens."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from monitoring.actions import submissions
from monitoring.deadlines import ask_for_figures
from monitoring.queries.zones import zone_of
from pact.access import scope
from pact.deadlines.models import Obligation
from pact.rulebook.actions import change_rule

pytestmark = pytest.mark.django_db
FAR = "Pacific/Auckland"


@pytest.mark.parametrize(("reading", "zone"), [("OWN_ZONE", FAR), ("SECRETARIAT_ZONE", settings.SECRETARIAT_TIME_ZONE)])
def test_i_24_the_day_ends_in_the_zone_that_is_read(cast, submission, reading, zone):
    submission.organization.time_zone = FAR
    submission.organization.save()
    if reading != "OWN_ZONE":
        change_rule("reading.i-24", reading, by="DECISION", valid_from=submission.cycle.opens_on, source="SC-2026-001")
    assert zone_of(submission) == zone
    with scope.as_system("test"):
        Obligation.objects.filter(kind="monitoring.figures_due").delete()
        ask_for_figures(submission, at=cast.at)
    due = Obligation.objects.get(kind="monitoring.figures_due", organization_id=submission.organization_id)
    assert due.due_at.astimezone(ZoneInfo(zone)).date() == submission.due_on
    evening = datetime.combine(submission.due_on, datetime.max.time(), UTC).replace(hour=14, minute=0)
    with scope.entered(cast.ingrid):
        submissions.send_nil(cast.ingrid, submission, "Nothing bought.", at=evening)
    submission.refresh_from_db()
    assert submission.timeliness == ("LATE" if reading == "OWN_ZONE" else "ON_TIME")
