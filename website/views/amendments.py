"""Amendments of the Pact, public from the request on (6.5.1), and how long it lasts (6.2)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from governance import public
from pact.access import public_page
from pact.clock import today
from pact.publishing.cache import cached_page


@public_page
@cached_page()
def amendment_list(request: HttpRequest) -> HttpResponse:
    return render(request, "website/amendment_list.html", {"amendments": public.amendments()})


@public_page
@cached_page()
def amendment_detail(request: HttpRequest, number: str) -> HttpResponse:
    found = public.amendment(number)
    if found is None:
        raise Http404
    return render(request, "website/amendment_detail.html", {"card": found, "row": found.row})


@public_page
@cached_page()
def duration(request: HttpRequest) -> HttpResponse:
    return render(request, "website/duration.html", {"card": public.duration(today())})
