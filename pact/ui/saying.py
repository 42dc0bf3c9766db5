"""What stands in the way is said over the form, or at the field it is about, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from pact.access import CannotNow


def said_at(form, act: Callable[[], Any], field: str | None = None) -> Any:
    """What the act gives, or nothing after its refusal was put on the form."""
    try:
        with transaction.atomic():
            return act() or True
    except CannotNow as refusal:
        for sentence in refusal.sentences:
            form.add_error(field, sentence)
        return None
