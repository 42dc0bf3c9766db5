"""`rule("apply.decide_within", on=day)`: the value that rules on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any


class NoSuchRule(LookupError):
    """No value of this rule is in force on that day."""


def rule(key: str, *, on: date) -> Any:
    """The value in force on a day; raises NoSuchRule. Units stand in the row: months, EUR, shares as [3, 4]."""
    from pact.rulebook.models import RuleParameter

    row = RuleParameter.objects.filter(key=key, valid__contains=on).values_list("value", flat=True).first()
    if row is None:
        raise NoSuchRule(f"{key} on {on}")
    return row


def rules(keys: Iterable[str], *, on: date) -> dict[str, Any]:
    """Several values in one query; a rule that has none on that day is left out."""
    from pact.rulebook.models import RuleParameter

    return dict(RuleParameter.objects.filter(key__in=keys, valid__contains=on).values_list("key", "value"))
