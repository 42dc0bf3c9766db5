"""The table of people one can be in the demo."""

from django.utils.translation import gettext_lazy as _

from pact.demo.models import DemoPerson
from pact.persons.holdings import Holding

HELD = (
    Holding(
        _("Your place in the cast of the demo"),
        lambda person: DemoPerson.objects.filter(person.at_address("email")),
        show=("role", "organization", "email"),
        deleted=True,
    ),
)
