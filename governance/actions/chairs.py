"""The chair of the committee, elected from its midst (Pact 5.1.3): what the committee tells an election of itself."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from governance import rules
from governance.actions import seats
from governance.models import Candidate, ChairTerm, Election, SeatTerm
from pact.access import Actor
from participants.actions import appointments
from participants.models import Appointment


def _members(_ref: str, day: date) -> list[rules.Member]:
    terms = SeatTerm.objects.on(day).select_related("organization", "user").order_by("seat_no")
    return [rules.Member(term.organization, term.user) for term in terms]


def _objection(election: Election, member: rules.Member) -> str:
    """The chair ends with the seat: it has to run when the chair begins (5.1.3)."""
    day = election.takes_office_on
    if SeatTerm.objects.on(day).filter(organization=member.organization, user=member.user).exists():
        return ""
    return (
        f"{member.user.name} has no seat on {day:%-d %B %Y}, when the chair begins. The chair comes from the midst of "
        "the committee and ends with the seat (Pact 5.1.3)."
    )


@transaction.atomic
def _follow(election: Election, candidate: Candidate, *, actor: Actor, at: datetime) -> None:
    """Whoever is elected is in the chair from the day on; a chair that runs then hands over."""
    day, hand = election.takes_office_on, Actor.hand("election")
    for chair in ChairTerm.objects.filter(period__endswith__gt=day).select_related("seat_term"):
        chair.period = DateRange(chair.period.lower, max(day, chair.period.lower))
        chair.save()
        powers = Appointment.objects.filter(role=Appointment.Role.CHAIR, until_on__gt=day)
        for power in powers.filter(user=chair.seat_term.user_id, organization=chair.seat_term.organization_id):
            appointments.end(hand, power, on=day, at=at, by_term=True)
    term = SeatTerm.objects.on(day).get(organization=candidate.organization_id, user=candidate.user_id)
    seats.elect_chair(hand, term, from_on=day, at=at)


COMMITTEE = rules.Body(
    title="Election of the chair of the Steering Committee",
    clause="5.1.3",
    who=_("only the Secretariat and the chair"),
    members=_members,
    belongs=lambda actor, _ref: actor.committee,
    calls=lambda actor, _ref: actor.sees_all or actor.chair,
    sees=lambda actor, _ref: actor.sees_all or actor.committee,
    objection=_objection,
    follow=_follow,
    page=lambda election: ("governance:election-detail", {"ref": election.ref}),
)
