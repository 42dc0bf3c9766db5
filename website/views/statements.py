"""Joint statements of demand."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pact.access import public_page
from pact.clock import now, today
from pact.publishing.cache import cached_page
from website.pages import statements as shown


@public_page
@cached_page(seconds=600)
def statement_list(request: HttpRequest) -> HttpResponse:
    return render(request, "website/statement_list.html", shown.statements(today()))


@public_page
@cached_page(seconds=600)
def statement_detail(request: HttpRequest, slug: str) -> HttpResponse:
    found = shown.statement(slug, today())
    if found is None:
        raise Http404
    return render(request, "website/statement_detail.html", found)


@public_page
@cached_page(seconds=600)
def statement_file(request: HttpRequest, slug: str) -> HttpResponse:
    found = shown.file(slug, today())
    if found is None:
        raise Http404
    response = HttpResponse(found, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
    return response


@public_page
@cached_page(seconds=600)
def statement_calendar(request: HttpRequest) -> HttpResponse:
    return HttpResponse(shown.calendar(now()), content_type="text/calendar; charset=utf-8")
