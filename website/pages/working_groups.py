"""Working groups: what they work on, who works in them, and what they made (Pact 4)."""

from datetime import date

from buyergroups import public
from pact.ui.navigation import resolve


def working_groups(day: date) -> dict:
    found = public.working_groups(day)
    return {
        "running": [card for card in found if card.state != "CLOSED"],
        "closed": [card for card in found if card.state == "CLOSED"],
        "day": day,
    }


def working_group(slug: str, day: date) -> dict | None:
    found = public.working_group(slug, day)
    if found is None:
        return None
    return {
        "group": found,
        "card": found.card,
        "published": [_product(one) for one in found.published],
        "consultations": [_product(one) for one in found.consultations],
        "day": day,
    }


def _product(one) -> dict:
    """With its place in the library."""
    return {"product": one, "url": resolve("website:library-item", slug=one.slug)}
