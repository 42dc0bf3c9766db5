"""What the account of a person holds, and how it is emptied."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from pact.accounts.models import User
from pact.persons.holdings import Holding, Person


def _sessions(person: Person):
    """Sessions are packed: each is opened to see whose it is, also those of somebody who only asked for a code."""
    keys = [session.pk for session in Session.objects.iterator() if _is_of(session.get_decoded(), person)]
    return Session.objects.filter(pk__in=keys)


def _is_of(data: dict, person: Person) -> bool:
    told = str(data).lower()
    return data.get("_auth_user_id") == str(person.user_id) or any(address in told for address in person.addresses)


HELD = (
    Holding(_("Sessions"), _sessions, show=("expire_date",), deleted=True),
    Holding(
        _("Where you are signed in"),
        lambda person: UserSession.objects.filter(user=person.user_id),
        show=("created_at", "last_seen_at", "ip", "user_agent"),
        deleted=True,
    ),
    Holding(
        _("Sign-in safety"),
        lambda person: Authenticator.objects.filter(user=person.user_id),
        show=("type", "created_at", "last_used_at"),
        deleted=True,
    ),
    Holding(
        _("E-mail addresses"),
        lambda person: EmailAddress.objects.filter(user=person.user_id),
        show=("email", "verified", "primary"),
        deleted=True,
    ),
    Holding(
        _("Your account"),
        lambda person: User.objects.filter(pk=person.user_id),
        show=("ref", "email", "name", "function", "language", "time_zone", "theme", "is_active", "joined_at",
              "last_login"),
        erase={
            "name": lambda _row, person: person.pseudonym,
            "email": lambda _row, person: person.address,
            "function": "",
            "password": lambda _row, _person: make_password(None),
            "theme": "",
            "is_active": False,
            "last_login": None,
        },
    ),
)  # fmt: skip
