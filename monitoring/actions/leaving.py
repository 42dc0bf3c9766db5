"""What follows for the figures when somebody leaves the Pact (6.6.1)."""

from datetime import datetime

from django.conf import settings

from buyergroups.queries.groups import recipients
from monitoring import deadlines
from monitoring.actions.cycles import reroute
from monitoring.models import Cycle, Submission
from monitoring.models.submissions import UNSENT
from pact.access import Actor
from pact.deadlines.days import day_in
from participants.models import Organization, Participation


def follow(organization: Organization, *, at: datetime) -> None:
    """A role ended. Who no longer procures owes no figures: what was not sent stays readable and is asked for no more.
    Who no longer coordinates receives none: they go to the Secretariat."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    held = set(Participation.objects.on(day).filter(organization=organization).values_list("role", flat=True))
    hand, to = Actor.hand("end-of-participation"), recipients(day)
    for cycle in Cycle.objects.filter(state="OPEN"):
        reroute(hand, cycle, to, at=at)
        if Participation.Role.PROCURING not in held:
            for submission in Submission.objects.filter(cycle=cycle, organization=organization, state__in=UNSENT):
                deadlines.FIGURES_DUE.waive(submission, at)


def group_changed(_group, *, at: datetime) -> None:
    """A group rests, closes, or works again: figures that are not sent follow their recipient, and what waits to be
    looked through does when nobody receives it any more (preamble P17)."""
    hand, to = Actor.hand("groups"), recipients(day_in(at, settings.SECRETARIAT_TIME_ZONE))
    for cycle in Cycle.objects.filter(state="OPEN"):
        reroute(hand, cycle, to, at=at)
