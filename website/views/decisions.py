"""Published decisions of the Steering Committee."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pact.access import public_page
from pact.publishing.cache import cached_page
from website.pages import decisions as shown


@public_page
@cached_page()
def decision_list(request: HttpRequest) -> HttpResponse:
    return render(request, "website/decision_list.html", shown.listed(request.GET))


@public_page
@cached_page()
def decision_detail(request: HttpRequest, number: str) -> HttpResponse:
    found = shown.decision(number)
    if found is None:
        raise Http404
    return render(request, "website/decision_detail.html", found)
