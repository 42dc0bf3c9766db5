"""The register of targets: what the Pact aims at, set by whom, and what was reached (Pact 1.2.1, 5.1.1)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from monitoring import public as monitoring
from pact.ui.figures import grouped, percentage


def listed() -> dict:
    rows = []
    for card in monitoring.targets():
        readings = [(_value(card.metric, one.value), one) for one in reversed(card.readings)]
        rows.append({"card": card, "value": value_words(card), "readings": readings})
    return {"rows": rows}


def value_words(card: monitoring.TargetCard) -> str:
    """3,000,000, or a share, or a band of shares; in words where the Pact gives no number."""
    values = [_value(card.metric, one) for one in (card.value, card.value_to) if one is not None]
    return " – ".join(values) or _("no number")


def _value(metric: str, value: Decimal) -> str:
    return percentage(value, 1) if metric == "REDUCTION" else grouped(int(value))
