"""Putting something before the committee: a row, so that no floor above need be known here."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from governance import verbs
from governance.actions import decisions
from governance.flow import MATTER
from governance.models import Decision, Matter
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.documents.facts import packed, sha256_of, unpacked


@transaction.atomic
def put_before_committee(
    actor: Actor,
    *,
    kind: str,
    clause: str,
    title: str,
    summary: str,
    subject: Any,
    subject_ref: str = "",
    subject_sha256: str = "",
    content: dict | None = None,
    url_name: str,
    url_kwargs: dict,
    organization_id: int | None = None,
    due_on: date | None = None,
    at: datetime,
) -> Matter:
    """One open matter for one subject; raises CannotNow when it is already before the committee.

    `content` is what is decided where no other row holds it, of plain values; its hash is then what is voted on."""
    if content and subject_sha256:
        raise ValueError("a matter has its own content or the hash of another row, not both")
    held = packed(content or {})
    sha256 = sha256_of(held) if held else subject_sha256
    ref = subject_ref or subject.ref
    label = subject._meta.label_lower
    if Matter.objects.filter(subject_kind=label, subject_ref=ref, state="OPEN").exists():
        raise CannotNow("This is already before the Steering Committee.")
    matter = Matter.objects.create(
        kind=kind,
        clause=clause,
        title=title[:240],
        summary=summary,
        subject_kind=label,
        subject_ref=ref,
        content=held,
        subject_sha256=sha256,
        url_name=url_name,
        url_kwargs=url_kwargs,
        organization_id=organization_id,
        due_on=due_on,
        put_at=at,
    )
    record(actor, verbs.MATTER_PUT, matter, at=at, clause=clause, kind=kind, sha256=sha256)
    return matter


def content_of(decision: Decision) -> dict:
    """What was voted on, for what follows from it: exactly the content whose hash the vote was bound to (5.1)."""
    held = decision.matter.content
    if sha256_of(held) != decision.subject_sha256:
        raise CannotNow("What was voted on is not what is written here any more. Put it before the committee again.")
    return unpacked(held)


@transaction.atomic
def withdraw(actor: Actor, matter: Matter, *, at: datetime) -> None:
    """Take it back; an open vote on it lapses with it."""
    for decision in matter.decisions.filter(state="OPEN"):
        decisions.lapse(actor, decision, reasons="The matter was withdrawn.", at=at)
    with MATTER.step("withdraw", matter, actor=actor, at=at):
        pass
