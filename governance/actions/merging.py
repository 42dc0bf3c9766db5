"""What follows on this floor when two records of one organization are made one."""

from datetime import datetime

from django.conf import settings

from governance.actions import rounds, seats
from governance.models import SeatTerm
from pact.access import Actor
from pact.deadlines.days import day_in
from participants.models import Organization


def follow(gone: Organization, stays: Organization, *, at: datetime) -> None:
    """The seat goes on with the record that stays: same number, same member, same end, and the chair with it.

    In a round of consent two voices become one: that of the record that stays, which is asked if it was not before."""
    day, hand = day_in(at, settings.SECRETARIAT_TIME_ZONE), Actor.hand("merge")
    for term in SeatTerm.objects.written_for(day).filter(organization=gone).select_related("user"):
        until_on, chairs = term.period.upper, term.chair_terms.filter(period__contains=day).exists()
        seats.end(hand, term, at=at)
        facts = {"seat_no": term.seat_no, "user": term.user, "joining_rank": term.joining_rank}
        following = seats.seat(hand, organization=stays, from_on=day, until_on=until_on, at=at, **facts)
        if chairs:
            seats.elect_chair(hand, following, from_on=day, at=at)
    rounds.follow(at=at, why_out="is one organisation with another record now (merged)")
