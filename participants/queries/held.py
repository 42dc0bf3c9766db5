"""Where this floor names persons, what stays as evidence of a signature, and what has to be handed over first."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from pact.access import CannotNow
from pact.deadlines.days import add_months
from pact.persons.holdings import Holding, Mentions, Person
from participants.models import (
    Application,
    Appointment,
    Invitation,
    MisuseReport,
    Organization,
    Participation,
    RecordedLetter,
    Signature,
    SigningRequest,
    SupportLetter,
)
from participants.rules import KEPT

# A signature is evidence while the role lasts and five years after: so long a claim about it can still be brought.
EVIDENCE_MONTHS = 60
CLOSED = (Application.State.DECIDED, Application.State.WITHDRAWN)


def every_signature_still_evidence(rows, day: date):
    """Those of organizations that take part or support, or did so within five years."""
    ended = Q(period__endswith=None) | Q(period__endswith__gt=add_months(day, -EVIDENCE_MONTHS))
    roles = [model.objects.filter(ended).values("organization") for model in (Participation, SupportLetter)]
    return rows.filter(Q(organization__in=roles[0]) | Q(organization__in=roles[1]))


def _applications(person: Person):
    signed = SigningRequest.objects.filter(person.at_address("email")).values("application")
    keys = Signature.objects.filter(person.at_address("signer_email")).values("application_ref")
    return Application.objects.filter(person.at_address("contact_email") | Q(pk__in=signed) | Q(key__in=keys))


def _contact(row: Application, person: Person, column: str) -> str:
    return "" if person.is_at(row.contact_email) else getattr(row, column)


def _contacts(person: Person):
    """Organizations that are reached at his address, or whose contact has his function."""
    his = Q(pk__in=person.organization_ids, contact_function__iexact=person.function) & ~Q(contact_function="")
    return Organization.objects.filter(person.at_address("contact_email") | his)


def answers_without(row: Application, person: Person) -> dict[str, Any]:
    """The answers about the organization stay; who filled them in and who signed goes."""
    signatory = dict(row.answers.get("signatory", {}))
    for who, more in (("contact", "contact_function"), ("signer", "signer_title")):
        if person.is_at(str(signatory.get(f"{who}_email", ""))) or person.called(str(signatory.get(f"{who}_name", ""))):
            signatory |= {f"{who}_name": "", f"{who}_email": "", more: ""}
    answers = {**row.answers, "signatory": signatory} if signatory else row.answers
    return _without(answers, person)


def _without(value: Any, person: Person) -> Any:
    if isinstance(value, dict):
        return {name: _without(one, person) for name, one in value.items()}
    if isinstance(value, list):
        return [_without(one, person) for one in value]
    return person.without(value, name=True) if isinstance(value, str) else value


def _pseudonym(_row, person: Person) -> str:
    return person.pseudonym


def _address(_row, person: Person) -> str:
    return person.address


HELD = (
    Holding(
        _("What you may do, now and before"),
        lambda person: Appointment.objects.filter(user=person.user_id),
        show=("organization__name", "role", "from_on", "until_on", "source"),
        why=_("Who acted for an organisation when stays, by number: decisions and figures rest on it."),
    ),
    Holding(
        _("Invitations to you"),
        lambda person: Invitation.objects.filter(person.at_address("email") | Q(accepted_by=person.user_id)),
        show=("organization__name", "email", "name", "function", "roles", "invited_at", "accepted_at", "revoked_at"),
        erase={
            "email": _address,
            "name": _pseudonym,
            "function": "",
            "revoked_at": lambda row, person: row.revoked_at or (None if row.accepted_at else person.at),
        },
    ),
    Holding(
        _("Requests to sign"),
        lambda person: SigningRequest.objects.filter(person.at_address("email")),
        show=("name", "title", "email", "roles", "sent_at", "used_at"),
        erase={
            "name": _pseudonym,
            "title": "",
            "email": _address,
            "void_at": lambda row, person: row.void_at or (None if row.used_at else person.at),
        },
    ),
    Holding(
        _("Applications you wrote or signed"),
        _applications,
        show=("ref", "organization_name", "state", "contact_name", "contact_email", "begun_at", "received_at"),
        erase={
            "contact_name": lambda row, person: _contact(row, person, "contact_name"),
            "contact_email": lambda row, person: _contact(row, person, "contact_email"),
            "answers": answers_without,
        },
    ),
    Holding(
        _("Signatures"),
        lambda person: Signature.objects.filter(person.at_address("signer_email")),
        show=("organization_name", "signer_name", "signer_title", "signer_email", "role", "signed_at", "method",
              "text_sha256", "evidence"),
        erase={"signer_name": _pseudonym, "signer_title": "", "signer_email": "", "scan": None,
               "evidence": lambda _row, _person: {}},
        stays=lambda rows, person: every_signature_still_evidence(rows, person.at.date()),
        why=_("A signature under the Pact is evidence while the organisation takes part and five years after."),
        file="scan",
    ),
    Holding(
        _("Reports of misuse you sent"),
        lambda person: MisuseReport.objects.filter(reporter=person.user_id),
        show=("supporter__name", "what", "place", "happened_on", "evidence", "reported_at"),
        why=_("What was reported stays as it was reported; it names you by a number from now on."),
    ),
    Holding(
        _("Contact of an organisation"),
        _contacts,
        show=("name", "contact_function", "contact_email"),
        erase={
            "contact_email": lambda row, person: "" if person.is_at(row.contact_email) else row.contact_email,
            "contact_function": "",
        },
    ),
    Mentions(
        _("Letters on a record that name this person"),
        ("sender", "recipient", "subject", "text"),
        lambda person: RecordedLetter.objects.all(),
        lambda person: Q(organization__in=person.organization_ids),
    ),
)  # fmt: skip


def organizations_of(user) -> list[int]:
    """Every organization he acts or ever acted for."""
    return list(
        Appointment.objects.filter(user=user, organization__isnull=False).values_list("organization", flat=True)
    )


def objections(user, day: date) -> list[str]:
    """Powers without a successor, and applications that still need their contact."""
    found = []
    for power in Appointment.objects.in_force(day).filter(user=user, until_on=None).select_related("organization"):
        try:
            require_successor(power, day)
        except CannotNow as stopped:
            name = power.organization.name if power.organization else _g("Secretariat of the Pact")
            found.append(f"{name}: {stopped.sentences[0]}")
    open_ = Application.objects.exclude(state__in=CLOSED).filter(contact_email__iexact=user.email)
    found += [
        _g("Is the contact of the application %(ref)s, which is open: decide it or have it withdrawn first.")
        % {"ref": application.ref}
        for application in open_
    ]
    return found


def require_successor(row: Appointment, on: date) -> None:
    """The last who manages, signs or is the Secretariat stays until there is a successor."""
    if row.role not in (*KEPT, Appointment.Role.SECRETARIAT):
        return
    others = Appointment.objects.filter(organization_id=row.organization_id, role=row.role, user__is_active=True)
    if others.in_force(on).filter(until_on=None).exclude(user_id=row.user_id).exists():
        return
    if row.role == Appointment.Role.SECRETARIAT:
        raise CannotNow(_g("Nobody else is in the Secretariat. Name a successor first."))
    if row.role == "MANAGER":
        raise CannotNow(_g("Nobody else manages people for this organisation. Name a successor first."))
    raise CannotNow(_g("Nobody else may sign for this organisation. Name a successor first."))
