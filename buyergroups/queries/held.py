"""Where this floor names persons."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buyergroups.models import BuyerGroup, Representative
from pact.persons.holdings import Holding, Person


def _representing(person: Person):
    """By number, or by name for an organization he acts for: representatives need no account."""
    named = Q(name__iexact=person.name, organization__in=person.organization_ids)
    return Representative.objects.filter(Q(user=person.user_id) | named)


HELD = (
    Holding(
        _("Representing an organisation in a buyer group"),
        _representing,
        show=("group__name", "organization__name", "name", "topics", "consent_to_publish", "period"),
        erase={"name": lambda _row, person: person.pseudonym, "consent_to_publish": False},
    ),
    Holding(
        _("Contact address of a buyer group"),
        lambda person: BuyerGroup.objects.filter(person.at_address("contact_email")),
        show=("name", "contact_email"),
        erase={"contact_email": ""},
    ),
)
