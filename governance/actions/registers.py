"""The register of events, told to those who would miss something: the committee and the Secretariat (Security F5)."""

from datetime import datetime, timedelta

from django.conf import settings

from governance import mails
from pact.audit import heads
from pact.deadlines.days import day_in
from participants.queries import committee_people, secretariat_people


def tell_heads(*, at: datetime) -> None:
    """Note the head of the day; once a week a letter with those of the week before. Quiet when nothing happened."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    heads.note(day)
    monday = day - timedelta(days=day.weekday())
    week = heads.noted(monday - timedelta(days=7), monday)
    if week:
        people = {user.pk: user for user in (*committee_people(day), *secretariat_people(day))}
        mails.register_heads(week, list(people.values()), at=at)
