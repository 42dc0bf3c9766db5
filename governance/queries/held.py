"""Where this floor names persons: by number in seats and votes, so the record stays when the name is gone."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from governance.models import (
    Amendment,
    Attendance,
    Candidate,
    Consent,
    DisputeParty,
    ElectionVoter,
    Hearing,
    Minutes,
    SeatTerm,
    Vote,
)
from pact.persons.holdings import Holding

_RECORD = _("The decisions of the Pact and who took part in them stay; they name a number from then on.")
HELD = (
    Holding(
        _("Seats in the Steering Committee"),
        lambda person: SeatTerm.objects.filter(user=person.user_id),
        show=("seat_no", "organization__name", "period"),
        why=_RECORD,
    ),
    Holding(
        _("Votes cast"),
        lambda person: Vote.objects.filter(cast_by=person.user_id),
        show=("elector__decision__number", "choice", "remark", "cast_at"),
        why=_RECORD,
    ),
    Holding(
        _("Elections in which you stood"),
        lambda person: Candidate.objects.filter(user=person.user_id),
        show=("election__title", "organization__name", "accepted_at", "declined_at"),
        why=_RECORD,
    ),
    Holding(
        _("Elections in which you voted; for whom is known to nobody"),
        lambda person: ElectionVoter.objects.filter(user=person.user_id),
        show=("election__title", "round_no", "organization__name", "voted_at"),
        why=_RECORD,
    ),
    Holding(
        _("Meetings of the Steering Committee"),
        lambda person: Attendance.objects.filter(user=person.user_id),
        show=("meeting__title", "kind", "present"),
        why=_RECORD,
    ),
    Holding(
        _("Minutes that you wrote"),
        lambda person: Minutes.objects.filter(written_by=person.user_id),
        show=("meeting__title", "opening", "closing", "published_at"),
        why=_RECORD,
    ),
    Holding(
        _("Amendments that you requested for an organisation"),
        lambda person: Amendment.objects.filter(requested_by=person.user_id),
        show=("number", "title", "organization__name", "requested_at"),
        why=_RECORD,
    ),
    Holding(
        _("Answers that you gave for an organisation to all participants' consent"),
        lambda person: Consent.objects.filter(by=person.user_id),
        show=("round__question", "organization__name", "position", "capacity", "at"),
        why=_RECORD,
    ),
    Holding(
        _("Statements to a hearing"),
        lambda person: Hearing.objects.filter(statement_by=person.user_id),
        show=("case__number", "organization__name", "statement", "invited_at"),
        why=_RECORD,
    ),
    Holding(
        _("Views on a dispute"),
        lambda person: DisputeParty.objects.filter(views_by=person.user_id),
        show=("dispute__number", "organization__name", "views", "views_at"),
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
