"""The library (Pact 4.6): its list, each version at its address, chosen clauses as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from buyergroups import public
from pact.access import public_page
from pact.publishing.cache import cached_page
from website import clauses
from website.pages import basket as chosen
from website.pages import library as shown


@public_page
@cached_page()
def library(request: HttpRequest) -> HttpResponse:
    return render(request, "website/library.html", shown.listed(request.GET))


@public_page
@cached_page()
def library_version(request: HttpRequest, slug: str, number: int = 0) -> HttpResponse:
    """A version at the address that stays; without a number the one that counts."""
    found = shown.item(slug, number, request.GET)
    if found is None:
        raise Http404
    return render(request, "website/library_version.html", found)


@public_page
@cached_page()
def library_item(request: HttpRequest, slug: str) -> HttpResponse:
    return library_version.__wrapped__(request, slug=slug)


@public_page
@cached_page()
def library_compare(request: HttpRequest, slug: str) -> HttpResponse:
    found = shown.compared(slug, request.GET)
    if found is None:
        raise Http404
    return render(request, "website/library_compare.html", found)


@public_page
def library_file(request: HttpRequest, slug: str, number: int, kind: str) -> HttpResponse:
    """A version as a file."""
    card = public.version(slug, number)
    if card is None or not number or kind not in clauses.TYPES:
        raise Http404
    body = clauses.written(kind, clauses.title_of(card), clauses.of_version(card), card.item.summary)
    return _file(body, kind, f"{slug}-v{number}")


@public_page
def library_data(request: HttpRequest, kind: str) -> HttpResponse:
    """All rows of all public versions, as open data."""
    if kind not in ("csv", "json", "xlsx"):
        raise Http404
    return _file(clauses.written(kind, "Library", public.every_row()), kind, "library")


@public_page
def library_basket(request: HttpRequest) -> HttpResponse:
    return render(request, "website/library_basket.html", chosen.shown(request.GET))


@public_page
def basket_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The chosen rows as a file; what is not there is left out, as its page says."""
    rows, _unknown = chosen.rows(request.GET)
    if kind not in dict(chosen.FILES) or not rows:
        raise Http404
    return _file(clauses.written(kind, chosen.title(), rows), kind, "basket")


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=clauses.TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
