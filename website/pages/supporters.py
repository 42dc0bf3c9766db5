"""Supporters: their list, the page of each, the exceptions agreed with them (Pact 2.2.2, 6.4.3)."""

from datetime import date

from django.http import QueryDict
from django.urls import reverse

from participants import public
from website.pages.participants import facets, pager
from website.pages.rows import SLUG, pattern, rows


def listed(query: QueryDict) -> dict:
    page = public.supporters(None, query.get("after"), before=query.get("before"))
    detail, profile = pattern("supporter-detail"), pattern("participant-detail")
    lines = [
        {**row, "url": row["url"].replace(profile.replace(SLUG, card.slug), detail.replace(SLUG, card.slug))}
        for row, card in zip(rows(page.items), page.items, strict=True)
    ]
    return {"rows": lines, "pager": pager(query, page), "total": facets("SUPPORTERS").total, "data_files": files()}


def files() -> list[dict]:
    kinds = (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))
    return [{"label": label, "url": reverse("website:supporter-file", kwargs={"kind": kind})} for kind, label in kinds]


def supporter(slug: str, day: date) -> dict | None:
    """What the page shows; None for somebody who never supported the Pact."""
    found = public.supporter(slug, day)
    if found is None:
        return None
    return {
        "supporter": found,
        "profile": found.profile,
        "card": found.profile.card,
        "ended": found.letter.until is not None and found.letter.until <= day,
        "notices": [notice for notice in found.profile.notices if notice.role == "SUPPORTER"],
        "data_files": [{"label": "JSON", "url": reverse("website:api-supporter", kwargs={"slug": slug})}],
    }
