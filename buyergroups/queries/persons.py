"""Where this floor names persons."""

from django.utils.translation import gettext_lazy as _

from buyergroups.models import BuyerGroup, Representative
from pact.persons.holdings import Holding

HELD = (
    Holding(
        _("Representing an organisation in a buyer group"),
        lambda person: Representative.objects.filter(user=person.user_id),
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
