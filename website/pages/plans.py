"""Action plans of coordinating organizations, as they shared them (Pact 3.2.2)."""

from reports import public


def listed() -> dict:
    """By year, newest first."""
    years: dict[int, list[public.PlanCard]] = {}
    for card in public.shared_plans():
        years.setdefault(card.year, []).append(card)
    return {"years": list(years.items())}


def one(slug: str, year: int) -> dict | None:
    found = public.plan(slug, year)
    if found is None:
        return None
    card, parts = found
    return {"card": card, "parts": parts, "others": [other for other in public.plan_years(slug) if other != year]}
