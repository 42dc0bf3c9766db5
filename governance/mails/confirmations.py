"""The letter of the yearly confirmation (2.1.4, register I-22)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.queries.confirmations import every_organization
from pact.deadlines.days import day_in
from pact.deadlines.models import Obligation
from pact.mail import Letter, LetterKind, link

CONFIRM_NO_CONFLICT = LetterKind(
    "governance.confirm_no_conflict",
    _("Confirm that there is no conflict of interest"),
    _("You get this because you sign for {organization} or manage its people."),
    lambda: {
        "organization": "Vestbygd kommune",
        "due_on": date(2027, 3, 31),
        "days": 14,
        "button_url": "/me/",
        "button_label": _("Confirm"),
    },
)


def confirm_no_conflict(obligation: Obligation, user, days: int) -> Letter:
    """2.1.4, register I-22: the yearly confirmation, and a reminder where it is late."""
    organization = every_organization(obligation.organization_id)
    facts = {
        "organization": organization.name,
        "due_on": day_in(obligation.due_at, obligation.zone),
        "days": days,
        "button_url": link("governance:participation-confirm", org=organization.slug),
        "button_label": _("Confirm"),
    }
    return Letter(CONFIRM_NO_CONFLICT, to=user, facts=facts, organization_id=organization.pk)
