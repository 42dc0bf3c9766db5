"""Signing a joint statement of demand, and withdrawing (Pact 4.1, register I-13)."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from buyergroups import access, mails, rules, verbs
from buyergroups.actions.statements import one_at_a_time
from buyergroups.models import JointStatement, SignUp
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines.days import day_in
from pact.publishing import cache
from participants.models import Organization


@transaction.atomic
def sign(
    actor: Actor,
    statement: JointStatement,
    organization: Organization,
    *,
    quantity: int,
    wanted_by: date | None,
    signer_name: str,
    signer_title: str,
    at: datetime,
) -> SignUp:
    """A buyer signs exactly these words, with a number of devices, by a person with the power to sign."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    access.WITHDRAW_SIGNATURE.require(actor, organization)
    if not access.buys(organization.pk, day):
        raise access.SIGN_STATEMENT.refusal(f"You may not do this: {access.SIGN_STATEMENT.sentence}.")
    one_at_a_time(statement)
    row = JointStatement.objects.get(pk=statement.pk)
    if row.state != JointStatement.State.OPEN or not rules.may_still_sign(row.closes_on, day):
        raise CannotNow("This statement is closed. Nobody signs it any more.")
    if quantity < 1:
        raise CannotNow("Enter how many devices you want, at least 1.")
    if wanted_by and not row.wanted_from <= wanted_by <= row.wanted_until:
        raise CannotNow(f"Choose a day between {row.wanted_from:%-d %B %Y} and {row.wanted_until:%-d %B %Y}.")
    if SignUp.objects.filter(statement=row, organization=organization).standing().exists():
        raise CannotNow("Your organisation has signed this statement. Withdraw first to sign with another number.")
    signed = SignUp.objects.create(
        statement=row,
        organization=organization,
        quantity=quantity,
        wanted_by=wanted_by,
        signer_name=signer_name.strip(),
        signer_title=signer_title.strip(),
        text_sha256=row.sha256,
        signed_at=at,
        signed_by_id=actor.user_id,
    )
    facts = {"quantity": quantity, "sha256": row.sha256}
    record(actor, verbs.STATEMENT_SIGNED, signed, at=at, clause="4.1", organization_id=organization.pk, **facts)
    mails.statement_signed(signed, at=at)
    cache.bump()
    return signed


@transaction.atomic
def withdraw(actor: Actor, signed: SignUp, *, reason: str, at: datetime) -> SignUp:
    """Until the closing day ends, with a reason; signing again is a new signature."""
    access.WITHDRAW_SIGNATURE.require(actor, signed)
    if not reason.strip():
        raise CannotNow("Say in a few words why you withdraw.")
    one_at_a_time(signed.statement)
    row = SignUp.objects.select_related("statement").get(pk=signed.pk)
    statement = row.statement
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    if statement.state != JointStatement.State.OPEN or not rules.may_still_sign(statement.closes_on, day):
        raise CannotNow("This statement is closed. Its signatures stay.")
    if row.withdrawn_at:
        raise CannotNow("This signature is withdrawn already.")
    row.withdrawn_at, row.withdrawn_reason = at, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    record(actor, verbs.SIGNATURE_WITHDRAWN, row, at=at, clause="4.1", organization_id=row.organization_id)
    cache.bump()
    return row
