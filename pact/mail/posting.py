"""Putting letters into the outbox, in the caller's transaction, and waking the sweep once it is committed."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.validators import validate_email
from django.db import connection, transaction

from pact.mail.letters import Letter, kind_of
from pact.mail.writing import one_line, written

TASK = "pact.mail.tasks.deliver"
BATCH = 500


def post(letter: Letter, *, at: datetime) -> None:
    """Write one letter. A letter with a known key is not written again; people whose account is closed get none."""
    post_all([letter], at=at)


def post_all(letters: Iterable[Letter], *, at: datetime) -> None:
    """Write many letters. Raises ValidationError for an address that is none."""
    from pact.mail.models import OutboxMail

    rows = [_row(letter, at) for letter in letters if getattr(letter.to, "is_active", True)]
    if rows:
        # No conflict target: naming one would need reading rights on letters of other tenants.
        OutboxMail.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
        wake_on_commit()


def _row(letter: Letter, at: datetime):
    from pact.mail.models import OutboxMail

    kind = kind_of(letter.kind)
    user = None if isinstance(letter.to, str) else letter.to
    address = (user.email if user else letter.to).strip()
    validate_email(address)
    about_kind, about_ref = _about(letter.about)
    key = _short(letter.key or ":".join([kind.code, about_kind, about_ref, address.lower(), at.isoformat()]))
    language = user.language if user else settings.LANGUAGE_CODE
    words = written(kind, letter.facts, language=language, template=letter.template)
    return OutboxMail(
        id=OutboxMail.id_of(key),
        key=key,
        kind=kind.code,
        to=address,
        name=one_line(user.name, 120) if user else "",
        recipient=user,
        language=language,
        subject=words.subject,
        text=words.text,
        html=words.html,
        reply_to=letter.reply_to,
        calendar=letter.calendar,
        optional=letter.optional,
        secret=kind.secret,
        organization_id=letter.organization_id,
        group_id=letter.group_id,
        about_kind=about_kind,
        about_ref=about_ref,
        not_before=letter.not_before or at,
        created_at=at,
    )


def _short(key: str) -> str:
    return key if len(key) <= 300 else "sha256:" + hashlib.sha256(key.encode()).hexdigest()


def _about(about: Any) -> tuple[str, str]:
    if about is None:
        return "", ""
    if isinstance(about, tuple):
        return str(about[0]), str(about[1])
    return about._meta.label_lower, str(getattr(about, "ref", None) or getattr(about, "slug", None) or about.pk)


def wake_on_commit() -> None:
    """One wake-up a transaction, however many letters it wrote."""
    if not any(function is _wake for _, function, *_ in connection.run_on_commit):
        transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    from pact.waking import wake

    wake(TASK)
