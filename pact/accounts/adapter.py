"""allauth's door: nobody signs up by himself; accounts come from applications, invitations and appointments."""

from allauth.account.adapter import DefaultAccountAdapter

from pact.accounts import mails
from pact.clock import now


class AccountAdapter(DefaultAccountAdapter):
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
