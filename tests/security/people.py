"""Somebody of each kind, with a password and, where it says so, an app that shows codes."""

from datetime import date

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.utils import timezone

from pact.accounts.actions import ensure_user
from participants.models import Appointment

PASSWORD = "copper turns to verdigris"
SECRET = "JBSWY3DPEHPK3PXP"


def person(name: str, *roles: str, organization=None, app: bool = False):
    user = ensure_user(f"{name}@security.example", name=name.title(), at=timezone.now(), password=PASSWORD)
    for role in roles:
        Appointment.objects.create(user=user, organization=organization, role=role, from_on=date(2021, 6, 14))
    if app:
        TOTP.activate(user, SECRET)
        RecoveryCodes.activate(user)
    return user


def code_of(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def by_password(user, client: Client | None = None, **extra) -> Client:
    client = client or Client(raise_request_exception=False)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD}, **extra)
    return client


def is_in(client: Client) -> bool:
    """Whether somebody is signed in by this browser."""
    return client.get("/me/").status_code == 200
