"""Letters to a person, and letters to others that name him. The bookkeeping stays: which kind, when, how it went."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pact.mail.models import HELD as HELD_BACK
from pact.mail.models import QUEUED, OutboxMail
from pact.persons.holdings import Holding, Mentions, Person


def _to(person: Person):
    return OutboxMail.objects.filter(Q(recipient=person.user_id) | person.at_address("to"))


HELD = (
    Holding(
        _("Letters to you"),
        _to,
        show=("kind", "to", "name", "subject", "text", "state", "created_at", "sent_at"),
        erase={
            "key": lambda row, _person: f"erased:{row.pk.hex}",
            "to": lambda _row, person: person.address,
            "name": lambda _row, person: person.pseudonym,
            "subject": "",
            "text": "",
            "html": "",
            "last_error": "",
            "state": lambda row, _person: HELD_BACK if row.state == QUEUED else row.state,
        },
    ),
    Mentions(
        _("Letters to others that name this person"),
        ("key", "subject", "text", "html", "reply_to", "last_error"),
        lambda person: OutboxMail.objects.all(),
        lambda person: Q(organization_id__in=person.organization_ids) | Q(organization_id=None),
    ),
)
