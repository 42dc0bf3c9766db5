"""What follows in the reports when a coordinating role ends (6.6.1)."""

from datetime import datetime

from django.conf import settings

from pact.deadlines.days import day_in
from participants.models import Organization
from reports import deadlines
from reports.models import ActionPlan


def follow(organization: Organization, *, at: datetime) -> None:
    """Nobody is asked for the plan of a role that is over; what was shared stays public."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    drafts = ActionPlan.objects.filter(organization=organization, state=ActionPlan.State.DRAFT)
    for plan in drafts.exclude(participation__period__contains=day):
        deadlines.PLAN_DUE.waive(plan, at)
