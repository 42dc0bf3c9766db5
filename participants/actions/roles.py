"""Asking for another way to take part, with what is known filled in: a second role, or a Letter of Support."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow, scope
from pact.deadlines.days import day_in
from participants import access, queries
from participants.actions import applications
from participants.models import Application, Organization


@transaction.atomic
def ask_for_role(actor: Actor, organization: Organization, role: str, *, at: datetime) -> Application:
    """An application of its own, with what is known filled in; it belongs to the organization from the start."""
    access.SIGN_FOR_ORGANIZATION.require(actor, organization)
    if organization.participations.open_on(day_in(at, settings.SECRETARIAT_TIME_ZONE)).filter(role=role).exists():
        raise CannotNow(_("Your organisation has this role already; each is held once (2.1.1)."))
    application = applications.begin(Application.Kind.PARTICIPANT, [role], at=at)
    known = {
        "organization": {
            "name": organization.name,
            "name_en": organization.name_en,
            "country": organization.country,
            "territory": organization.territory.code if _is_region(organization) else "",
            "city": organization.city,
            "website": organization.website,
            "not_same": "on",
        },
        "signatory": {"contact_name": actor.name, "contact_email": actor.email},
    }
    with scope.entered(applications.door(application)):
        for step, answers in known.items():
            application = applications.save_step(application, step, answers, at=at)
        application.organization = organization
        application.save()
    return application


@transaction.atomic
def support_instead(application: Application, *, at: datetime) -> Application:
    """Who could not take part supports the Pact (2.2): an application of its own, of which nothing is typed twice."""
    if not queries.may_support_instead(application):
        raise CannotNow(_("A Letter of Support is open to those who do not take part (Pact 2.2.1)."))
    supporting = applications.begin(Application.Kind.SUPPORTER, [], at=at)
    known = application.answers
    organization = {**known.get("organization", {}), "legal_kind": application.legal_kind, "not_same": "on"}
    with scope.entered(applications.door(supporting)):
        for step, answers in (("organization", organization), ("signatory", known.get("signatory", {}))):
            supporting = applications.save_step(supporting, step, answers, at=at)
    return supporting


def _is_region(organization: Organization) -> bool:
    return bool(organization.territory_id) and organization.territory.kind == "REGION"
