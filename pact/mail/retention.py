"""How long letters stay: their words two years, their bookkeeping for good."""

from datetime import datetime

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from pact.mail.models import QUEUED, OutboxMail
from pact.persons.retention import Kept


def _letters(before: datetime, _at: datetime, limit: int) -> int:
    """Address and words go; kind, day, record and how it went stay: reminders count on them."""
    over = OutboxMail.objects.filter(created_at__lt=before).exclude(state=QUEUED).exclude(to="")
    keys = list(over.order_by("created_at").values_list("pk", flat=True)[:limit])
    key = Concat(Value("over:"), Cast("id", CharField()))
    emptied = dict.fromkeys(("to", "name", "subject", "text", "html", "reply_to", "last_error"), "")
    return OutboxMail.objects.filter(pk__in=keys).update(key=key, **emptied)


KEPT = (
    Kept(
        "mail.letters",
        _("Letters from this software: address and words"),
        _("So that a question about a letter of the last two years of reporting can be answered."),
        months=24,
        purge=_letters,
    ),
)
