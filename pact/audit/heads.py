"""The head of the chain, noted once a day and told to people outside: a cut tail does not meet it."""

import logging
from datetime import date

from django.db import transaction

from pact.audit import chain
from pact.audit.models import Head

_log = logging.getLogger("pact.audit")


@transaction.atomic
def note(day: date) -> Head | None:
    """Note the newest seal of this day, and say it in the logs, which leave the machine; quiet when nothing is new."""
    number, digest = chain.head()
    newest = Head.objects.order_by("-day").first()
    if number == 0 or (newest and (newest.no == number or newest.day >= day)):
        return None
    head, made = Head.objects.get_or_create(day=day, defaults={"no": number, "hash": digest})
    if made:
        _log.info("audit head %s:%s", number, digest)
    return head if made else None


def noted(since: date, until: date) -> list[Head]:
    """The heads of these days, the last one left out."""
    return list(Head.objects.filter(day__gte=since, day__lt=until).order_by("day"))


def published(day: date) -> Head | None:
    """The head that was noted last up to this day: what a report prints. None before the first."""
    return Head.objects.filter(day__lte=day).order_by("-day").first()
