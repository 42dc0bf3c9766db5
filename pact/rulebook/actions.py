"""Writing rule values: only as the effect of a text, an amendment or a decision, which `source` names."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from pact.access.permissions import CannotNow
from pact.rulebook.models import RuleParameter


@transaction.atomic
def set_rule(
    key: str,
    value: Any,
    *,
    clause: str,
    valid_from: date,
    source: str,
    sentence: str,
    unit: str = "",
    changed_by: str = RuleParameter.By.AMENDMENT,
):
    """Let a value rule from a day on; the value before ends on the day before and keeps ruling old dates."""
    current = RuleParameter.objects.select_for_update().filter(key=key, valid__contains=valid_from).first()
    if current:
        current.valid = DateRange(current.valid.lower, valid_from)
        current.save()
    return RuleParameter.objects.create(
        key=key,
        value=value,
        unit=unit,
        clause=clause,
        valid=DateRange(valid_from, None),
        source=source,
        sentence=sentence,
        changed_by=changed_by,
    )


@transaction.atomic
def change_rule(key: str, value: Any, *, by: str, valid_from: date, source: str) -> RuleParameter | None:
    """A new value of a known rule; `by` is what changes it (RuleParameter.By). Nothing when it rules already.

    What stands in the Pact's text is not changed by a decision (6.5)."""
    newest = RuleParameter.objects.select_for_update().filter(key=key, valid__upper_inf=True).first()
    if newest is None:
        raise CannotNow("The Pact has no such rule.")
    if by == RuleParameter.By.DECISION and newest.changed_by != RuleParameter.By.DECISION:
        raise CannotNow(
            f"This stands in the text of the Pact ({newest.clause}). Only an amendment with the consent of the "
            "participants changes it (Pact 6.5)."
        )
    if newest.value == value:
        return None
    if valid_from <= newest.valid.lower:
        raise CannotNow(f"A value from {newest.valid.lower:%-d %B %Y} on is set already. Choose a later day.")
    return set_rule(
        key,
        value,
        clause=newest.clause,
        valid_from=valid_from,
        source=source,
        sentence=newest.sentence,
        unit=newest.unit,
        changed_by=newest.changed_by,
    )
