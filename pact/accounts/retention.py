"""How long what belongs to an account stays."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from pact.persons.retention import Kept


def _sessions(before: datetime, _at: datetime, limit: int) -> int:
    keys = list(Session.objects.filter(expire_date__lt=before).values_list("pk", flat=True)[:limit])
    return Session.objects.filter(pk__in=keys).delete()[0]


def _places(before: datetime, _at: datetime, limit: int) -> int:
    """Browser and network address of a session that is over."""
    living = Session.objects.values("session_key")
    over = UserSession.objects.filter(created_at__lt=before).exclude(session_key__in=living)
    keys = list(over.values_list("pk", flat=True)[:limit])
    return UserSession.objects.filter(pk__in=keys).delete()[0]


KEPT = (
    Kept(
        "accounts.account",
        _("Your account: name, function, address"),
        _("So that your organisation and the Secretariat know who acts."),
        lasts=_("Until it is erased: the Secretariat does so when you ask"),
    ),
    Kept(
        "accounts.sessions",
        _("Sessions of the browser, codes for signing in"),
        _("To keep you signed in; a code ends after minutes, a session after half a day at most."),
        days=1,
        purge=_sessions,
        machine=True,
    ),
    Kept(
        "accounts.places",
        _("From which browser and network address you signed in"),
        _("So that you see whether somebody else was in your account."),
        days=30,
        purge=_places,
        machine=True,
    ),
)
