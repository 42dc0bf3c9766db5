"""How long a session of staff and committee lives, and who showed lately who he is (Security E1, E5).

Measured by the machine's own clock: the demo's clock moves, a stolen session does not wait for it.
"""

import time

from django.conf import settings
from django.http import HttpRequest

IDLE, WHOLE, RECENT, STEP = 60 * 60, 12 * 60 * 60, 15 * 60, 60


def outlived(session) -> bool:
    """Whether a privileged session was left alone for an hour or began twelve hours ago; notes that it is in use."""
    moment = time.time()
    begun, seen = session.get("begun_at"), session.get("seen_at")
    if begun is None:
        session["begun_at"] = begun = max(_signed_in(session), default=moment)
    if moment - begun > WHOLE or (seen is not None and moment - seen > IDLE):
        return True
    if seen is None or moment - seen > STEP:
        session["seen_at"] = moment
    return False


def require_recent(request: HttpRequest) -> None:
    """Ask again who it is, at most every fifteen minutes; what was sent is kept and goes on afterwards.

    Somebody without password and second factor has only the code of a letter, and cannot be asked in between.
    """
    if not settings.RECENT_SIGN_IN_REQUIRED:
        return
    # The library's adapter needs the models, which import this room.
    from allauth.account.adapter import get_adapter
    from allauth.core.exceptions import ReauthenticationRequired

    latest = max(_signed_in(request.session), default=0)
    if time.time() - latest > RECENT and get_adapter().get_reauthentication_methods(request.user):
        raise ReauthenticationRequired


def _signed_in(session) -> list[float]:
    return [record["at"] for record in session.get("account_authentication_methods", []) if "at" in record]
