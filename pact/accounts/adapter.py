"""allauth's door: nobody signs up by himself; accounts come from applications, invitations and appointments."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _

from pact.accounts import mails
from pact.clock import now


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask a colleague or the Secretariat."),
        "cannot_remove_primary_email": _("Make another address the first before you remove this one."),
        "duplicate_email": _("This address is already yours."),
        "email_password_mismatch": _("This address and password do not belong together. Try again, or get a code."),
        "enter_current_password": _("Enter the password you have now."),
        "incorrect_code": _("This is not the code of the newest letter. Enter it again, or get a new one."),
        "incorrect_password": _("This is not your password. Try again."),
        "invalid_password_reset": _("This link was used or is too old. Ask for a new letter."),
        "max_email_addresses": _("You can have at most %d addresses."),
        "same_as_current": _("This is the address you have already."),
        "too_many_login_attempts": _("There were many attempts. Wait five minutes, then try again."),
        "rate_limited": _("There were many requests. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_user_display(self, user) -> str:
        return user.name or user.email

    def format_email_subject(self, subject: str) -> str:
        """Subjects say what it is about; no name of a site in brackets."""
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Through the outbox like every letter: a page never waits for a mail server, and never fails with it."""
        at = now()
        if not mails.account_letter(template_prefix.rpartition("/")[2], email, context, at=at):
            message = self.render_mail(template_prefix, email, {"email": email, **context})
            mails.notice(message.subject, message.body, email, at=at)
