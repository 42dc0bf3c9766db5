"""Action plans (Pact 3.2.2)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pact.access import public_page
from pact.publishing.cache import cached_page
from website.pages import plans as shown


@public_page
@cached_page()
def plan_list(request: HttpRequest) -> HttpResponse:
    return render(request, "website/plan_list.html", shown.listed())


@public_page
@cached_page()
def plan_detail(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    found = shown.one(slug, year)
    if found is None:
        raise Http404
    return render(request, "website/plan_detail.html", found)
