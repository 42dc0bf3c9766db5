"""Public meetings and events, and their calendar."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pact.access import public_page
from pact.clock import now
from pact.publishing.cache import cached_page
from website.pages import events as shown

CALENDAR = "text/calendar; charset=utf-8"


@public_page
@cached_page(seconds=600)
def event_list(request: HttpRequest) -> HttpResponse:
    return render(request, "website/event_list.html", shown.events(now()))


@public_page
@cached_page(seconds=600)
def event_detail(request: HttpRequest, ref: str) -> HttpResponse:
    found = shown.event(ref)
    if found is None:
        raise Http404
    return render(request, "website/event_detail.html", found)


@public_page
@cached_page(seconds=600)
def event_calendar(request: HttpRequest) -> HttpResponse:
    return HttpResponse(shown.calendar(now()), content_type=CALENDAR)


@public_page
@cached_page(seconds=600)
def event_entry(request: HttpRequest, ref: str) -> HttpResponse:
    found = shown.calendar(now(), ref)
    if found is None:
        raise Http404
    return HttpResponse(found, content_type=CALENDAR)
