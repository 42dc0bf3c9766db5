"""Making accounts: called by the floors that know why somebody gets one."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

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
