"""Good examples and lessons."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pact.access import public_page
from pact.publishing.cache import cached_page
from website.pages import examples as shown


@public_page
@cached_page()
def example_list(request: HttpRequest) -> HttpResponse:
    return render(request, "website/example_list.html", shown.listed(request.GET))


@public_page
@cached_page()
def example_detail(request: HttpRequest, slug: str) -> HttpResponse:
    found = shown.example(slug)
    if found is None:
        raise Http404
    return render(request, "website/example_detail.html", found)
