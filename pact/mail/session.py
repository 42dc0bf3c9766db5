"""Handing messages to the mail server: one connection for a whole chunk."""

import smtplib
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.utils import DNS_NAME

from pact.mail.message import Skeleton
from pact.mail.models import OutboxMail

SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


class Unreachable(Exception):
    """There is no mail server to talk to: nothing was handed over."""


@dataclass(frozen=True)
class Refusal(Exception):
    """The server's no to one message: for now (4xx) or for good (5xx). After a hang-up its answer is not known."""

    sentence: str
    lasting: bool
    known: bool = True


def session(skeleton: Skeleton):
    """The way out that the settings name; console and memory are for development and tests."""
    return SmtpSession(skeleton) if settings.EMAIL_BACKEND == SMTP_BACKEND else BackendSession()


class SmtpSession:
    """One SMTP connection, opened with the first message and again after the server hung up."""

    def __init__(self, skeleton: Skeleton):
        self.skeleton = skeleton
        self.smtp: smtplib.SMTP | None = None

    def open(self) -> None:
        """Raises Unreachable; does nothing while a connection stands."""
        if self.smtp is not None:
            return
        kind = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
        try:
            smtp = kind(settings.EMAIL_HOST, settings.EMAIL_PORT, DNS_NAME.get_fqdn(), timeout=settings.EMAIL_TIMEOUT)
            if settings.EMAIL_USE_TLS:
                smtp.starttls()
            if settings.EMAIL_HOST_USER:
                smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        except (OSError, smtplib.SMTPException) as fault:
            raise Unreachable(f"{type(fault).__name__}: {fault}") from fault
        self.smtp = smtp

    def send(self, mail: OutboxMail) -> None:
        """Returns once the server took the message; raises Refusal."""
        try:
            self.smtp.sendmail(self.skeleton.sender, [mail.to], self.skeleton.message(mail))
        except smtplib.SMTPRecipientsRefused as no:
            raise self._refusal(*no.recipients[mail.to]) from no
        except smtplib.SMTPServerDisconnected as gone:
            self.drop()
            raise Refusal("The mail server hung up.", lasting=False, known=False) from gone
        except smtplib.SMTPSenderRefused as no:
            raise self._refusal(no.smtp_code, no.smtp_error, lasting=False) from no
        except smtplib.SMTPResponseException as no:
            raise self._refusal(no.smtp_code, no.smtp_error) from no
        except (UnicodeError, smtplib.SMTPNotSupportedError) as no:
            raise Refusal("The mail server does not take this address.", lasting=True) from no
        except OSError as gone:
            self.drop()
            raise Refusal(f"The connection broke: {type(gone).__name__}.", lasting=False, known=False) from gone

    def _refusal(self, code: int, words: bytes | str, *, lasting: bool | None = None) -> Refusal:
        if code == 421:  # the server closes the connection
            self.drop()
        said = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
        return Refusal(f"{code} {said}"[:300], lasting=code >= 500 if lasting is None else lasting)

    def drop(self) -> None:
        if self.smtp is not None:
            self.smtp.close()
        self.smtp = None

    def close(self) -> None:
        """Say goodbye; what was taken stays taken whatever the answer."""
        try:
            if self.smtp is not None:
                self.smtp.quit()
        except (OSError, smtplib.SMTPException):
            self.drop()
        self.smtp = None


class BackendSession:
    """Any other Django mail backend, message by message."""

    def __init__(self):
        self.backend = get_connection()

    def open(self) -> None:
        self.backend.open()

    def send(self, mail: OutboxMail) -> None:
        message = EmailMultiAlternatives(
            mail.subject,
            mail.text,
            to=[mail.to],
            headers={"Message-ID": mail.message_id},
            reply_to=[mail.reply_to] if mail.reply_to else None,
            connection=self.backend,
        )
        message.attach_alternative(mail.html, "text/html")
        message.send()

    def close(self) -> None:
        self.backend.close()
