"""The collective tender calendar (Pact 3.1.1.e)."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from pact.access import public_page
from pact.clock import now, today
from pact.publishing.cache import cached_page
from website import sheets
from website.pages import tender_files as files
from website.pages import tender_times as times
from website.pages import tenders as shown


@public_page
@cached_page()
def tender_list(request: HttpRequest) -> HttpResponse:
    return render(request, "website/tender_list.html", shown.listed(request.GET, today()))


@public_page
@cached_page()
def tender_calendar(request: HttpRequest) -> HttpResponse:
    return render(request, "website/tender_calendar.html", times.month(request.GET, today()))


@public_page
@cached_page()
def tender_timeline(request: HttpRequest) -> HttpResponse:
    return render(request, "website/tender_timeline.html", times.timeline(request.GET, today()))


@public_page
@cached_page()
def tender_detail(request: HttpRequest, slug: str) -> HttpResponse:
    found = shown.tender(slug, today())
    if found is None:
        raise Http404
    return render(request, "website/tender_detail.html", found)


@public_page
def tender_file(request: HttpRequest, kind: str) -> HttpResponse:
    """What the list shows, all of it, as a file."""
    if kind not in sheets.TYPES:
        raise Http404
    response = HttpResponse(files.written(kind, request.GET, today()), content_type=sheets.TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="tenders.{kind}"'
    return response


@public_page
@cached_page(seconds=600)
def tender_feed(request: HttpRequest) -> HttpResponse:
    """Calendars subscribe to it, with the same filters as the list."""
    return HttpResponse(files.feed(request.GET, today(), now()), content_type="text/calendar; charset=utf-8")


@public_page
@cached_page(seconds=600)
def tender_releases(request: HttpRequest) -> HttpResponse:
    return _released(files.releases(request.GET, today()))


@public_page
@cached_page(seconds=600)
def tender_release(request: HttpRequest, slug: str) -> HttpResponse:
    return _released(files.release(slug, today()))


def _released(package: dict | None) -> HttpResponse:
    if package is None:
        raise Http404
    return JsonResponse(package, json_dumps_params={"ensure_ascii": False, "indent": 1})
