"""The person who sits for an organization: one of its people, or somebody who gets an account by it."""

from datetime import datetime

from django.conf import settings

from pact.access import CannotNow
from pact.accounts.actions import ensure_user
from pact.deadlines.days import day_in
from participants.models import Organization
from participants.queries import person_of


def member_of(
    organization: Organization, *, person: str = "", name: str = "", email: str = "", function: str = "", at: datetime
):
    """`person` is the reference of one of its people; else an account of this address, made when there is none."""
    if person:
        user = person_of(organization, person, day_in(at, settings.SECRETARIAT_TIME_ZONE))
        if user is None:
            raise CannotNow(f"This person acts for {organization.name} no more. Choose another one.")
        return user
    return ensure_user(
        email.strip(), name=name.strip(), function=function.strip(), at=at, time_zone=organization.time_zone
    )
