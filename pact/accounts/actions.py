"""Making accounts: called by the floors that know why somebody gets one. And ending sessions."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpRequest

from pact.accounts.models import User


@transaction.atomic
def ensure_user(
    email: str, *, name: str, at: datetime, function: str = "", time_zone: str = "", password: str | None = None
):
    """The account of this address, made when there is none; an existing one is left as it is."""
    known = User.objects.filter(email__iexact=email).first()
    if known:
        return known
    fields = {"time_zone": time_zone} if time_zone else {}
    user = User.objects.create_user(email, password, name=name, function=function, joined_at=at, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def note_session(request: HttpRequest) -> None:
    """The session of this browser stands on the list, also one that the library did not begin."""
    UserSession.objects.create_from_request(request)


def end_session(session: UserSession) -> bool:
    """The session is gone: its next click asks to sign in. Whether there still was one."""
    there = session.exists()
    session.end()
    return there
