"""Buyer groups."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pact.access import public_page
from pact.clock import today
from pact.publishing.cache import cached_page
from website.pages import groups as shown


@public_page
@cached_page()
def group_list(request: HttpRequest) -> HttpResponse:
    return render(request, "website/group_list.html", shown.groups(today()))


@public_page
@cached_page()
def group_detail(request: HttpRequest, slug: str) -> HttpResponse:
    found = shown.group(slug, today())
    if found is None:
        raise Http404
    return render(request, "website/group_detail.html", found)
