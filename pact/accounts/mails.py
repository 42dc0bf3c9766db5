"""The letters of signing in. They carry codes and keys: their words are wiped once they are sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pact.mail import Letter, LetterKind, post

_WHY = _("You get this because somebody entered this address to sign in to the Circular & Fair ICT Pact.")
_WHY_ACCOUNT = _("You get this because it concerns the account with this address.")

SIGN_IN_CODE = LetterKind(
    "accounts.sign_in_code", _("Code for signing in"), _WHY, lambda: {"code": "482 913"}, secret=True
)
UNKNOWN_ADDRESS = LetterKind("accounts.unknown_address", _("No account with this address"), _WHY)
NEW_PASSWORD = LetterKind(
    "accounts.new_password", _("Choose a new password"), _WHY_ACCOUNT, lambda: {"button_url": "/accounts/"}, secret=True
)
CONFIRM_ADDRESS = LetterKind(
    "accounts.confirm_address", _("Confirm an address"), _WHY_ACCOUNT, lambda: {"button_url": "/accounts/"}, secret=True
)
NOTICE = LetterKind(
    "accounts.notice",
    _("A change of an account"),
    _WHY_ACCOUNT,
    lambda: {"subject": "Your password was changed", "body": "If it was not you, tell the Secretariat."},
    secret=True,
)

# allauth's names for its letters, and the name of the link among their facts.
KINDS: dict[str, tuple[LetterKind, str, Any]] = {
    "login_code": (SIGN_IN_CODE, "", ""),
    "unknown_account": (UNKNOWN_ADDRESS, "", ""),
    "password_reset_key": (NEW_PASSWORD, "password_reset_url", _("Choose a new password")),
    "email_confirmation": (CONFIRM_ADDRESS, "activate_url", _("Confirm the address")),
}


def account_letter(name: str, address: str, facts: Mapping[str, Any], *, at: datetime) -> bool:
    """Write one of the letters of signing in; False for a name that has no letter of its own."""
    kind, link_name, label = KINDS.get(name, (None, "", ""))
    if kind is None:
        return False
    given = {"code": facts.get("code", "")}
    if link_name:
        given |= {"button_url": _on_our_host(str(facts[link_name])), "button_label": label}
    post(Letter(kind, to=address, facts=given), at=at)
    return True


def notice(subject: str, body: str, address: str, *, at: datetime) -> None:
    """Any other letter of the sign-in library, in its words."""
    post(Letter(NOTICE, to=address, facts={"subject": subject, "body": body}), at=at)


def _on_our_host(url: str) -> str:
    """The library builds links from the request; the host is the installation's (Security D5)."""
    parts = urlsplit(url)
    return settings.SITE_ADDRESS + parts.path + (f"?{parts.query}" if parts.query else "")
