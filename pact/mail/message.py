"""The bytes of a message. Headers come from a skeleton made once per sweep; only the reader's part is put in.

Built by hand rather than with `email.message`: three times as fast, and no text of a person ever reaches a header
unencoded (Security D5).
"""

import binascii
import re
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings

from pact.mail.models import OutboxMail
from pact.mail.writing import one_line

QP = "quoted-printable"
_METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)


class Skeleton:
    """What all messages of one sweep share: sender, date, MIME frame."""

    def __init__(self, at: datetime):
        name, self.sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
        self.fixed = "\r\n".join(
            [
                f"From: {formataddr((name, self.sender))}",
                f"Date: {format_datetime(at)}",
                "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0",
            ]
        )

    def message(self, mail: OutboxMail) -> bytes:
        """The whole message, quoted-printable, every line short enough for any server."""
        boundary = f"=_{mail.id.hex}"
        headers = [
            f"To: {_reader(mail)}",
            f"Subject: {_encoded(mail.subject)}",
            f"Message-ID: {mail.message_id}",
            f"Content-Language: {mail.language.partition('-')[0]}",
            f'Content-Type: multipart/alternative; boundary="{boundary}"',
        ]
        if mail.reply_to:
            headers.append(f"Reply-To: {one_line(mail.reply_to)}")
        head = "\r\n".join([self.fixed, *headers, "", ""]).encode("ascii")
        parts = _part(boundary, "plain", mail.text) + _part(boundary, "html", mail.html)
        if mail.calendar:
            method = _METHOD.search(mail.calendar)
            parts += _part(boundary, f"calendar; method={method[1] if method else 'PUBLISH'}", mail.calendar)
        return head + parts + f"--{boundary}--\r\n".encode()


def _reader(mail: OutboxMail) -> str:
    name = _no_code(one_line(mail.name, 80))
    return formataddr((name, mail.to)) if name else mail.to


def _no_code(text: str) -> str:
    """What a person typed as an encoded word stays text: a reader would decode line breaks out of it."""
    return text.replace("=?", "= ?")


def _encoded(text: str) -> str:
    line = _no_code(one_line(text))
    return line if line.isascii() else Header(line, "utf-8", header_name="Subject").encode(linesep="\r\n")


def _part(boundary: str, kind: str, text: str) -> bytes:
    head = f"--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: {QP}\r\n\r\n"
    lines = text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8", "replace")
    # Soft breaks follow the first line break found; without one they would be bare line feeds, which servers refuse.
    return head.encode() + binascii.b2a_qp(lines + b"\r\n", istext=True)
