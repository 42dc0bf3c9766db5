"""Good examples and lessons (Pact 3.3.2.b)."""

from django.core.paginator import Paginator
from django.http import QueryDict
from django_countries import countries

from buyergroups import public
from pact.ui.figures import language_name
from participants import public as participants
from website.forms import ExampleFilter
from website.pages.filtering import chips

PER_PAGE = 25


def listed(query: QueryDict) -> dict:
    """Newest first, by the filters of the address."""
    offered = public.example_choices()
    lands = [(code, countries.name(code)) for code, _label in offered["country"]]
    offered["country"] = sorted(lands, key=lambda pair: pair[1])
    asked = {name: query[name] for name in ExampleFilter.base_fields if query.get(name)}
    form = ExampleFilter(asked or None, offered)
    found = public.examples(public.ExampleAsks(**form.asked()))
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    rows = [(card, countries.name(card.country) if card.country else "") for card in page]
    return {"form": form, "page": page, "rows": rows, "total": len(found), "chips": chips(form, query)}


def example(slug: str) -> dict | None:
    card = public.example(slug)
    if card is None:
        return None
    return {
        "example": card,
        "has_page": participants.participant(card.organization_slug) is not None,
        "spoken": language_name(card.language),
        "land": countries.name(card.country) if card.country else "",
    }
