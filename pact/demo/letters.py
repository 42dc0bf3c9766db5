"""Reading what the mail catcher of the demo has caught: real letters that came over SMTP."""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"[A-Za-z0-9._=@+-]{1,200}\.eml\Z")
MOST = 200


@dataclass(frozen=True)
class Caught:
    name: str
    subject: str
    to: str
    sender: str
    reply_to: str
    sent_at: datetime | None
    text: str


def caught(to: str = "") -> list[Caught]:
    """The newest letters, newest first; `to` narrows to one reader."""
    folder = Path(settings.MAILBOX)
    if not folder.is_dir():
        return []
    newest = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)
    found = []
    for path in newest[: MOST * 10 if to else MOST]:
        letter = _read(path)
        if not to or to.casefold() in letter.to.casefold():
            found.append(letter)
        if len(found) == MOST:
            break
    return found


def letter(name: str) -> Caught | None:
    """One letter by its file's name; None for anything else that somebody types."""
    path = Path(settings.MAILBOX) / name
    return _read(path) if _NAME.match(name) and path.is_file() else None


def _read(path: Path) -> Caught:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(preferencelist=("plain",))
    date = message["Date"]
    return Caught(
        path.name,
        str(message["Subject"] or ""),
        str(message["To"] or ""),
        str(message["From"] or ""),
        str(message["Reply-To"] or ""),
        parsedate_to_datetime(date) if date else None,
        body.get_content() if body else "",
    )
