"""Who is told what the committee has decided."""

from datetime import date

from pact.accounts.models import User
from participants.models import Appointment, Participation

# Whom a kind of decision concerns: the roles in which organizations take part; none: whoever takes part.
_CONCERNED = {"SCOPE": None, "TARGET": None, "FEE": ("COORDINATING",)}
READERS = ("SIGNATORY", "MANAGER")


def every_reader_of(kind: str, day: date) -> list[User]:
    """Who signs for a concerned participant or manages its people; for letters, which have no actor."""
    if kind not in _CONCERNED:
        return []
    held = Participation.objects.on(day)
    roles = _CONCERNED[kind]
    held = held.filter(role__in=roles) if roles else held
    powers = Appointment.objects.in_force(day).filter(role__in=READERS, organization__in=held.values("organization"))
    return list(User.objects.filter(appointments__in=powers, is_active=True).distinct().order_by("pk"))
