"""Signing an application: with a code by e-mail on one's own page, or on the page that a letter leads to.

A signature is evidence (P18): who, in which capacity, when, which text (its SHA-256), and how it was confirmed.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from pact.access import CannotNow
from pact.access.refs import new_key
from pact.audit import record
from participants import mails, verbs
from participants.actions.applications import door, save_step, send, signature_fields
from participants.actions.entering import text_in_force
from participants.models import Application, Signature, SigningRequest
from participants.rules import signers

CODE_MINUTES = 30
LINK_DAYS = 30
WRONG_CODES = 5
LETTERS_AN_HOUR = 6
ROLE_WORDS = {
    "PROCURING": "procuring organisation",
    "COORDINATING": "coordinating organisation",
    "SUPPORTER": "supporter",
}


def signers_of(application: Application) -> list[dict]:
    """Who signs for which role, by the answers; `signed` when all of his roles are signed."""
    answers = application.answers
    found = signers(answers.get("part", {}).get("roles", []), answers.get("signatory", {}))
    signed = {row.role for row in application.roles.all() if row.signature_id}
    return [{**signer, "signed": set(signer["roles"]) <= signed} for signer in found]


@transaction.atomic
def send_code(application: Application, *, at: datetime) -> SigningRequest:
    """A code of six digits to the address of the one who fills in and signs himself."""
    signer = _signer(application, mine=True)
    code = f"{secrets.randbelow(10**6):06d}"
    expires = at + timedelta(minutes=CODE_MINUTES)
    request = _ask(application, signer, SigningRequest.Way.CODE, code, expires, at)
    mails.signing_code(application, signer["email"], signer["name"], code, minutes=CODE_MINUTES, at=at)
    return request


@transaction.atomic
def hand_in(application: Application, *, at: datetime, evidence: Mapping[str, Any]) -> Application:
    """The last step: all was checked. It is sent, or goes to those who sign it; doing so twice changes nothing."""
    row = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if row.state != Application.State.DRAFT or _asked(row, at):
        return row
    row = save_step(row, "check", {"ready": "YES"}, at=at)
    return row if ask_others(row, at=at) else send(row, at=at, evidence=evidence)


def _asked(application: Application, at: datetime) -> bool:
    """Checked and waiting for signatures that were asked for."""
    if application.answers.get("check", {}).get("ready") != "YES":
        return False
    waiting = application.signing_requests.filter(way=SigningRequest.Way.LINK, used_at=None, void_at=None)
    return waiting.filter(expires_at__gt=at).exists()


@transaction.atomic
def ask_others(application: Application, *, at: datetime) -> int:
    """M3 to each who signs and has not yet: one page of his own. Returns how many were asked."""
    asked = 0
    for signer in signers_of(application):
        if signer["mine"] or signer["signed"]:
            continue
        token = new_key()
        request = _ask(application, signer, SigningRequest.Way.LINK, token, at + timedelta(days=LINK_DAYS), at)
        applicant = application.answers.get("signatory", {}).get("contact_name", "")
        roles = " and ".join(ROLE_WORDS[role] for role in signer["roles"])
        mails.please_sign(application, request, token, roles=roles, applicant=applicant, at=at)
        asked += 1
    return asked


def sign_with_code(application: Application, code: str, *, at: datetime, evidence: Mapping[str, Any]) -> bool:
    """Sign for the roles the code was sent for. False: the code was wrong, and this try is counted."""
    with transaction.atomic():
        request = _latest_code(application)
        if request is None or request.expires_at <= at:
            raise CannotNow(_("This code is no longer valid. Ask for a new one."))
        if request.attempts >= WRONG_CODES:
            raise CannotNow(_("This code was tried too often. Ask for a new one."))
        if not constant_time_compare(request.secret_hash, _hash(code)):
            request.attempts += 1
            request.save()
            return False
        _sign(application, request, at, {**evidence, "method": "e-mailed code"})
    return True


@transaction.atomic
def sign_with_token(request: SigningRequest, *, at: datetime, evidence: Mapping[str, Any]) -> Application:
    """The signatory's own page. With the last signature the application is sent."""
    row = SigningRequest.objects.select_for_update(of=("self",)).select_related("application").get(pk=request.pk)
    if row.used_at:
        return row.application
    if row.void_at or row.expires_at <= at:
        raise CannotNow(_("This request to sign is no longer valid. Ask the person who sent it for a new one."))
    _sign(row.application, row, at, {**evidence, "method": "link by e-mail"})
    return send_when_signed(row.application, at=at, evidence=evidence)


def send_when_signed(application: Application, *, at: datetime, evidence: Mapping[str, Any]) -> Application:
    """Send it if every role is signed and the applicant has checked his answers."""
    checked = application.answers.get("check", {}).get("ready") == "YES"
    if checked and not application.roles.filter(signature=None).exists():
        return send(application, at=at, evidence=evidence)
    return application


def request_of(application: Application, token: str) -> SigningRequest | None:
    """The request behind a link; None for a token that was never sent or whose application changed."""
    return application.signing_requests.filter(way=SigningRequest.Way.LINK, secret_hash=_hash(token)).first()


def _signer(application: Application, *, mine: bool) -> dict:
    found = [signer for signer in signers_of(application) if signer["mine"] is mine]
    if not found or not found[0]["email"]:
        raise CannotNow(_("Say who signs first."))
    return {**found[0], "roles": [role for signer in found for role in signer["roles"]]}


def _ask(application: Application, signer: Mapping, way: str, secret: str, expires: datetime, at: datetime):
    if application.state != Application.State.DRAFT:
        raise CannotNow(_("This application was sent already."))
    recent = application.signing_requests.filter(sent_at__gt=at - timedelta(hours=1)).count()
    if recent >= LETTERS_AN_HOUR:
        raise CannotNow(_("Too many letters were asked for. Wait an hour, then ask again."))
    earlier = application.signing_requests.filter(way=way, email__iexact=signer["email"], used_at=None, void_at=None)
    earlier.update(void_at=at)
    request = SigningRequest.objects.create(
        application=application,
        way=way,
        roles=signer["roles"],
        name=signer["name"],
        title=signer["title"],
        email=signer["email"],
        secret_hash=_hash(secret),
        sent_at=at,
        expires_at=expires,
    )
    record(door(application), verbs.SIGNATURE_ASKED, application, at=at, way=way, roles=signer["roles"])
    return request


def _latest_code(application: Application) -> SigningRequest | None:
    rows = application.signing_requests.select_for_update(of=("self",))
    return rows.filter(way=SigningRequest.Way.CODE, used_at=None, void_at=None).order_by("-sent_at").first()


def _sign(application: Application, request: SigningRequest, at: datetime, evidence: Mapping[str, Any]) -> None:
    text = text_in_force(at.date())
    signer = {"name": request.name, "title": request.title, "email": request.email}
    facts = {**evidence, "request": request.ref, "code_sent_at": request.sent_at.isoformat()}
    for row in application.roles.select_for_update(of=("self",)).filter(role__in=request.roles):
        row.signature = Signature.objects.create(
            **signature_fields(application, signer, row.role),
            signed_on=at.date(),
            signed_at=at,
            text=text,
            text_sha256=text.sha256,
            evidence=facts,
        )
        row.save()
        record(door(application), verbs.SIGNED, row.signature, at=at, role=row.role, text_sha256=text.sha256)
    request.used_at = at
    request.save()


def _hash(secret: str) -> str:
    return salted_hmac("participants.signing", "".join(secret.split()), algorithm="sha256").hexdigest()
