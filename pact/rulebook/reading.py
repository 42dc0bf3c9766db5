"""`rule("apply.decide_within", on=day)`: the value that rules on a day."""

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
