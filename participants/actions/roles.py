"""Asking for another role of an organization that takes part already ("sign on both levels")."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow, scope
from participants import access
from participants.actions import applications
from participants.models import Application, Organization
from participants.models.participations import State


@transaction.atomic
def ask_for_role(actor: Actor, organization: Organization, role: str, *, at: datetime) -> Application:
    """An application of its own, with what is known filled in; it belongs to the organization from the start."""
    access.SIGN_FOR_ORGANIZATION.require(actor, organization)
    if organization.participations.filter(role=role).exclude(state=State.ENDED).exists():
        raise CannotNow(_("Your organisation has this role already."))
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


def _is_region(organization: Organization) -> bool:
    return bool(organization.territory_id) and organization.territory.kind == "REGION"
