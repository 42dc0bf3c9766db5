"""Where this floor names persons: by number in seats and votes, so the record stays when the name is gone."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from governance.models import SeatTerm, Vote
from pact.persons.holdings import Holding

_RECORD = _("The decisions of the Pact and who was entitled to take part in them stay; they name a number from now on.")
HELD = (
    Holding(
        _("Seats in the Steering Committee"),
        lambda person: SeatTerm.objects.filter(user=person.user_id),
        show=("seat_no", "organization__name", "period"),
        why=_RECORD,
    ),
    Holding(
        _("Votes you cast"),
        lambda person: Vote.objects.filter(cast_by=person.user_id),
        show=("elector__decision__number", "choice", "remark", "cast_at"),
        why=_RECORD,
    ),
)


def objections(user, day: date) -> list[str]:
    """What has to be handed over first: a seat of today or of later."""
    held = SeatTerm.objects.filter(user=user).filter(Q(period__endswith=None) | Q(period__endswith__gt=day))
    return [
        _g("Holds seat %(seat)s of the Steering Committee for %(organization)s: it gets another person first (5.1).")
        % {"seat": term.seat_no, "organization": term.organization.name}
        for term in held.select_related("organization")
    ]
