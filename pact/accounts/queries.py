"""One's own sessions, as the sign-in library keeps them."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access import Actor

# What a browser says of itself, the telling word first: many claim to be the others as well.
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class SessionRow:
    pk: int
    browser: str
    address: str
    since: datetime
    here: bool


def own_sessions(actor: Actor):
    """The sessions of this person; of nobody else, whatever his powers."""
    return UserSession.objects.filter(user_id=actor.user_id) if actor.user_id else UserSession.objects.none()


def sessions(actor: Actor, key: str | None) -> list[SessionRow]:
    """Those that are still open, the one of this browser first, then the newest."""
    living = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    rows = own_sessions(actor).filter(session_key__in=living).order_by("-created_at", "-pk")
    found = [
        SessionRow(row.pk, browser(row.user_agent), row.ip, row.created_at, row.session_key == key) for row in rows
    ]
    return sorted(found, key=lambda row: not row.here)


def browser(agent: str) -> str:
    """ "Firefox, Windows"; what we do not know is not guessed."""
    named = next((name for word, name in _BROWSERS if word in agent), _("Unknown browser"))
    system = next((name for word, name in _SYSTEMS if word in agent), "")
    return f"{named}, {system}" if system else str(named)
