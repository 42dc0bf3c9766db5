"""Putting something before the committee: a row, so that no floor above need be known here."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from governance import verbs
from governance.actions import decisions
from governance.flow import MATTER
from governance.models import Matter
from pact.access import Actor, CannotNow
from pact.audit import record


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
    url_name: str,
    url_kwargs: dict,
    organization_id: int | None = None,
    due_on: date | None = None,
    at: datetime,
) -> Matter:
    """One open matter for one subject; raises CannotNow when it is already before the committee."""
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
        subject_sha256=subject_sha256,
        url_name=url_name,
        url_kwargs=url_kwargs,
        organization_id=organization_id,
        due_on=due_on,
        put_at=at,
    )
    record(actor, verbs.MATTER_PUT, matter, at=at, clause=clause, kind=kind, sha256=subject_sha256)
    return matter


@transaction.atomic
def withdraw(actor: Actor, matter: Matter, *, at: datetime) -> None:
    """Take it back; an open vote on it lapses with it."""
    for decision in matter.decisions.filter(state="OPEN"):
        decisions.lapse(actor, decision, reasons="The matter was withdrawn.", at=at)
    with MATTER.step("withdraw", matter, actor=actor, at=at):
        pass
