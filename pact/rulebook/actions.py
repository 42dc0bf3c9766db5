"""Writing rule values: only as the effect of a text, an amendment or a decision, which `source` names."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

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
