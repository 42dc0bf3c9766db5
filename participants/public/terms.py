"""The numbers of the Pact that somebody reads before applying."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from pact.rulebook import rules


@dataclass(frozen=True, slots=True)
class Terms:
    """`decide_within` in words, as "one month" (6.4.2); `fee` in EUR a year (5.3.2); nothing without a rule."""

    decide_within: str
    fee: Decimal | None


def terms(on: date) -> Terms:
    """What rules on a day; one query."""
    found = rules(("apply.decide_within", "fee.initial"), on=on)
    fee = found.get("fee.initial")
    return Terms(_months(found.get("apply.decide_within")), Decimal(fee) if fee else None)


def _months(number: int | None) -> str:
    if not number:
        return ""
    return _("one month") if number == 1 else _("%(number)d months") % {"number": number}
