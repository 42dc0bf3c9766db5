"""Signing on paper: the scan is uploaded by the applicant or attached by the Secretariat, which confirms that it reads.

A signature never changes (P18): another scan makes another signature, and the earlier one stays as evidence.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow
from pact.audit import record
from pact.files import store
from pact.files.models import StoredFile
from participants import access, verbs
from participants.actions.applications import door, signature_fields
from participants.actions.entering import text_in_force
from participants.models import Application, ApplicationRole, Signature

OPEN = (Application.State.RECEIVED, Application.State.QUESTION)


@transaction.atomic
def sign_with_scan(
    application: Application,
    signer: Mapping[str, Any],
    upload: Any,
    *,
    signed_on: date,
    at: datetime,
    evidence: Mapping[str, Any],
) -> None:
    """The applicant uploads what this signer signed on paper, for each of his roles that is not signed yet."""
    row = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if row.state != Application.State.DRAFT:
        raise CannotNow(_("This application was sent already."))
    text = text_in_force(signed_on)
    if signed_on > at.date() or text is None or text != text_in_force(at.date()):
        raise CannotNow(_("Give the day on which the text that is in force now was signed: not before it, not ahead."))
    scan = keep(door(row), row, upload, at=at)
    signer = {**signer, "method": Signature.Method.SCAN}
    for role in row.roles.select_for_update(of=("self",)).filter(role__in=signer["roles"], signature=None):
        role.signature = Signature.objects.create(
            **signature_fields(row, signer, role.role),
            signed_on=signed_on,
            signed_at=datetime.combine(signed_on, time(12), UTC),
            text=text,
            text_sha256=text.sha256,
            evidence={**evidence, "method": "uploaded scan", "file_sha256": scan.sha256},
            scan=scan,
        )
        role.save()
        facts = {"role": role.role, "text_sha256": text.sha256, "file_sha256": scan.sha256}
        record(door(row), verbs.SIGNED, role.signature, at=at, **facts)
    asked = row.signing_requests.filter(email__iexact=signer["email"], used_at=None, void_at=None)
    asked.update(void_at=at)


@transaction.atomic
def attach(actor: Actor, application: Application, role: str, upload: Any, *, at: datetime) -> Signature:
    """The Secretariat attaches the paper: to what came by post, or instead of a scan that nobody can read."""
    access.SECRETARIAT.require(actor)
    application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    row = _role(application, role)
    old = row.signature
    if old is None or old.method == Signature.Method.TYPED or application.state not in OPEN:
        raise CannotNow(_("A paper can be attached only to a signature on paper, before the committee votes."))
    scan = keep(actor, application, upload, at=at)
    copied = {field.name: getattr(old, field.name) for field in Signature._meta.concrete_fields}
    for name in ("id", "ref", "scan"):
        del copied[name]
    copied["evidence"] = {**old.evidence, "file_sha256": scan.sha256, "replaces": old.ref}
    row.signature = Signature.objects.create(**copied, scan=scan)
    row.legible_at = row.legible_by = None
    row.save()
    record(actor, verbs.SCAN_ATTACHED, application, at=at, role=role, file_sha256=scan.sha256)
    return row.signature


@transaction.atomic
def confirm_legible(actor: Actor, application: Application, role: str, *, at: datetime) -> None:
    """Six fields and a signature can be read on the scan; without this there is no vote."""
    access.SECRETARIAT.require(actor)
    row = _role(application, role)
    if row.signature is None or row.signature.scan_id is None:
        raise CannotNow(_("There is no scan to look at."))
    if row.legible_at is None:
        row.legible_at, row.legible_by_id = at, actor.user_id
        row.save()
        record(actor, verbs.SCAN_LEGIBLE, application, at=at, role=role, signature=row.signature.ref)


def keep(actor: Actor, application: Application, upload: Any, *, at: datetime) -> StoredFile:
    """Private: in reach of the application's key and the Secretariat, not of the committee."""
    return store(
        upload, allow=("pdf",), purpose="participants.signature", actor=actor, at=at, about_ref=application.key
    )


def _role(application: Application, role: str) -> ApplicationRole:
    rows = ApplicationRole.objects.select_for_update(of=("self",)).select_related("signature")
    found = rows.filter(application=application, role=role).first()
    if found is None:
        raise CannotNow(_("This role was not asked for."))
    return found
