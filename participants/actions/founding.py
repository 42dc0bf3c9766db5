"""Founding signers: the six fields of their signature block, from the paper they signed (register I-8, P18).

Whether the time for it is over knows the floor above, where the committee lives: it asks and then calls this."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow, scope
from pact.accounts.actions import ensure_user
from pact.files import store
from participants import access, rules
from participants.actions import admissions, appointments, entering, organizations, screenings, staff
from participants.models import Organization, Participation
from participants.models.participations import State

POWERS = ("EDITOR", "MANAGER", "SIGNATORY")


@dataclass(frozen=True)
class Block:
    """The signature block: organization (named beside it), name, title, participation type, date, signature."""

    role: str
    signer_name: str
    signer_title: str
    signer_email: str
    signed_on: date
    scan: Any


@transaction.atomic
def record_founder(
    actor: Actor,
    facts: Mapping[str, str],
    block: Block,
    *,
    conflict: Mapping[str, str],
    evidence: str,
    at: datetime,
) -> Participation:
    """One signature in one role; "sign on both levels" is recorded twice. The second finds the organization there."""
    access.SECRETARIAT.require(actor)
    _may_take_part(facts["legal_kind"], block, conflict)
    text = entering.text_in_force(block.signed_on)
    if text is None or block.signed_on > at.date():
        raise CannotNow(_("Give the day of the signature: not before the Pact came into effect (6.2.1), not ahead."))
    organization = _organization(actor, facts, at)
    if organization.participations.filter(role=block.role).exclude(state=State.ENDED).exists():
        raise CannotNow(_("%(name)s has this role already; each is held once (2.1.1).") % {"name": organization.name})
    if organization.support_letters.exclude(state=State.ENDED).exists():
        raise CannotNow(
            _("%(name)s is a supporter; a participant cannot be one (2.2.1).") % {"name": organization.name}
        )
    look = screenings.screen_organization(actor, organization, "PARTICIPATION", conflict, evidence=evidence, at=at)
    owner = {"purpose": "participants.signature", "organization_id": organization.pk}
    made = entering.found(
        actor,
        organization,
        block.role,
        signer_name=block.signer_name,
        signer_title=block.signer_title,
        signer_email=block.signer_email,
        signed_at=datetime.combine(block.signed_on, time(12), UTC),
        text=text,
        screening=look,
        scan=store(block.scan, allow=("pdf",), actor=actor, at=at, **owner),
        at=at,
    )
    _welcome(actor, organization, made, block, at)
    staff.set_up(at)
    return made


def _may_take_part(legal_kind: str, block: Block, conflict: Mapping[str, str]) -> None:
    """What the committee would look at, as far as the text itself decides it (2.1.3, 2.1.4)."""
    outcome = rules.screening_outcome(conflict, private=rules.is_private(legal_kind))
    if outcome == rules.CONFLICT:
        raise CannotNow(
            _("An organisation with a conflict of interest cannot take part (2.1.4). It can support the Pact (2.2).")
        )
    if outcome == rules.DOUBT:
        raise CannotNow(
            _("In doubt about a conflict of interest the Steering Committee decides (2.1.4). Wait until there is one.")
        )
    if block.role == Participation.Role.COORDINATING and rules.may_coordinate(legal_kind) != rules.YES:
        raise CannotNow(_("Only governments and agencies sign as coordinating organisations (2.1.3)."))


def _organization(actor: Actor, facts: Mapping[str, str], at: datetime) -> Organization:
    """The one of this name in this country, or a new one; of a duplicate the record that it was merged into."""
    rows = Organization.objects.filter(name__iexact=facts["name"].strip(), country=facts["country"])
    known = rows.select_related("merged_into").first()
    return (known and known.merged_into) or known or organizations.register(actor, at=at, **facts)


def _welcome(actor: Actor, organization: Organization, made: Participation, block: Block, at: datetime) -> None:
    """Account, powers and the letter of welcome for the one who signed; the first steps; the buyer group (3.3.1)."""
    with scope.as_system("founding"):
        user = ensure_user(
            block.signer_email, name=block.signer_name, function=block.signer_title, at=at,
            time_zone=organization.time_zone,
        )  # fmt: skip
        for role in POWERS:
            appointments.appoint(actor, user, organization, role, from_on=at.date(), source="Founding", at=at)
        roles = str(made.get_role_display()).lower()
        admissions.welcome(actor, organization, [user], about=made, roles=roles, decision="", supporter=False, at=at)
