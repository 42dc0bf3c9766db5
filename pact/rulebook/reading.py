"""`rule("apply.decide_within", on=day)`: the value that rules on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class History:
    """The values of one rule with their periods, to be asked for many days without asking the database again."""

    key: str
    values: tuple[tuple[Any, Any], ...]

    def on(self, day: date) -> Any:
        """The value in force on a day; raises NoSuchRule."""
        for period, value in self.values:
            if day in period:
                return value
        raise NoSuchRule(f"{self.key} on {day}")


def histories(*keys: str) -> dict[str, History]:
    """Every value of some rules, in one query."""
    from pact.rulebook.models import RuleParameter

    rows = list(RuleParameter.objects.filter(key__in=keys).order_by("valid").values_list("key", "valid", "value"))
    return {key: History(key, tuple((period, value) for name, period, value in rows if name == key)) for key in keys}
