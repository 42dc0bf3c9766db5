"""The people of the Secretariat: how the first of them comes in, before there is anybody who could invite him."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from pact.access import Actor, CannotNow, scope
from pact.accounts.actions import ensure_user
from pact.deadlines.days import day_in
from participants import deadlines, mails
from participants.actions import appointments
from participants.models import Appointment, Participation
from participants.queries import secretariat_people


@transaction.atomic
def first_person(email: str, name: str, *, at: datetime, more: bool = False):
    """Account, power and a letter; by whoever may run commands on the machine. Repeated for the same address it
    changes nothing. With a Secretariat there it needs `more`. Returns the account."""
    with scope.as_system("installation"):
        day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
        others = [user.email for user in secretariat_people(day) if user.email.lower() != email.lower()]
        if others and not more:
            raise CannotNow(f"There is a Secretariat already: {', '.join(others)}. To add a person, say --more.")
        user = ensure_user(email, name=name, function="Secretariat", at=at)
        hand = Actor.hand("installation")
        appointments.appoint(hand, user, None, Appointment.Role.SECRETARIAT, from_on=day, source="Installation", at=at)
        mails.first_person(user, at=at)
        if not Participation.objects.exists():
            about = ("participants.installation", "secretariat")
            deadlines.SET_UP.set(about=about, at=at, url_name="reports:cockpit", workspace="SECRETARIAT")
    return user


def set_up(at: datetime) -> None:
    """Somebody takes part: the installation lives."""
    deadlines.SET_UP.meet(("participants.installation", "secretariat"), at)
