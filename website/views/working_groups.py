"""Working groups (Pact 4)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pact.access import public_page
from pact.clock import today
from pact.publishing.cache import cached_page
from website.pages import working_groups as shown


@public_page
@cached_page()
def working_group_list(request: HttpRequest) -> HttpResponse:
    return render(request, "website/working_group_list.html", shown.working_groups(today()))


@public_page
@cached_page()
def working_group_detail(request: HttpRequest, slug: str) -> HttpResponse:
    found = shown.working_group(slug, today())
    if found is None:
        raise Http404
    return render(request, "website/working_group_detail.html", found)
