"""Letters to a person, and letters to others that name him. The bookkeeping stays: which kind, when, how it went."""

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from pact.mail.models import HELD as HELD_BACK
from pact.mail.models import QUEUED, OutboxMail
from pact.persons.holdings import Holding, Mentions, Person


def _to(person: Person):
    return OutboxMail.objects.filter(Q(recipient=person.user_id) | person.at_address("to"), secret=False)


def _with_a_key(person: Person):
    """Codes and links to sign in or to sign: nobody takes those along, not even their reader."""
    return OutboxMail.objects.filter(Q(recipient=person.user_id) | person.at_address("to"), secret=True)


def _to_typed(person: Person):
    """Letters that asked to confirm an address of this account: no others, the address may be somebody else's."""
    asked = OutboxMail.objects.annotate(address=Lower("to"))
    return asked.filter(kind="accounts.confirm_address", address__in=person.typed)


_EMPTIED = {
    "key": lambda row, _person: f"erased:{row.pk.hex}",
    "to": lambda _row, person: person.address,
    "name": lambda _row, person: person.pseudonym,
    "subject": "",
    "text": "",
    "html": "",
    "calendar": "",
    "last_error": "",
    "state": lambda row, _person: HELD_BACK if row.state == QUEUED else row.state,
}
HELD = (
    Holding(_("Letters with a code or a key"), _with_a_key, show=("kind", "created_at", "sent_at"), erase=_EMPTIED),
    Holding(_("Letters that asked you to confirm an address"), _to_typed, show=(), erase=_EMPTIED),
    Holding(
        _("Letters to you"),
        _to,
        show=("kind", "to", "name", "subject", "text", "state", "created_at", "sent_at"),
        erase=_EMPTIED,
    ),
    Mentions(
        _("Letters to others that name this person"),
        ("key", "subject", "text", "html", "calendar", "reply_to", "last_error"),
        lambda person: OutboxMail.objects.all(),
        lambda person: Q(organization_id__in=person.organization_ids) | Q(organization_id=None),
    ),
)
